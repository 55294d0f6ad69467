import { abortable } from '../../../../common/streams/abortable.js';
import type { SttEvent, SttInput } from '../../../stt.port.js';
import { AudioHistory } from '../../../audio-history.js';
import type { RecogniserPool } from './recogniser-pool.js';
import type { RecogniserSegment } from './recogniser-segment.js';

const SAMPLES_PER_MS = 16;

/** Audio before the mark that belongs to the segment: the detector's delay and a soft first consonant. Measured. */
const PRE_ROLL_MS = 320;

/** Audio before that, from which the denoiser learns the noise. */
const LEAD_IN_MS = 1_000;

/** One session's audio and marks to partial and final texts. */
export class Transcription {
  readonly #history = new AudioHistory((LEAD_IN_MS + PRE_ROLL_MS) * SAMPLES_PER_MS);
  /** Where the last segment ended: its audio does not belong to the next one. */
  #lastEnd = 0;
  #segment: RecogniserSegment | undefined;
  /** What is known of the speaker. */
  #mean: Float32Array | undefined;

  constructor(
    private readonly pool: RecogniserPool,
    private readonly emit: (event: SttEvent) => void,
    private readonly signal: AbortSignal,
  ) {}

  /** @throws Error */
  async run(input: AsyncIterable<SttInput>): Promise<void> {
    const cancel = () => this.#segment?.cancel();
    this.signal.addEventListener('abort', cancel, { once: true });
    try {
      for await (const item of abortable(input, this.signal)) {
        if (item.type === 'audio') await this.#audio(item.pcm);
        else if (item.type === 'speech_start') await this.#begin();
        else await this.#end();
      }
    } finally {
      this.signal.removeEventListener('abort', cancel);
      cancel();
    }
  }

  async #audio(pcm: Int16Array): Promise<void> {
    this.#history.push(pcm);
    await this.#segment?.push(pcm);
  }

  async #begin(): Promise<void> {
    if (this.#segment) return;
    const from = Math.max(this.#lastEnd, this.#history.total - PRE_ROLL_MS * SAMPLES_PER_MS);
    const leadIn = this.#history.slice(from - LEAD_IN_MS * SAMPLES_PER_MS, from);
    const onPartial = (text: string) => this.emit({ type: 'partial', text });
    const segment = await this.pool.open(leadIn, this.#mean, { onPartial }, this.signal);
    if (!segment) return;
    this.#segment = segment;
    await segment.push(this.#history.slice(from));
  }

  async #end(): Promise<void> {
    const segment = this.#segment;
    this.#lastEnd = this.#history.total;
    segment?.end();
    const result = segment && (await segment.result);
    this.#segment = undefined;
    if (this.signal.aborted) return;
    this.#mean = result?.mean ?? this.#mean;
    this.emit({ type: 'final', text: result?.text ?? '' });
  }
}
