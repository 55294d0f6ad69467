import { systemClock } from '../common/clock/clock.js';
import type { SttEvent, SttInput } from './stt.port.js';

/** Of audio before the next speech that a new connection is given, in frames of the detector (32 ms). */
const KEPT_OF_SILENCE = 16;

/** After speech, so that a recogniser which ends turns by itself hears that it was over: two seconds. */
const KEPT_AFTER_SPEECH = 64;

/**
 * What a recogniser was given and has not transcribed yet, so that another connection can be given it again. Takes all
 * that comes, at once, but of silence only its beginning and its end; beyond the limit the oldest is lost.
 */
export class SttInputQueue {
  #items: SttInput[] = [];
  /** How many of the items the reader has taken. */
  #taken = 0;
  #bytes = 0;
  #ended = false;
  #wake: () => void = () => undefined;
  #reader = 0;
  /** The newest reader has begun to read: it is connected. */
  #reading = false;
  /** Since when there is speech for a reader that has not begun, by `systemClock.now()`. */
  #speechSince: number | null = null;
  #speaking = false;
  /** Where the audio begins that came after the last mark. */
  #sinceMark = 0;
  /** The last mark that came was a beginning. */
  #speechComes = false;
  /** When the reader took each end of speech that is not transcribed yet, by `systemClock.now()`. */
  #owed: number[] = [];

  constructor(
    source: AsyncIterable<SttInput>,
    private readonly limitBytes: number,
  ) {
    void this.#fill(source);
  }

  /** Nothing more will come. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Bytes of audio that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Since when the reader owes a transcript; null where it does not. */
  get owedSince(): number | null {
    return this.#owed[0] ?? null;
  }

  /** Since when speech waits for the newest reader to begin, which is to be connected; null where none does. */
  get waitingSince(): number | null {
    return this.#reading ? null : this.#speechSince;
  }

  /** All that is not transcribed yet, then what comes. Ends readers before this one. */
  read(): AsyncGenerator<SttInput, void, undefined> {
    const me = ++this.#reader;
    this.#wake();
    this.#taken = 0;
    this.#owed = [];
    this.#speaking = false;
    this.#reading = false;
    this.#speechSince = this.#items.some(({ type }) => type === 'speech_start') ? systemClock.now() : null;
    return this.#readAs(me);
  }

  async *#readAs(me: number): AsyncGenerator<SttInput, void, undefined> {
    if (me === this.#reader) this.#reading = true;
    while (me === this.#reader) {
      if (this.#taken < this.#items.length) {
        const item = this.#items[this.#taken++]!;
        this.#note(item);
        yield item;
      } else {
        if (this.#ended) return;
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }

  /** What the reader made of it: words that are final need no audio any more. */
  heard(event: SttEvent): void {
    if (event.type === 'final') {
      if (this.#owed.shift() !== undefined) this.#drop(this.#indexOfSpeechEnd() + 1);
    } else if (event.type === 'end_of_turn') {
      this.#owed = [];
      this.#drop(this.#taken);
    }
  }

  async #fill(source: AsyncIterable<SttInput>): Promise<void> {
    try {
      for await (const item of source) {
        this.#items.push(item);
        if (item.type === 'speech_start') this.#speechSince ??= systemClock.now();
        this.#bytes += bytesOf(item);
        this.#thinOut(item);
        while (this.#bytes > this.limitBytes) this.#drop(1);
        this.#wake();
      }
    } finally {
      this.#ended = true;
      this.#wake();
    }
  }

  /** Without a connection, or a transcript, silence would go on for as long as nobody speaks. */
  #thinOut(newest: SttInput): void {
    if (newest.type !== 'audio') {
      this.#sinceMark = this.#items.length;
      this.#speechComes = newest.type === 'speech_start';
      return;
    }
    const middle = this.#sinceMark + KEPT_AFTER_SPEECH;
    if (this.#speechComes || this.#items.length - middle <= KEPT_OF_SILENCE) return;
    this.#bytes -= bytesOf(this.#items.splice(middle, 1)[0]!);
    if (this.#taken > middle) this.#taken--;
  }

  #note(item: SttInput): void {
    if (item.type === 'speech_start') this.#speaking = true;
    if (item.type === 'speech_end') {
      this.#speaking = false;
      this.#owed.push(systemClock.now());
    }
    const silent = !this.#speaking && this.#owed.length === 0;
    if (silent) this.#drop(this.#taken - KEPT_OF_SILENCE);
  }

  #indexOfSpeechEnd(): number {
    return this.#items.findIndex(({ type }) => type === 'speech_end');
  }

  #drop(count: number): void {
    if (count <= 0) return;
    for (const item of this.#items.splice(0, count)) this.#bytes -= bytesOf(item);
    this.#taken = Math.max(0, this.#taken - count);
    this.#sinceMark = Math.max(0, this.#sinceMark - count);
  }
}

const bytesOf = (item: SttInput): number => (item.type === 'audio' ? item.pcm.byteLength : 0);
