import type { Sequenced } from './replay-buffer.js';

/** More than the 3 s that pacing sends ahead of playback. */
const MAX_BUFFERED_MS = 5_000;

/** The last answer audio that a client received, as it reports when it resumes. */
export interface LastReceived {
  turn_id: number;
  seq: number;
}

interface Chunk extends Sequenced<string> {
  /** Position within the turn, as in the message's metadata. */
  turnSeq: number;
  durationMs: number;
  /** From the start of the answer to the end of the chunk. */
  endMs: number;
}

/** The newest audio of the current answer, kept in case the socket is lost with it. */
export class UnplayedAudio {
  #turnId = -1;
  #chunks: Chunk[] = [];
  #bufferedMs = 0;
  #totalMs = 0;
  /** As the client reports; undefined without reports. */
  #playedMs: number | undefined;
  #isOver = false;

  get turnId(): number {
    return this.#turnId;
  }

  /** Starts a new answer. */
  begin(turnId: number): void {
    this.clear();
    this.#turnId = turnId;
    this.#totalMs = 0;
    this.#playedMs = undefined;
    this.#isOver = false;
  }

  /**
   * @param seq position among everything that the session sent
   * @param turnSeq position within the turn
   * @param frame the message as it was sent
   */
  add(seq: number, turnSeq: number, durationMs: number, frame: string): void {
    this.#totalMs += durationMs;
    this.#chunks.push({ seq, turnSeq, durationMs, endMs: this.#totalMs, message: frame });
    this.#bufferedMs += durationMs;
    while (this.#bufferedMs > MAX_BUFFERED_MS) this.#bufferedMs -= this.#chunks.shift()!.durationMs;
  }

  /** Drops audio that must not be played any more. */
  clear(): void {
    this.#chunks = [];
    this.#bufferedMs = 0;
  }

  played(turnId: number, playedMs: number): void {
    if (turnId === this.#turnId) this.#playedMs = Math.max(this.#playedMs ?? 0, playedMs);
  }

  /** The answer of that turn was played to its end or counts as played. */
  over(turnId: number): void {
    if (turnId === this.#turnId) this.#isOver = true;
  }

  /** @returns the session-wide position of that chunk; 0 if unknown */
  seqOf({ turn_id, seq }: LastReceived): number {
    if (turn_id !== this.#turnId) return 0;
    return this.#chunks.find(({ turnSeq }) => turnSeq === seq)?.seq ?? 0;
  }

  /**
   * The frames to send again: those after `received`, otherwise those that were not played yet. A client that reports
   * neither gets all of an unfinished answer, and drops duplicates by their `seq`.
   */
  toReplay(received?: LastReceived): Sequenced<string>[] {
    const fromMs = this.#playedMs ?? (this.#isOver ? Infinity : 0);
    const isLost = ({ turnSeq, endMs }: Chunk): boolean => {
      if (!received) return endMs > fromMs;
      return this.#turnId > received.turn_id || (this.#turnId === received.turn_id && turnSeq > received.seq);
    };
    return this.#chunks.filter(isLost).map(({ seq, message }) => ({ seq, message }));
  }
}
