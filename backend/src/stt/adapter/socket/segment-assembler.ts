import type { SttEvent } from '../../stt.port.js';

/** A vendor need not answer the order to finish where it has nothing left to say. Beyond a round trip it will not. */
const WORDS_ARE_FINAL_MS = 400;

/** Words are on their way, or it listens to a sound without any. One that says nothing for so long is asked whether it lives. */
const WORDS_MAY_COME_MS = 1_500;

/** Words before the mark that belong to the segment: the detector marks a soft beginning late. */
const PRE_ROLL_SECONDS = 0.5;

/** Of words where the detector hears no speech, kept for a mark that comes late. */
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
  /** It is the answer to the order to finish. */
  isLast: boolean;
}

interface Segment {
  /** Where it was marked; null where it was not. */
  startSeconds: number | null;
  /** Where its audio ends; null while speech goes on. */
  endSeconds: number | null;
  pieces: { text: string; endSeconds: number }[];
  /** What may still change. */
  interim: string;
  shown: string;
  /** The vendor has said something since its end, be it that there is nothing. */
  answered: boolean;
  /** The vendor was asked whether it lives, for it had said nothing. */
  probed: boolean;
  timer?: NodeJS.Timeout;
}

export interface SegmentAssemblerOptions {
  /** Called when the last segment that waited is final. */
  onSettled?: () => void;
  /**
   * Asks a vendor that says nothing of a segment for a sign of life, which comes back by `push`, `answered` or `lives`.
   * @param endSeconds of the segment
   */
  probe?: (endSeconds: number) => void;
}

/**
 * Puts a vendor's pieces together to one final for each segment between marks. A piece belongs to the segment that its
 * audio lies in, whenever it comes. A segment of which a vendor says nothing at all stays owed, though it is asked: it may
 * have stalled, and the words be lost.
 */
export class SegmentAssembler {
  readonly #closed: Segment[] = [];
  #current = newSegment();
  #speaking = false;
  #settledSeconds = 0;
  /** Segments that were given up: the vendor's last word on them may still come. */
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
    this.#current.pieces = pieces.filter(({ endSeconds }) => endSeconds > atSeconds - PRE_ROLL_SECONDS);
  }

  /** The caller tells the vendor to finish. */
  end(atSeconds: number): void {
    const segment = this.#current;
    this.#speaking = false;
    segment.endSeconds = atSeconds;
    this.#closed.push(segment);
    this.#current = newSegment();
    if (this.#closed.length === 1) this.#arm(segment);
  }

  /** The vendor sent something, whatever it says: it lives. */
  answered(): void {
    const [first] = this.#closed;
    if (!first || first.answered) return;
    first.answered = true;
    this.#arm(first);
  }

  /** The vendor's connection lives: of a sound that it was asked about, and has said nothing of, it knows no words. */
  lives(): void {
    const [first] = this.#closed;
    if (first?.probed && !first.answered) this.#giveUp();
  }

  push(piece: TranscriptPiece): void {
    this.answered();
    const { startSeconds, durationSeconds, text, isFinal, isLast } = piece;
    const endSeconds = startSeconds + durationSeconds;
    const middle = startSeconds + durationSeconds / 2;
    if (middle >= this.#settledSeconds) {
      const segment = this.#closed.find((closed) => middle < closed.endSeconds!) ?? this.#current;
      segment.interim = isFinal ? '' : text;
      if (isFinal && text !== '') segment.pieces.push({ text, endSeconds });
      if (segment === this.#closed[0]) this.#arm(segment);
      else if (segment === this.#current && !this.#speaking)
        segment.pieces.splice(0, segment.pieces.length - MAX_UNMARKED_PIECES);
      this.#show(segment);
    }
    if (isLast) this.#onLast(middle);
  }

  /** All that will come has come. */
  settleAll(): void {
    while (this.#closed.length > 0) this.#settle();
  }

  release(): void {
    for (const { timer } of this.#closed) clearTimeout(timer);
  }

  /** Shows the words of the newest segment between marks, where that is news. */
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
   * The vendor answers in order, so only the first that waits is waited for: after an outage it gets several at once, and is
   * busy with one while the next have not begun.
   */
  #arm(segment: Segment): void {
    clearTimeout(segment.timer);
    const isSilent = !segment.answered && textOf(segment) === '';
    const isFinal = segment.interim === '' && segment.pieces.length > 0;
    segment.timer = setTimeout(
      () => (isSilent ? this.#probe(segment) : this.#giveUp()),
      isFinal ? WORDS_ARE_FINAL_MS : WORDS_MAY_COME_MS,
    );
  }

  #probe(segment: Segment): void {
    segment.probed = true;
    this.options.probe?.(segment.endSeconds!);
  }

  #giveUp(): void {
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
