export interface PlayerQueueOptions {
  sampleRateHz: number;
  /** Audio buffered before a turn starts, so that a late packet makes no gap. */
  jitterMs?: number;
  /** Length of the ramps at a flush and a resume: a shorter one clicks, a longer one is noticed. */
  fadeMs?: number;
  /** Length of the ramp at a pause. */
  pauseFadeMs?: number;
}

export type PlayerQueueEvent =
  /**
   * `starved`: out of audio before the turn's end. `drained`: out of audio after the turn's end. `paused`: silent, with
   * its audio kept.
   */
  { type: 'started' | 'starved' | 'drained' | 'flushed' | 'paused'; turnId: number; renderedSamples: number };

interface QueuedTurn {
  turnId: number;
  chunks: Int16Array[];
  /** Read position within the first chunk. */
  offset: number;
  queuedSamples: number;
  renderedSamples: number;
  ended: boolean;
}

const DEFAULT_JITTER_MS = 90;
const DEFAULT_FADE_MS = 5;

/**
 * Longer than at a flush, because the pause may be for a cough: a longer fade makes its gap shorter. The answer is to be
 * silent within 100 ms of the user's first sound, and detecting that sound takes 64 ms of them.
 */
export const DEFAULT_PAUSE_FADE_MS = 30;

/**
 * The queue inside the player worklet: audio per turn, played in the order in which turns arrive. Its only clock is
 * the calls of `render`. Runs on the audio thread.
 */
export class PlayerQueue {
  readonly #jitterSamples: number;
  readonly #fadeSamples: number;
  readonly #pauseFadeSamples: number;
  #turns: QueuedTurn[] = [];
  #events: PlayerQueueEvent[] = [];
  #flushedThrough = -1;
  #playing = false;
  #paused = false;
  /** 1 at full volume, 0 silent; moves towards `#paused ? 0 : 1` by a step per sample. */
  #gain = 1;
  /** The rest of the fade-out of a flushed turn. */
  #tail: Int16Array = new Int16Array(0);
  #last: { turnId: number; renderedSamples: number } | null = null;

  constructor({
    sampleRateHz,
    jitterMs = DEFAULT_JITTER_MS,
    fadeMs = DEFAULT_FADE_MS,
    pauseFadeMs = DEFAULT_PAUSE_FADE_MS,
  }: PlayerQueueOptions) {
    const samples = (ms: number) => Math.max(1, Math.round((sampleRateHz * ms) / 1000));
    this.#jitterSamples = samples(jitterMs);
    this.#fadeSamples = samples(fadeMs);
    this.#pauseFadeSamples = samples(pauseFadeMs);
  }

  /** Late audio of a flushed turn is dropped. Audio of a newer turn ends the ones before it. */
  push(turnId: number, pcm: Int16Array): void {
    if (turnId <= this.#flushedThrough || pcm.length === 0) return;
    for (const turn of this.#turns) if (turn.turnId < turnId) turn.ended = true;
    const turn = this.#turns.find((queued) => queued.turnId === turnId) ?? this.#append(turnId);
    turn.chunks.push(pcm);
    turn.queuedSamples += pcm.length;
  }

  /** No more audio of that turn will come. */
  end(turnId: number): void {
    if (turnId <= this.#flushedThrough) return;
    const turn = this.#turns.find((queued) => queued.turnId === turnId);
    if (turn) turn.ended = true;
    else if (this.#last?.turnId !== turnId)
      this.#events.push({ type: 'drained', turnId, renderedSamples: 0 });
  }

  /** Drops that turn and older ones; audible audio fades out within the next `fadeMs`. */
  flush(turnId: number): void {
    if (turnId <= this.#flushedThrough) return;
    this.#flushedThrough = turnId;
    const flushed = this.#turns.filter((turn) => turn.turnId <= turnId);
    if (flushed.length > 0) this.#fadeOut();
    this.#turns = this.#turns.filter((turn) => turn.turnId > turnId);
    // A pause applies to the turns that were queued when it came, not to later ones.
    if (this.#turns.length === 0) this.#paused = false;
    for (const turn of flushed) this.#emit('flushed', turn);
    if (!flushed.some((turn) => turn.turnId === turnId)) {
      const renderedSamples = this.#last?.turnId === turnId ? this.#last.renderedSamples : 0;
      this.#events.push({ type: 'flushed', turnId, renderedSamples });
    }
  }

  /** Forgets every turn: turn ids start over with a new session. */
  reset(): void {
    this.#fadeOut();
    this.#turns = [];
    this.#last = null;
    this.#flushedThrough = -1;
  }

  /** Fades out and keeps the queue. */
  pause(): void {
    this.#paused = true;
    if (!this.#playing) this.#gain = 0;
  }

  resume(): void {
    this.#paused = false;
  }

  /** Fills one quantum. @returns its root mean square. */
  render(output: Float32Array): number {
    output.fill(0);
    if (this.#tail.length > 0) this.#renderTail(output);
    let written = 0;
    while (written < output.length) {
      const turn = this.#turns[0];
      if (!turn || (this.#paused && this.#gain === 0) || !this.#ready(turn)) break;
      const count = Math.min(output.length - written, turn.queuedSamples);
      this.#copy(turn, output, written, count);
      written += count;
      if (turn.queuedSamples === 0 && !this.#runOut(turn)) break;
    }
    let energy = 0;
    for (const value of output) energy += value * value;
    return Math.sqrt(energy / output.length);
  }

  /** The turn that is played now or next, and how much of it was rendered. */
  get position(): { turnId: number; renderedSamples: number } | null {
    const turn = this.#turns[0];
    return turn ? { turnId: turn.turnId, renderedSamples: turn.renderedSamples } : null;
  }

  get audible(): boolean {
    return this.#playing && !(this.#paused && this.#gain === 0);
  }

  takeEvents(): PlayerQueueEvent[] {
    if (this.#events.length === 0) return this.#events;
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #fadeOut(): void {
    const turn = this.#turns[0];
    if (turn && this.#playing && this.#gain > 0) this.#tail = this.#take(turn, this.#fadeSamples);
    this.#playing = false;
    this.#paused = false;
  }

  #append(turnId: number): QueuedTurn {
    const renderedSamples = this.#last?.turnId === turnId ? this.#last.renderedSamples : 0;
    const turn = { turnId, chunks: [], offset: 0, queuedSamples: 0, renderedSamples, ended: false };
    this.#turns.push(turn);
    return turn;
  }

  /** A turn starts, also after it starved, once the jitter buffer is full or the turn has ended. */
  #ready(turn: QueuedTurn): boolean {
    if (this.#playing) return true;
    if (turn.queuedSamples < this.#jitterSamples && !turn.ended) return false;
    this.#playing = true;
    if (turn.renderedSamples === 0) this.#emit('started', turn);
    return true;
  }

  /** @returns whether the next turn may start in the same quantum. */
  #runOut(turn: QueuedTurn): boolean {
    this.#playing = false;
    this.#last = { turnId: turn.turnId, renderedSamples: turn.renderedSamples };
    if (!turn.ended) {
      this.#emit('starved', turn);
      return false;
    }
    this.#turns.shift();
    this.#emit('drained', turn);
    return true;
  }

  #copy(turn: QueuedTurn, output: Float32Array, at: number, count: number): void {
    const target = this.#paused ? 0 : 1;
    const step = this.#paused ? -1 / this.#pauseFadeSamples : 1 / this.#fadeSamples;
    for (let i = 0; i < count; i++) {
      if (this.#gain !== target) this.#gain = Math.max(0, Math.min(1, this.#gain + step));
      // The fade is complete: the rest of the turn stays queued.
      if (this.#gain === 0 && target === 0) return this.#emit('paused', turn);
      output[at + i]! += (this.#next(turn) / 0x8000) * this.#gain;
    }
  }

  #next(turn: QueuedTurn): number {
    const chunk = turn.chunks[0];
    const value = chunk?.[turn.offset] ?? 0;
    turn.offset++;
    turn.queuedSamples--;
    turn.renderedSamples++;
    if (chunk && turn.offset === chunk.length) {
      turn.chunks.shift();
      turn.offset = 0;
    }
    return value;
  }

  /** Takes samples for the fade-out without counting them as rendered. */
  #take(turn: QueuedTurn, samples: number): Int16Array {
    const renderedSamples = turn.renderedSamples;
    const count = Math.min(samples, turn.queuedSamples);
    const taken = Int16Array.from({ length: count }, () => this.#next(turn) * this.#gain);
    turn.renderedSamples = renderedSamples;
    return taken;
  }

  #renderTail(output: Float32Array): void {
    const count = Math.min(this.#tail.length, output.length);
    for (let i = 0; i < count; i++) {
      const gain = (this.#tail.length - i) / this.#fadeSamples;
      output[i] = ((this.#tail[i] ?? 0) / 0x8000) * Math.min(1, gain);
    }
    this.#tail = this.#tail.subarray(count);
  }

  #emit(type: PlayerQueueEvent['type'], turn: QueuedTurn): void {
    this.#events.push({ type, turnId: turn.turnId, renderedSamples: turn.renderedSamples });
  }
}
