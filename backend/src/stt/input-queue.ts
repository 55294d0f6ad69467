import { systemClock } from '../common/clock/clock.js';
import { END_OF_STREAM, type StreamReader } from '../common/streams/stream-reader.js';
import { AudioHistory } from './audio-history.js';
import type { SttEvent, SttInput } from './stt.port.js';

/** What the page shows is no part of the audio's order. */
type Queued = Exclude<SttInput, { type: 'phrases' }>;
type Phrases = Extract<SttInput, { type: 'phrases' }>;

/** Five and a half minutes of speech, for an outage of the recogniser. */
const LIMIT_BYTES = 10 * 1024 * 1024;

/** Silence before the next speech that a new connection gets, in frames of the detector (32 ms). */
const SILENT_FRAMES_BEFORE_SPEECH = 16;

/** Silence after speech that a new connection gets: two seconds, so that a recogniser with turn events ends the turn. */
const SILENT_FRAMES_AFTER_SPEECH = 64;

/** 320 ms at 16 kHz: the detector's delay and a soft first consonant. Measured. */
const PRE_ROLL_SAMPLES = 5_120;

/**
 * The one queue between the detector and a recogniser, and the only place that keeps pre-roll. It keeps what is not
 * transcribed yet, so that a new connection can get it again: all speech, but only the beginning and the end of silence. If
 * it is full, the oldest audio is lost. Until the first read or the first mark it keeps only the last half second.
 *
 * Of the phrases only the newest are kept: each new reader gets them first, and a reader that has others when it is between
 * two segments.
 */
export class SttInputQueue implements AsyncIterable<SttInput> {
  #items: Queued[] = [];
  /** How many of the items the reader has taken. */
  #taken = 0;
  #bytes = 0;
  #ended = false;
  /** The newest reader: older ones have ended. */
  #reader: QueueReader | undefined;
  /** Since when speech waits for a reader that has not begun to read, by `systemClock.now()`. */
  #speechSince: number | null = null;
  /** Whether the reader has taken a beginning of speech but not its end. */
  #speaking = false;
  /** Index of the first audio after the newest mark. */
  #afterMark = 0;
  /** Whether the newest mark is a beginning. */
  #speechComes = false;
  /** When the reader took each end of speech that is not transcribed yet, by `systemClock.now()`. */
  #untranscribed: number[] = [];
  #phrases: Phrases | undefined;
  /** Whether the reader has the phrases. */
  #hasPhrases = false;
  readonly #history = new AudioHistory(PRE_ROLL_SAMPLES);
  /** The sample at which the last segment ended: its audio is not pre-roll of the next one. */
  #segmentEnd = 0;

  constructor(private readonly limitBytes = LIMIT_BYTES) {}

  /** A queue that is filled from a stream as fast as it delivers. */
  static from(source: AsyncIterable<SttInput>, limitBytes?: number): SttInputQueue {
    const queue = new SttInputQueue(limitBytes);
    const fill = async () => {
      for await (const item of source) queue.push(item);
    };
    void fill().finally(() => queue.close());
    return queue;
  }

  /** Nothing more will come. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Bytes of audio that are kept, without the pre-roll of marks. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Since when the reader owes a transcript, by `systemClock.now()`; null if it owes none. */
  get transcriptDueSince(): number | null {
    return this.#untranscribed[0] ?? null;
  }

  /** Since when speech waits until the newest reader has connected and begins; null if none waits. */
  get waitingSince(): number | null {
    return this.#reader?.begun ? null : this.#speechSince;
  }

  /** Ignored once the queue is closed. */
  push(item: SttInput): void {
    if (this.#ended) return;
    if (item.type === 'phrases') {
      this.#phrases = item;
      this.#hasPhrases = false;
    } else this.#add(item);
    this.#reader?.wake();
  }

  /** Ends the queue after what is kept. Idempotent. */
  close(): void {
    this.#ended = true;
    this.#reader?.wake();
  }

  /** Drops what is kept and ends. Idempotent. */
  abort(): void {
    this.#drop(this.#items.length);
    this.#phrases = undefined;
    this.close();
  }

  /** Reads what is not transcribed yet, then what comes. Ends the previous reader. */
  read(): StreamReader<SttInput> {
    this.#taken = 0;
    this.#hasPhrases = false;
    this.#untranscribed = [];
    this.#speaking = false;
    this.#speechSince = this.#items.some(({ type }) => type === 'speech_start') ? systemClock.now() : null;
    const before = this.#reader;
    this.#reader = new QueueReader(
      () => this.#take(),
      () => this.#ended,
    );
    before?.end();
    return this.#reader;
  }

  [Symbol.asyncIterator](): StreamReader<SttInput> {
    return this.read();
  }

  /** Forgets the audio that the reader's recogniser has transcribed. */
  onTranscript(event: SttEvent): void {
    if (event.type === 'final') {
      if (this.#untranscribed.shift() === undefined) return;
      this.#drop(this.#items.findIndex(({ type }) => type === 'speech_end') + 1);
    } else if (event.type === 'end_of_turn') {
      this.#untranscribed = [];
      this.#drop(this.#taken);
    }
  }

  #add(item: Queued): void {
    this.#items.push(this.#withPreRoll(item));
    if (item.type === 'audio') this.#bytes += item.pcm.byteLength;
    else if (item.type === 'speech_start') this.#speechSince ??= systemClock.now();
    this.#thinOut(item);
    while (this.#bytes > this.limitBytes) this.#drop(1);
  }

  #take(): SttInput | undefined {
    if (this.#phrases && !this.#hasPhrases && !this.#speaking) {
      this.#hasPhrases = true;
      return this.#phrases;
    }
    const item = this.#items[this.#taken];
    if (!item) return undefined;
    this.#taken++;
    if (item.type === 'speech_start') this.#speaking = true;
    if (item.type === 'speech_end') {
      this.#speaking = false;
      this.#untranscribed.push(systemClock.now());
    }
    const isSilent = !this.#speaking && this.#untranscribed.length === 0;
    if (isSilent) this.#drop(this.#taken - SILENT_FRAMES_BEFORE_SPEECH);
    return item;
  }

  #withPreRoll(item: Queued): Queued {
    if (item.type === 'audio') this.#history.push(item.pcm);
    else if (item.type === 'speech_end') this.#segmentEnd = this.#history.total;
    else if (item.type === 'speech_start' && !item.preRoll)
      return { ...item, preRoll: this.#history.slice(this.#segmentEnd) };
    return item;
  }

  /** Without a connection or a transcript, silence would fill the queue. */
  #thinOut(newest: Queued): void {
    // Speech may go on after a pause.
    if (newest.type === 'speech_pause') return;
    if (newest.type !== 'audio') {
      this.#afterMark = this.#items.length;
      this.#speechComes = newest.type === 'speech_start';
      return;
    }
    if (this.#speechComes) return;
    const isAfterSpeech = this.#reader !== undefined || this.#afterMark > 0;
    const middle = this.#afterMark + (isAfterSpeech ? SILENT_FRAMES_AFTER_SPEECH : 0);
    if (this.#items.length - middle <= SILENT_FRAMES_BEFORE_SPEECH) return;
    this.#bytes -= bytesOf(this.#items.splice(middle, 1)[0]!);
    if (this.#taken > middle) this.#taken--;
  }

  #drop(count: number): void {
    if (count <= 0) return;
    for (const item of this.#items.splice(0, count)) this.#bytes -= bytesOf(item);
    this.#taken = Math.max(0, this.#taken - count);
    this.#afterMark = Math.max(0, this.#afterMark - count);
  }
}

/** Not an async generator, because a microphone has fifty frames a second. */
class QueueReader implements StreamReader<SttInput> {
  /** The first item was requested. */
  begun = false;
  #over = false;
  #wanted: ((result: IteratorResult<SttInput, void>) => void) | undefined;

  constructor(
    private readonly take: () => SttInput | undefined,
    private readonly isEnded: () => boolean,
  ) {}

  next(): Promise<IteratorResult<SttInput, void>> {
    this.begun = true;
    const result = this.#result();
    return result ? Promise.resolve(result) : new Promise((resolve) => (this.#wanted = resolve));
  }

  return(): Promise<IteratorResult<SttInput, void>> {
    this.end();
    return Promise.resolve(END_OF_STREAM);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  end(): void {
    this.#over = true;
    this.wake();
  }

  /** An item or the end has come. */
  wake(): void {
    if (!this.#wanted) return;
    const result = this.#result();
    if (!result) return;
    this.#wanted(result);
    this.#wanted = undefined;
  }

  #result(): IteratorResult<SttInput, void> | undefined {
    const value = this.#over ? undefined : this.take();
    if (value) return { value, done: false };
    return this.#over || this.isEnded() ? END_OF_STREAM : undefined;
  }
}

const bytesOf = (item: Queued): number => (item.type === 'audio' ? item.pcm.byteLength : 0);
