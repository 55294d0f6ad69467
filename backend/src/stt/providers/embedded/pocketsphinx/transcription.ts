import { dbfs } from '#audio';
import type { HeardCommand, PagePhrases, SttEvent, SttInput } from '../../../stt.port.js';
import { AudioHistory } from '../../../audio-history.js';
import type { RecogniserPool } from './recogniser-pool.js';
import type { RecogniserSegment, SegmentResult } from './recogniser-segment.js';
import { SessionPage } from './session-page.js';

const SAMPLES_PER_MS = 16;

/** Audio before a segment, from which the denoiser learns the noise. */
const LEAD_IN_SAMPLES = 1_000 * SAMPLES_PER_MS;

/** Longest pre-roll of a segment, which the lead-in comes before. */
const MAX_PRE_ROLL_SAMPLES = 320 * SAMPLES_PER_MS;

/**
 * While other sessions wait, a segment without a new word for this long gives its decoder back, as when a talk button is held
 * in silence. Longer than the pauses within a sentence.
 */
const MAX_WORDLESS_SAMPLES = 3_000 * SAMPLES_PER_MS;

/** While other sessions wait, a segment keeps its decoder for this long: longer than most sentences. */
const MAX_TURN_SAMPLES = 30_000 * SAMPLES_PER_MS;

/** Quieter frames have no words. */
const QUIET_DBFS = -60;

/** Turns one session's audio and marks into partial and final transcripts. */
export class Transcription {
  /** For the denoiser, and for the beginning of words after a pause. */
  readonly #history = new AudioHistory(LEAD_IN_SAMPLES + MAX_PRE_ROLL_SAMPLES);
  #segment: RecogniserSegment | undefined;
  /** Whether speech has begun and not ended. */
  #isOpen = false;
  /** The words of this speech that other decoders recognised before. */
  #words: string[] = [];
  /** The words of the current decoder so far. */
  #partial = '';
  #begunAt = 0;
  #newWordAt = 0;
  readonly #page = new SessionPage();
  /** What is known about the speaker. */
  #mean: Float32Array | undefined;

  constructor(
    private readonly pool: Pick<RecogniserPool, 'open' | 'isContended' | 'prepare' | 'forget'>,
    private readonly emit: (event: SttEvent) => void,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws Error */
  async run(input: AsyncIterable<SttInput>): Promise<void> {
    const cancel = () => this.#segment?.cancel();
    this.signal.addEventListener('abort', cancel, { once: true });
    try {
      for await (const item of input) {
        if (item.type === 'audio') await this.#audio(item.pcm);
        else if (item.type === 'speech_start') await this.#begin(item.preRoll);
        else if (item.type === 'speech_end') await this.#end(item.isCommand);
        else if (item.type === 'speech_pause') this.#pause();
        else this.#setPage(item.phrases);
      }
    } finally {
      this.signal.removeEventListener('abort', cancel);
      cancel();
      if (this.#page.phrases) this.pool.forget(this.#page);
    }
  }

  #setPage(phrases: PagePhrases): void {
    this.#page.phrases = phrases;
    this.pool.prepare(this.#page);
  }

  /** What other decoders recognised before belongs to no command. */
  #pause(): void {
    if (this.#words.length === 0) this.#segment?.pause();
  }

  async #audio(pcm: Int16Array): Promise<void> {
    this.#history.push(pcm);
    if (!this.#isOpen) return;
    if (this.#segment) {
      await this.#segment.push(pcm);
      if (this.pool.isContended && this.#hasHadItsTurn()) await this.#giveBack();
    } else if (dbfs(pcm) > QUIET_DBFS) {
      await this.#open(this.#history.slice(this.#history.total - MAX_PRE_ROLL_SAMPLES));
    }
  }

  async #begin(preRoll: Int16Array = new Int16Array(0)): Promise<void> {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#words = [];
    await this.#open(preRoll);
  }

  async #end(isCommand?: boolean): Promise<void> {
    const isOnly = this.#words.length === 0;
    const result = await this.#giveBack(isCommand);
    this.#isOpen = false;
    if (this.signal.aborted) return;
    const command = isOnly ? result?.command : undefined;
    this.emit({ type: 'final', text: this.#words.join(' '), ...(command && { command }) });
  }

  /** @param preRoll the newest audio, which belongs to the speech */
  async #open(preRoll: Int16Array): Promise<void> {
    const from = this.#history.total - preRoll.length;
    const leadIn = this.#history.slice(from - LEAD_IN_SAMPLES, from);
    const onPartial = (text: string) => this.#onPartial(text);
    const onCommand = (command: HeardCommand) => this.emit({ type: 'command', command });
    const handlers = { onPartial, onCommand };
    const segment = await this.pool.open(leadIn, this.#mean, this.#page, handlers, this.signal);
    if (!segment) return;
    this.#segment = segment;
    this.#partial = '';
    this.#begunAt = this.#newWordAt = this.#history.total;
    await segment.push(preRoll);
  }

  #onPartial(text: string): void {
    if (text !== this.#partial) this.#newWordAt = this.#history.total;
    this.#partial = text;
    this.emit({ type: 'partial', text: [...this.#words, text].join(' ') });
  }

  #hasHadItsTurn(): boolean {
    const { total } = this.#history;
    return total - this.#newWordAt >= MAX_WORDLESS_SAMPLES || total - this.#begunAt >= MAX_TURN_SAMPLES;
  }

  /** Ends the decoder's segment and keeps its words. */
  async #giveBack(isCommand = false): Promise<SegmentResult | null | undefined> {
    const segment = this.#segment;
    segment?.end(isCommand);
    const result = segment && (await segment.result);
    this.#segment = undefined;
    this.#mean = result?.mean ?? this.#mean;
    if (result && result.text !== '') this.#words.push(result.text);
    return result;
  }
}
