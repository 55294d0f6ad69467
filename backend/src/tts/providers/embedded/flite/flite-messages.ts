export interface FliteWorkerData {
  /** The WebAssembly of flite. */
  wasmPath: string;
}

export interface FliteSpeech {
  voice: string;
  /** A factor on the voice's own speed. */
  speed?: number | undefined;
}

export interface FliteRequest extends FliteSpeech {
  id: number;
  /** Printable ASCII. */
  text: string;
}

export type FliteReply = { id: number; pcm: Int16Array<ArrayBuffer> } | { id: number; error: string };
