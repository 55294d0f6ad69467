export interface FliteWorkerData {
  /** The WebAssembly of flite. */
  wasmPath: string;
}

export interface FliteRequest {
  id: number;
  /** Printable ASCII. */
  text: string;
  voice: string;
}

export type FliteReply = { id: number; pcm: Int16Array<ArrayBuffer> } | { id: number; error: string };
