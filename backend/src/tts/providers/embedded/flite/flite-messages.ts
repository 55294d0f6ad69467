import type { FliteSpeech } from '../../../../common/flite/flite-program.js';

export interface FliteWorkerData {
  /** The WebAssembly of flite. */
  wasmPath: string;
}

export interface FliteRequest extends FliteSpeech {
  id: number;
  /** Printable ASCII. */
  text: string;
}

export type FliteReply = { id: number; pcm: Int16Array<ArrayBuffer> } | { id: number; error: string };
