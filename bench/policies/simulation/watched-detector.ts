import type { Vad } from '../../../backend/src/vad/vad.port.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface WatchedDetector {
  vad: Vad;
  /** Resolves when so many frames were handled. Time stops meanwhile. @throws Error if the detector failed */
  judged(time: VirtualTime, frames: number): Promise<void>;
}

/** The detector, and when it has processed all its input. */
export function watch(inner: Vad): WatchedDetector {
  let judgedFrames = 0;
  let failure: Error | undefined;
  let wake = (): void => undefined;
  return {
    vad: {
      name: inner.name,
      warmUp: () => inner.warmUp(),
      async *detect(audio, signal) {
        try {
          for await (const frame of inner.detect(audio, signal)) {
            yield frame;
            // A request for the next result means that this one was handled.
            judgedFrames++;
            wake();
          }
        } catch (error) {
          failure = error as Error;
          wake();
          throw error;
        }
      },
    },
    async judged(time, frames) {
      const done = time.begin();
      // The last frame counts when the next one is requested, which is immediately.
      while (judgedFrames < Math.floor(frames)) {
        if (failure) throw failure;
        await new Promise<void>((resolve) => (wake = resolve));
      }
      done();
      await time.settle();
    },
  };
}
