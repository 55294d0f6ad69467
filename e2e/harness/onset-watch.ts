import type { SessionPage } from './session-page.ts';

/** Samples above this are a sound: the recordings of the tests are silent in between. */
const LOUD = 300;
/** A sound after so much silence is a new one. */
const QUIET_MS = 300;
/** Audible blocks come every 8 ms or less; a gap of this length is silence. */
const GAP_MS = 60;

interface Watched {
  onsets: number[];
  /** When each block that was audible had been rendered to its last audible sample. */
  audible: number[];
}

/**
 * Times both ends of the extension by one clock, `performance.now()` of the page that hosts the session: a sound in
 * what the capture worklet gives, and what the player worklet renders. Neither knows of it.
 */
export class OnsetWatch {
  readonly #session: SessionPage;

  constructor(session: SessionPage) {
    this.#session = session;
  }

  /** Before the call begins: it listens at the worklets' ports as they are made. The session must be tapped. */
  async begin(): Promise<void> {
    await this.#session.page.evaluate(`
      const watched = (globalThis.__watched = { onsets: [], audible: [] });
      let loudAt = -Infinity;
      const heard = (pcm, now) => pcm.forEach((value, i) => {
        if (Math.abs(value) < ${LOUD}) return;
        const at = now - (pcm.length - i) / 16;
        if (at - loudAt > ${QUIET_MS}) watched.onsets.push(at);
        loudAt = at;
      });
      const rendered = (samples, now, sampleRateHz) => {
        const last = samples.findLastIndex((value) => Math.abs(value) > 1e-4);
        if (last >= 0) watched.audible.push(now - ((samples.length - 1 - last) * 1000) / sampleRateHz);
      };
      globalThis.AudioWorkletNode = class extends AudioWorkletNode {
        constructor(context, ...rest) {
          super(context, ...rest);
          this.port.addEventListener('message', ({ data }) => {
            const now = performance.now();
            if (data.type === 'frame') heard(data.frame.pcm, now);
            if (data.type === 'rendered') rendered(data.samples, now, context.sampleRate);
          });
        }
      };`);
  }

  /** For each sound that began over an answer: the milliseconds until that was silent. */
  async silencesAfterMs(): Promise<number[]> {
    const { onsets, audible } = await this.#session.page.evaluate<Watched>('globalThis.__watched');
    return onsets.flatMap((onset) => {
      const over = audible.some((at) => at > onset - GAP_MS && at <= onset);
      const last = audible.findIndex((at, i) => at > onset && (audible[i + 1] ?? Infinity) - at > GAP_MS);
      return over && last >= 0 ? [audible[last]! - onset] : [];
    });
  }
}
