import type { SessionPage } from './session-page.ts';

/** Louder samples count as a sound: the recordings are silent in between. */
const LOUD = 300;
/** A sound after this much silence is a new one. */
const QUIET_MS = 300;
/** Audible blocks come at most 8 ms apart: a gap of this length is silence. */
const GAP_MS = 60;

interface Watched {
  onsets: number[];
  /** When the last audible sample of each audible block was rendered. */
  audible: number[];
}

/**
 * Measures the time from the beginning of a sound in the captured audio to silence in the rendered audio, both by
 * `performance.now()` of the page that hosts the session.
 */
export class OnsetWatch {
  readonly #session: SessionPage;

  constructor(session: SessionPage) {
    this.#session = session;
  }

  /** To be called before the call begins: it listens to the worklets' ports when they are created. */
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

  /** @returns for each sound that began over an answer the milliseconds until the answer was silent */
  async silencesAfterMs(): Promise<number[]> {
    const { onsets, audible } = await this.#session.page.evaluate<Watched>('globalThis.__watched');
    return onsets.flatMap((onset) => {
      const over = audible.some((at) => at > onset - GAP_MS && at <= onset);
      const last = audible.findIndex((at, i) => at > onset && (audible[i + 1] ?? Infinity) - at > GAP_MS);
      return over && last >= 0 ? [audible[last]! - onset] : [];
    });
  }
}
