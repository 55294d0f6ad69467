import type { SttEvent, SttInput } from '../../../stt.port.js';
import { AudioHistory } from '../../../audio-history.js';
import type { RecogniserPool } from './recogniser-pool.js';
import type { RecogniserSegment } from './recogniser-segment.js';

const SAMPLES_PER_MS = 16;

/** Audio before a segment, from which the denoiser learns the noise. */
const LEAD_IN_SAMPLES = 1_000 * SAMPLES_PER_MS;

/** Longest pre-roll of a segment, which the lead-in comes before. */
const MAX_PRE_ROLL_SAMPLES = 320 * SAMPLES_PER_MS;

/** Turns one session's audio and marks into partial and final transcripts. */
export class Transcription {
  /** Only for the denoiser. */
  readonly #history = new AudioHistory(LEAD_IN_SAMPLES + MAX_PRE_ROLL_SAMPLES);
  #segment: RecogniserSegment | undefined;
  /** What is known about the speaker. */
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
      for await (const item of input) {
        if (item.type === 'audio') await this.#audio(item.pcm);
        else if (item.type === 'speech_start') await this.#begin(item.preRoll);
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

  async #begin(preRoll: Int16Array = new Int16Array(0)): Promise<void> {
    if (this.#segment) return;
    const from = this.#history.total - preRoll.length;
    const leadIn = this.#history.slice(from - LEAD_IN_SAMPLES, from);
    const onPartial = (text: string) => this.emit({ type: 'partial', text });
    const segment = await this.pool.open(leadIn, this.#mean, { onPartial }, this.signal);
    if (!segment) return;
    this.#segment = segment;
    await segment.push(preRoll);
  }

  async #end(): Promise<void> {
    const segment = this.#segment;
    segment?.end();
    const result = segment && (await segment.result);
    this.#segment = undefined;
    if (this.signal.aborted) return;
    this.#mean = result?.mean ?? this.#mean;
    this.emit({ type: 'final', text: result?.text ?? '' });
  }
}
