import type { OpenPlaybackOutput, PlaybackOutput } from './playback-output';
import type { PlayerCommand, PlayerReport, TapReport } from './worklet-messages';

/** Where a turn's playback stands. `heardMs` leaves out what is still on its way to the loudspeaker. */
export interface PlaybackPosition {
  turnId: number;
  heardMs: number;
}

export interface PlayerEvents {
  onPlaying(position: PlaybackPosition, level: number): void;
  onStarved(position: PlaybackPosition): void;
  onDrained(position: PlaybackPosition): void;
  onFlushed(position: PlaybackPosition): void;
  /** Silent after a pause, and still there. */
  onPaused(position: PlaybackPosition): void;
  onSilent(): void;
  onFailed(error: unknown): void;
}

/** Plays answer audio, turn by turn, and says what was heard of it. */
export class Player {
  #output: PlaybackOutput | null = null;
  #opening: Promise<void> | null = null;
  /** Commands waiting for a voice: it is being opened, or the one before has still to play out. */
  #waiting: { sampleRateHz: number; command: PlayerCommand }[] = [];
  /** What the open voice has not drained or flushed. */
  readonly #unfinished = new Set<number>();
  #flushedThrough = -1;
  #pausedTurn: number | null = null;
  #onTap: ((report: TapReport, sampleRateHz: number) => void) | null = null;
  /** Grows at every close, so that a voice that opens too late is not kept. */
  #epoch = 0;

  constructor(
    private readonly openOutput: OpenPlaybackOutput,
    private readonly events: PlayerEvents,
  ) {}

  /** Opens the way to the loudspeaker before it is needed, so that the first answer need not wait for it. */
  prepare(sampleRateHz: number): void {
    if (this.#output || this.#opening) return;
    this.#begin(sampleRateHz);
  }

  /** @param pcm is handed over: it must not be used afterwards. */
  push(turnId: number, pcm: Int16Array<ArrayBuffer>, sampleRateHz: number): void {
    if (turnId <= this.#flushedThrough) return;
    // What was held is over for the backend: the next answer must not be silent for it.
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
   * Drops that turn and older ones, now; `onFlushed` follows for that turn.
   * @returns false where that had been done before: then nothing follows.
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
   * Holds that turn, fading out; nothing of it is lost. A flush of it and audio of a newer turn end the pause.
   * @returns false where the turn was flushed before: then nothing is held.
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

  /** Forgets every turn: a new session counts its turns from the beginning. */
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

  /** Reports copies of what is really rendered until it is called with null. */
  tap(onTap: ((report: TapReport, sampleRateHz: number) => void) | null): void {
    this.#onTap = onTap;
    this.#output?.send({ type: 'tap', on: onTap !== null });
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

  /** Hands waiting commands to a voice of their rate; a voice of another rate plays out first. */
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
      if (this.#onTap) output.send({ type: 'tap', on: true });
      if (this.#pausedTurn !== null) output.send({ type: 'pause' });
      this.#output = output;
    } catch (error) {
      this.#waiting = [];
      this.events.onFailed(error);
    }
  }

  #read(output: PlaybackOutput, report: PlayerReport): void {
    if (output !== this.#output) return;
    if (report.type === 'rendered' || report.type === 'stop_measured') {
      this.#onTap?.(report, output.sampleRateHz);
      return;
    }
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
        // All of it was rendered, and nothing will cut off the last milliseconds any more.
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
