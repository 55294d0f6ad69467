import type { OpenPlaybackOutput, PlaybackOutput } from './playback-output';
import type { PlayerCommand, PlayerReport } from './worklet-messages';

/** How far a turn was played. `heardMs` leaves out what is still on its way to the loudspeaker. */
export interface PlaybackPosition {
  turnId: number;
  heardMs: number;
}

export interface PlayerEvents {
  onPlaying(position: PlaybackPosition, level: number): void;
  onStarved(position: PlaybackPosition): void;
  onDrained(position: PlaybackPosition): void;
  onFlushed(position: PlaybackPosition): void;
  /** Silent after a pause, with its audio kept. */
  onPaused(position: PlaybackPosition): void;
  onSilent(): void;
  onFailed(error: unknown): void;
}

/** Plays answer audio, turn by turn, and reports how much of it was heard. */
export class Player {
  #output: PlaybackOutput | null = null;
  #opening: Promise<void> | null = null;
  /** Commands waiting for an output that is being opened, or for another output to play out. */
  #waiting: { sampleRateHz: number; command: PlayerCommand }[] = [];
  /** Turns that the open output has neither drained nor flushed. */
  readonly #unfinished = new Set<number>();
  #flushedThrough = -1;
  #pausedTurn: number | null = null;
  /** Grows at every close: an output that opens after it is not kept. */
  #epoch = 0;

  constructor(
    private readonly openOutput: OpenPlaybackOutput,
    private readonly events: PlayerEvents,
  ) {}

  /** Opens the output ahead of the first answer, which then does not wait for it. */
  prepare(sampleRateHz: number): void {
    if (this.#output || this.#opening) return;
    this.#begin(sampleRateHz);
  }

  /** @param pcm is transferred: it must not be used afterwards. */
  push(turnId: number, pcm: Int16Array<ArrayBuffer>, sampleRateHz: number): void {
    if (turnId <= this.#flushedThrough) return;
    // The backend has moved on from the paused turn: the next answer must be audible.
    if (this.#pausedTurn !== null && this.#pausedTurn < turnId) this.resume();
    this.#submit({ type: 'push', turnId, pcm }, sampleRateHz);
  }

  /** No more audio of that turn will come. */
  end(turnId: number): void {
    if (turnId <= this.#flushedThrough) return;
    const rate = this.#waiting.at(-1)?.sampleRateHz ?? this.#output?.sampleRateHz;
    if (rate === undefined) return;
    this.#submit({ type: 'end', turnId }, rate);
  }

  /**
   * Drops that turn and older ones at once; `onFlushed` follows for that turn.
   * @returns false if the turn was flushed before: then nothing follows.
   */
  flush(turnId: number): boolean {
    if (turnId <= this.#flushedThrough) return false;
    this.#flushedThrough = turnId;
    if (this.#pausedTurn !== null && this.#pausedTurn <= turnId) this.#pausedTurn = null;
    this.#waiting = this.#waiting.filter(({ command }) => !('turnId' in command) || command.turnId > turnId);
    if (this.#output) this.#output.send({ type: 'flush', turnId });
    else this.events.onFlushed({ turnId, heardMs: 0 });
    return true;
  }

  /**
   * Fades that turn out and keeps its audio. A flush of it or audio of a newer turn ends the pause.
   * @returns false if the turn was flushed before: then nothing is paused.
   */
  pause(turnId: number): boolean {
    if (turnId <= this.#flushedThrough) return false;
    this.#pausedTurn = turnId;
    this.#output?.send({ type: 'pause' });
    return true;
  }

  resume(): void {
    if (this.#pausedTurn === null) return;
    this.#pausedTurn = null;
    this.#output?.send({ type: 'resume' });
  }

  /** Forgets every turn: turn ids start over with a new session. */
  reset(): void {
    this.#flushedThrough = -1;
    this.#pausedTurn = null;
    this.#waiting = [];
    this.#unfinished.clear();
    this.#output?.send({ type: 'reset' });
  }

  close(): void {
    this.reset();
    this.#epoch++;
    this.#output?.close();
    this.#output = null;
  }

  #submit(command: PlayerCommand, sampleRateHz: number): void {
    if (this.#output?.sampleRateHz === sampleRateHz && this.#waiting.length === 0) {
      this.#send(command);
      return;
    }
    this.#waiting.push({ sampleRateHz, command });
    this.#deliver();
  }

  #send(command: PlayerCommand): void {
    if (command.type === 'push') this.#unfinished.add(command.turnId);
    this.#output?.send(command);
  }

  /** Sends waiting commands to an output of their rate; an output of another rate plays out first. */
  #deliver(): void {
    while (this.#waiting[0] && this.#waiting[0].sampleRateHz === this.#output?.sampleRateHz) {
      const next = this.#waiting.shift();
      if (next) this.#send(next.command);
    }
    const next = this.#waiting[0];
    if (!next || this.#opening) return;
    if (this.#output && this.#unfinished.size > 0) return;
    this.#begin(next.sampleRateHz);
  }

  #begin(sampleRateHz: number): void {
    this.#opening = this.#open(sampleRateHz).finally(() => {
      this.#opening = null;
      if (this.#output) this.#deliver();
    });
  }

  async #open(sampleRateHz: number): Promise<void> {
    const epoch = this.#epoch;
    this.#output?.close();
    this.#output = null;
    try {
      const output = await this.openOutput(sampleRateHz, (report) => this.#read(output, report));
      if (epoch !== this.#epoch) return output.close();

      if (this.#pausedTurn !== null) output.send({ type: 'pause' });
      this.#output = output;
    } catch (error) {
      this.#waiting = [];
      this.events.onFailed(error);
    }
  }

  #read(output: PlaybackOutput, report: PlayerReport): void {
    if (output !== this.#output) return;

    const renderedMs = (report.renderedSamples * 1000) / output.sampleRateHz;
    const heard = { turnId: report.turnId, heardMs: Math.max(0, Math.round(renderedMs - output.latencyMs)) };
    switch (report.type) {
      case 'started':
        return this.events.onPlaying(heard, 0);
      case 'progress':
        return report.level > 0 ? this.events.onPlaying(heard, report.level) : this.events.onSilent();
      case 'starved':
        return this.events.onStarved(heard);
      case 'drained':
        this.#finish(report.turnId);
        // All of it was rendered and nothing can cut off the end, so the latency does not count.
        return this.events.onDrained({ turnId: report.turnId, heardMs: Math.round(renderedMs) });
      case 'flushed':
        this.#finish(report.turnId);
        return this.events.onFlushed(heard);
      case 'paused':
        return this.events.onPaused(heard);
    }
  }

  #finish(turnId: number): void {
    this.#unfinished.delete(turnId);
    this.#deliver();
  }
}
