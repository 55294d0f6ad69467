import type { Said } from './replay-buffer.js';

/** More than may be sent ahead of what is heard. */
const MAX_KEPT_MS = 5_000;

/** The last answer audio that a client says it has. */
export interface LastReceived {
  turn_id: number;
  seq: number;
}

interface Piece {
  number: number;
  seq: number;
  durationMs: number;
  /** From the beginning of the answer to the end of the piece. */
  endMs: number;
  frame: string;
}

/** The newest audio of the answer under way, in case the socket drops with it. */
export class KeptAudio {
  #turnId = -1;
  #pieces: Piece[] = [];
  #keptMs = 0;
  #totalMs = 0;
  /** What the client said it played; undefined where it says nothing of the kind. */
  #playedMs: number | undefined;
  #isOver = false;

  get turnId(): number {
    return this.#turnId;
  }

  begin(turnId: number): void {
    this.clear();
    this.#turnId = turnId;
    this.#totalMs = 0;
    this.#playedMs = undefined;
    this.#isOver = false;
  }

  keep(number: number, seq: number, durationMs: number, frame: string): void {
    this.#totalMs += durationMs;
    this.#pieces.push({ number, seq, durationMs, endMs: this.#totalMs, frame });
    this.#keptMs += durationMs;
    while (this.#keptMs > MAX_KEPT_MS) this.#keptMs -= this.#pieces.shift()!.durationMs;
  }

  /** Nobody is to hear it (any more). */
  clear(): void {
    this.#pieces = [];
    this.#keptMs = 0;
  }

  played(turnId: number, playedMs: number): void {
    if (turnId === this.#turnId) this.#playedMs = Math.max(this.#playedMs ?? 0, playedMs);
  }

  /** The answer of that turn was heard, or counts as heard. */
  over(turnId: number): void {
    if (turnId === this.#turnId) this.#isOver = true;
  }

  /** The number of that piece; 0 where it is not known (any more). */
  numberOf({ turn_id, seq }: LastReceived): number {
    if (turn_id !== this.#turnId) return 0;
    return this.#pieces.find((piece) => piece.seq === seq)?.number ?? 0;
  }

  /**
   * What has to be sent again: what comes after `received`, or else what was not played yet. Of a client that reports
   * neither it is all, for as long as the answer lasts: it can tell by `seq` what it has.
   */
  toRepeat(received?: LastReceived): Said<string>[] {
    const from = this.#playedMs ?? (this.#isOver ? Infinity : 0);
    const isLost = ({ seq, endMs }: Piece): boolean => {
      if (!received) return endMs > from;
      return this.#turnId > received.turn_id || (this.#turnId === received.turn_id && seq > received.seq);
    };
    return this.#pieces.filter(isLost).map(({ number, frame }) => ({ number, what: frame }));
  }
}
