import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { PLAYHEAD_DEFAULTS, playedMs } from '../../policies/playhead.js';
import { playbackOf } from '../../reducer/slices/answer-state.js';
import { WORD_MS, type ProviderOptions } from './providers.js';

/** Audio is sent at most this far ahead of playback, as in a real conversation. */
const MAX_LEAD_MS = 3_000;

/** Audio is made this many times faster than it is played. */
const SYNTHESIS_SPEED = 8;

interface Speech {
  turnId: number;
  words: { text: string; clause: number; dies: boolean }[];
  clauses: number;
  spokenMs: number;
  nextAt: number;
  /** The next word is being made. */
  busy: boolean;
  /** The text is complete. */
  ended: boolean;
}

/** Speaks every word in the same time, in step with playback. */
export class SimulatedTts {
  #speech: Speech | null = null;
  readonly #givesWordTimes: boolean;

  constructor(private readonly deps: ProviderOptions) {
    this.#givesWordTimes = deps.random.chance(0.6);
  }

  speak(turnId: number, text: string): void {
    const { clock, random, misbehaving } = this.deps;
    if (this.#speech?.turnId !== turnId) {
      const nextAt = clock.now + random.between(60, 300);
      this.#speech = { turnId, words: [], clauses: 0, spokenMs: 0, nextAt, busy: false, ended: false };
    }
    const speech = this.#speech!;
    const clause = speech.clauses++;
    const dies = misbehaving && random.chance(0.05);
    speech.words.push(
      ...text.split(/\s+/).map((text, index) => ({ text, clause, dies: dies && index === 0 })),
    );
    this.#continue(speech);
  }

  speakEnd(turnId: number): void {
    const { clock, dispatch } = this.deps;
    if (this.#speech?.turnId !== turnId) {
      // The answer has no speakable text.
      clock.after(0, () => {
        if (this.deps.answer()?.turnId === turnId) dispatch({ type: 'tts_done', turnId });
      });
      return;
    }
    this.#speech.ended = true;
    this.#continue(this.#speech);
  }

  cancel(turnId: number): void {
    if (this.#speech?.turnId === turnId) this.#speech = null;
  }

  /** Drops the speech of a speculative answer to the same turn. */
  reset(): void {
    this.#speech = null;
  }

  #continue(speech: Speech): void {
    const { clock, random, misbehaving } = this.deps;
    if (speech.busy || this.#speech !== speech) return;
    if (speech.words.length === 0) return this.#finish(speech);
    speech.busy = true;
    clock.after(speech.nextAt - clock.now, () => {
      speech.busy = false;
      if (this.#speech !== speech && !(misbehaving && random.chance(0.5))) return;
      if (this.#isFarAhead(speech.turnId)) speech.nextAt = clock.now + 100;
      else this.#speakWord(speech);
      this.#continue(speech);
    });
  }

  #isFarAhead(turnId: number): boolean {
    const answer = this.deps.answer();
    return (
      answer?.turnId === turnId &&
      answer.sentMs - playedMs(playbackOf(answer), this.deps.clock.now, PLAYHEAD_DEFAULTS) >= MAX_LEAD_MS
    );
  }

  #speakWord(speech: Speech): void {
    const { clock, dispatch } = this.deps;
    const { turnId, spokenMs: startMs } = speech;
    const { text, clause, dies } = speech.words.shift()!;
    if (dies && this.#speech === speech) {
      this.#speech = null;
      const error = new ProviderError('tts', 'simulated', 'provider_unavailable', 'It died.');
      return dispatch({ type: 'answer_failed', turnId, error });
    }
    speech.spokenMs += WORD_MS;
    speech.nextAt = Math.max(speech.nextAt, clock.now) + WORD_MS / SYNTHESIS_SPEED;
    const words = this.#givesWordTimes ? [{ text, startMs, endMs: speech.spokenMs }] : undefined;
    const pcm = new Int16Array(WORD_MS);
    dispatch({ type: 'tts_audio', turnId, pcm, durationMs: WORD_MS, clause, words });
  }

  #finish(speech: Speech): void {
    const { clock, random, misbehaving, dispatch } = this.deps;
    const { turnId } = speech;
    if (!speech.ended) return;
    clock.after(5, () => {
      if (this.#speech !== speech) return;
      dispatch({ type: 'tts_done', turnId });
      if (misbehaving && random.chance(0.1)) dispatch({ type: 'tts_done', turnId });
    });
  }
}
