import type { SessionPage } from '../../../e2e/harness/session-page.ts';

/** Louder samples are speech: the recording is silent in between. */
export const LOUD = 300;

/** Speech after this much silence is a new sound. */
const QUIET_MS = 1_000;

interface Captured {
  /** The sample of the capture that each sound begins with. */
  onsets: number[];
  /** When sample 0 was captured, in epoch milliseconds. */
  zeroAtMs: number;
}

/** Tells when the sounds of a microphone were captured, by the samples that the capture worklet hands over. */
export class CaptureClock {
  readonly #session: SessionPage;

  constructor(session: SessionPage) {
    this.#session = session;
  }

  /** To be called before the call begins: it listens to the worklets' ports when they are created. */
  async begin(): Promise<void> {
    await this.#session.page.evaluate(`
      const captured = (globalThis.__captured = { onsets: [], zeroAtMs: Infinity });
      let samples = 0;
      let loudAt = -Infinity;
      const hear = (pcm) => {
        pcm.forEach((value, i) => {
          if (Math.abs(value) < ${LOUD}) return;
          if (samples + i - loudAt > ${QUIET_MS * 16}) captured.onsets.push(samples + i);
          loudAt = samples + i;
        });
        samples += pcm.length;
        // A frame may come late but never early: the earliest one tells the time.
        const now = performance.timeOrigin + performance.now();
        captured.zeroAtMs = Math.min(captured.zeroAtMs, now - samples / 16);
      };
      globalThis.AudioWorkletNode = class extends AudioWorkletNode {
        constructor(context, ...rest) {
          super(context, ...rest);
          this.port.addEventListener('message', ({ data }) => {
            if (data.type === 'frame') hear(data.frame.pcm);
          });
        }
      };`);
  }

  /** @returns when each sound began, in epoch milliseconds */
  async onsetsAtMs(): Promise<number[]> {
    const { onsets, zeroAtMs } = await this.#session.page.evaluate<Captured>('globalThis.__captured');
    return onsets.map((sample) => zeroAtMs + sample / 16);
  }
}
