import type { SttEvent } from '../../stt.port.js';

/** A vendor with nothing left to say may ignore a finish request. After this wait it will not answer. */
const WORDS_ARE_FINAL_MS = 400;

/** A vendor that sends nothing for this long is pinged: the sound may have no words. */
const WORDS_MAY_COME_MS = 1_500;

/**
 * A vendor that has sent words which may still change owes the final ones. Longer than the conversation waits for them, which
 * is the user's setting, and shorter than a stall.
 */
const WORDS_ARE_OWED_MS = 9_000;

/** Words that end this shortly before the mark belong to the segment: the detector marks a soft beginning late. */
const EARLY_WORDS_SECONDS = 0.5;

/** The most pieces without a segment that are kept, in case their mark comes late. */
const MAX_UNMARKED_PIECES = 8;

/** Vendors round their times. */
const ROUNDING_SECONDS = 0.05;

/** Some audio and the words in it; times are seconds of audio since the connection was opened. */
export interface TranscriptPiece {
  startSeconds: number;
  durationSeconds: number;
  text: string;
  /** The words will not change any more. */
  isFinal: boolean;
  /** It is the answer to the finish request. */
  isLast: boolean;
}

interface Segment {
  /** Its start mark; null if it has none. */
  startSeconds: number | null;
  /** The end of its audio; null while speech goes on. */
  endSeconds: number | null;
  pieces: { text: string; endSeconds: number }[];
  /** Words that may still change. */
  interim: string;
  shown: string;
  /** Whether the vendor has sent anything since the segment's end. */
  answered: boolean;
  /** The vendor was asked whether it is alive. */
  probed: boolean;
  timer?: NodeJS.Timeout;
}

export interface SegmentAssemblerOptions {
  /** Called when the last segment that waited is final. */
  onSettled?: () => void;
  /**
   * Asks a vendor that is silent about a segment whether it is alive. The reply comes by `push`, `answered` or `isAlive`.
   * @param endSeconds the end of the segment
   */
  probe?: (endSeconds: number) => void;
}

/**
 * Assembles a vendor's pieces into one final transcript for each segment between marks. A piece belongs to the segment that
 * contains its audio, no matter when it comes. If the vendor does not react at all, the segment stays open: the vendor may
 * have stalled, and the words would be lost.
 */
export class SegmentAssembler {
  readonly #closed: Segment[] = [];
  #current = newSegment();
  #speaking = false;
  #settledSeconds = 0;
  /** Segments that were settled without the vendor's answer, which may still come. */
  #unanswered = 0;

  constructor(
    private readonly emit: (event: SttEvent) => void,
    private readonly options: SegmentAssemblerOptions = {},
  ) {}

  begin(atSeconds: number): void {
    if (this.#speaking) return;
    this.#speaking = true;
    const { pieces } = this.#current;
    this.#current.startSeconds = atSeconds;
    this.#current.pieces = pieces.filter(({ endSeconds }) => endSeconds > atSeconds - EARLY_WORDS_SECONDS);
  }

  /** Call it when the vendor is asked to finish the segment. */
  end(atSeconds: number): void {
    const segment = this.#current;
    this.#speaking = false;
    segment.endSeconds = atSeconds;
    this.#closed.push(segment);
    this.#current = newSegment();
    if (this.#closed.length === 1) this.#arm(segment);
  }

  /** Call it for anything that the vendor sends: it is alive. */
  answered(): void {
    const [first] = this.#closed;
    if (!first || first.answered) return;
    first.answered = true;
    this.#arm(first);
  }

  /** The vendor's connection is alive. If it still says nothing about a segment, the segment has no words. */
  isAlive(): void {
    const [first] = this.#closed;
    if (first?.probed && !first.answered) this.#settleUnanswered();
  }

  push(piece: TranscriptPiece): void {
    this.answered();
    const { startSeconds, durationSeconds, text, isFinal, isLast } = piece;
    const endSeconds = startSeconds + durationSeconds;
    const middle = startSeconds + durationSeconds / 2;
    if (middle >= this.#settledSeconds) {
      const segment = this.#closed.find((closed) => middle < closed.endSeconds!) ?? this.#current;
      // Words that were shown are not taken back by a final without any.
      const words = isFinal && text === '' ? segment.interim : text;
      segment.interim = isFinal ? '' : text;
      if (isFinal && words !== '') segment.pieces.push({ text: words, endSeconds });
      if (segment === this.#closed[0]) this.#arm(segment);
      else if (segment === this.#current && !this.#speaking)
        segment.pieces.splice(0, segment.pieces.length - MAX_UNMARKED_PIECES);
      this.#show(segment);
    }
    if (isLast) this.#onLast(middle);
  }

  /** No more pieces come. */
  settleAll(): void {
    while (this.#closed.length > 0) this.#settle();
  }

  release(): void {
    for (const { timer } of this.#closed) clearTimeout(timer);
  }

  /** Emits the words of the newest segment between marks, if they changed. */
  #show(segment: Segment): void {
    const newest = this.#speaking ? this.#current : this.#closed.at(-1);
    const text = textOf(segment);
    if (segment !== newest || text === '' || text === segment.shown) return;
    segment.shown = text;
    this.emit({ type: 'partial', text });
  }

  #onLast(middle: number): void {
    if (this.#unanswered > 0 && middle <= this.#settledSeconds + ROUNDING_SECONDS) this.#unanswered--;
    else if (this.#closed.length > 0) this.#settle();
  }

  /**
   * The vendor answers in order, so only the first open segment has a timer: after an outage the vendor gets several at once
   * and works on one while the others wait.
   */
  #arm(segment: Segment): void {
    clearTimeout(segment.timer);
    const isSilent = !segment.answered && textOf(segment) === '';
    segment.timer = setTimeout(
      () => (isSilent ? this.#probe(segment) : this.#settleUnanswered()),
      waitFor(segment),
    );
  }

  #probe(segment: Segment): void {
    segment.probed = true;
    this.options.probe?.(segment.endSeconds!);
  }

  #settleUnanswered(): void {
    this.#unanswered++;
    this.#settle();
  }

  #settle(): void {
    const segment = this.#closed.shift()!;
    clearTimeout(segment.timer);
    this.#settledSeconds = segment.endSeconds!;
    this.emit({ type: 'final', text: textOf(segment) });
    const next = this.#closed[0];
    if (next) this.#arm(next);
    else this.options.onSettled?.();
  }
}

function waitFor({ interim, pieces }: Segment): number {
  if (interim !== '') return WORDS_ARE_OWED_MS;
  return pieces.length > 0 ? WORDS_ARE_FINAL_MS : WORDS_MAY_COME_MS;
}

const newSegment = (): Segment => ({
  startSeconds: null,
  endSeconds: null,
  pieces: [],
  interim: '',
  shown: '',
  answered: false,
  probed: false,
});

const textOf = ({ pieces, interim }: Segment): string =>
  [...pieces.map(({ text }) => text), interim].filter((text) => text !== '').join(' ');
