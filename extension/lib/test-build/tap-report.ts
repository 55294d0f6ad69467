/** Posted by the player worklet of a test build, beside its other reports. Frames are the context's `currentFrame`. */
export type TapReport =
  | { type: 'rendered'; frame: number; turnId: number | null; samples: Float32Array<ArrayBuffer> }
  | {
      type: 'silence_measured';
      by: 'flush' | 'pause';
      turnId: number;
      receivedFrame: number;
      lastAudibleFrame: number;
    };
