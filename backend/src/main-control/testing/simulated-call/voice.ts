import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { PLAYHEAD_DEFAULTS, playedMs } from '../../policies/playhead.js';
import { playbackOf } from '../../reducer/slices/answer.js';
import { WORD_MS, type ProviderOptions } from './providers.js';

/** Audio goes out at most this far ahead of its playback, as in a real conversation. */
const MAX_LEAD_MS = 3_000;

/** The voice makes audio so many times faster than it is heard. */
const VOICE_SPEED = 8;

interface Speech {
  turnId: number;
  words: { text: string; piece: number; dies: boolean }[];
  pieces: number;
  saidMs: number;
  nextAt: number;
  /** The next word is being made. */
  busy: boolean;
  /** No more text comes. */
  ended: boolean;
}

/** A voice that speaks every word in the same time, in step with playback. */
export class SimulatedVoice {
  #speech: Speech | null = null;
  readonly #tellsWordTimes: boolean;

  constructor(private readonly use: ProviderOptions) {
    this.#tellsWordTimes = use.random.chance(0.6);
  }

  speak(turnId: number, text: string): void {
    const { clock, random, misbehaving } = this.use;
    if (this.#speech?.turnId !== turnId) {
      const nextAt = clock.now + random.between(60, 300);
      this.#speech = { turnId, words: [], pieces: 0, saidMs: 0, nextAt, busy: false, ended: false };
    }
    const speech = this.#speech!;
    const piece = speech.pieces++;
    const dies = misbehaving && random.chance(0.05);
    speech.words.push(
      ...text.split(/\s+/).map((text, index) => ({ text, piece, dies: dies && index === 0 })),
    );
    this.#goOn(speech);
  }

  speakEnd(turnId: number): void {
    const { clock, dispatch } = this.use;
    if (this.#speech?.turnId !== turnId) {
      // Nothing of the answer can be spoken.
      clock.after(0, () => {
        if (this.use.answer()?.turnId === turnId) dispatch({ type: 'tts_done', turnId });
      });
      return;
    }
    this.#speech.ended = true;
    this.#goOn(this.#speech);
  }

  cancel(turnId: number): void {
    if (this.#speech?.turnId === turnId) this.#speech = null;
  }

  /** What was begun ahead of time for the same turn is not spoken. */
  forget(): void {
    this.#speech = null;
  }

  #goOn(speech: Speech): void {
    const { clock, random, misbehaving } = this.use;
    if (speech.busy || this.#speech !== speech) return;
    if (speech.words.length === 0) return this.#endOf(speech);
    speech.busy = true;
    clock.after(speech.nextAt - clock.now, () => {
      speech.busy = false;
      if (this.#speech !== speech && !(misbehaving && random.chance(0.5))) return;
      if (this.#isFarAhead(speech.turnId)) speech.nextAt = clock.now + 100;
      else this.#sayWord(speech);
      this.#goOn(speech);
    });
  }

  #isFarAhead(turnId: number): boolean {
    const answer = this.use.answer();
    return (
      answer?.turnId === turnId &&
      answer.sentMs - playedMs(playbackOf(answer), this.use.clock.now, PLAYHEAD_DEFAULTS) >= MAX_LEAD_MS
    );
  }

  #sayWord(speech: Speech): void {
    const { clock, dispatch } = this.use;
    const { turnId, saidMs: startMs } = speech;
    const { text, piece, dies } = speech.words.shift()!;
    if (dies && this.#speech === speech) {
      this.#speech = null;
      const error = new ProviderError('tts', 'simulated', 'provider_unavailable', 'It died.');
      return dispatch({ type: 'answer_failed', turnId, error });
    }
    speech.saidMs += WORD_MS;
    speech.nextAt = Math.max(speech.nextAt, clock.now) + WORD_MS / VOICE_SPEED;
    const words = this.#tellsWordTimes ? [{ text, startMs, endMs: speech.saidMs }] : undefined;
    const pcm = new Int16Array(WORD_MS);
    dispatch({ type: 'tts_audio', turnId, pcm, durationMs: WORD_MS, piece, words });
  }

  #endOf(speech: Speech): void {
    const { clock, random, misbehaving, dispatch } = this.use;
    const { turnId } = speech;
    if (!speech.ended) return;
    clock.after(5, () => {
      if (this.#speech !== speech) return;
      dispatch({ type: 'tts_done', turnId });
      if (misbehaving && random.chance(0.1)) dispatch({ type: 'tts_done', turnId });
    });
  }
}
