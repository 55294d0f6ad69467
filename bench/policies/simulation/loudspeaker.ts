/** The client of a scene: plays audio in the scene's time and reports it like the extension. */
import type { ClientCommands, FlushReason, ServerMessage } from '../../../libs/protocol/src/index.ts';
import { SAMPLES_PER_MS } from './microphone.ts';

/** Audio received before playback begins, as in the extension. */
const JITTER_BUFFER_MS = 90;
const REPORT_MS = 200;

/** The playback of one turn's answer. Times count from the start of the scene. */
export interface PlayedTurn {
  turnId: number;
  startMs: number;
  heardMs: number;
  receivedMs: number;
  /** Start and end of each hold. */
  pauses: { fromMs: number; toMs: number }[];
  flushed?: { ms: number; reason: FlushReason };
  drained: boolean;
}

export class SceneLoudspeaker {
  readonly turns: PlayedTurn[] = [];
  /** The latest words of each user turn; '' if they were taken back. */
  readonly userTexts = new Map<number, { text: string; final: boolean; ms: number }>();
  readonly errors: string[] = [];
  report: (playback: ClientCommands['playback']) => void = () => undefined;
  onFirstAudio: (turnId: number, ms: number) => void = () => undefined;
  #nowMs = 0;
  #queue: Int16Array[] = [];
  #queuedSamples = 0;
  #playFromMs = Infinity;
  #ended = false;
  #paused = false;
  #reportAtMs = 0;

  /** One frame from the server. */
  receive(frame: string): void {
    const message = JSON.parse(frame) as ServerMessage;
    if (message.type === 'error') return void this.errors.push(message.error);
    if (message.type === 'audio') return this.#onAudio(message.metadata.turn_id, message.audio);
    if (message.type === 'data') {
      if (message.name !== 'text_data' || message.data.role !== 'user') return;
      const { turn_id, text, is_final } = message.data;
      return void this.userTexts.set(turn_id, { text, final: is_final, ms: this.#nowMs });
    }
    if (message.name === 'pause_playback') this.#pause();
    if (message.name === 'resume_playback') this.#resume();
    if (message.name === 'audio_end') this.#ended = true;
    if (message.name === 'flush') this.#flush(message.data.turn_id, message.data.reason);
  }

  /** Plays the next `ms`. @returns the audio that is heard */
  play(nowMs: number, ms: number): Int16Array {
    this.#nowMs = nowMs;
    const out = new Int16Array(ms * SAMPLES_PER_MS);
    const turn = this.turns.at(-1);
    if (!turn || turn.flushed || turn.drained || nowMs < this.#playFromMs || this.#paused) return out;
    if (Number.isNaN(turn.startMs)) {
      turn.startMs = nowMs;
      this.onFirstAudio(turn.turnId, nowMs);
    }
    let filled = 0;
    for (let next; filled < out.length && (next = this.#queue[0]);) {
      const part = next.subarray(0, out.length - filled);
      out.set(part, filled);
      filled += part.length;
      if (part.length === next.length) this.#queue.shift();
      else this.#queue[0] = next.subarray(part.length);
    }
    this.#queuedSamples -= filled;
    turn.heardMs += filled / SAMPLES_PER_MS;
    if (this.#ended && this.#queuedSamples === 0) {
      turn.drained = true;
      this.#report('drained');
    } else if (nowMs >= this.#reportAtMs) {
      this.#reportAtMs = nowMs + REPORT_MS;
      this.#report('playing');
    }
    return out;
  }

  /** An answer is playing or about to play. */
  get busy(): boolean {
    const turn = this.turns.at(-1);
    return turn !== undefined && !turn.flushed && !turn.drained;
  }

  #onAudio(turnId: number, base64: string): void {
    const bytes = Buffer.from(base64, 'base64');
    const pcm = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    if (this.turns.at(-1)?.turnId !== turnId) {
      this.turns.push({ turnId, startMs: NaN, heardMs: 0, receivedMs: 0, pauses: [], drained: false });
      this.#queue = [];
      this.#queuedSamples = 0;
      this.#ended = false;
      this.#paused = false;
      this.#playFromMs = this.#nowMs + JITTER_BUFFER_MS;
    }
    this.#queue.push(pcm);
    this.#queuedSamples += pcm.length;
    this.turns.at(-1)!.receivedMs += pcm.length / SAMPLES_PER_MS;
  }

  #pause(): void {
    if (this.#paused || !this.busy) return;
    this.#paused = true;
    this.turns.at(-1)!.pauses.push({ fromMs: this.#nowMs, toMs: Infinity });
    this.#report('playing');
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.turns.at(-1)!.pauses.at(-1)!.toMs = this.#nowMs;
  }

  #flush(turnId: number, reason: FlushReason): void {
    const turn = this.turns.findLast((one) => one.turnId === turnId);
    if (!turn || turn.drained || turn.flushed) return;
    this.#paused = false;
    turn.flushed = { ms: this.#nowMs, reason };
    this.#report('flushed');
  }

  /** Delivered later, as over a network, not within the call itself. */
  #report(state: 'playing' | 'drained' | 'flushed'): void {
    const { turnId, heardMs } = this.turns.at(-1)!;
    setImmediate(() => this.report({ turn_id: turnId, played_ms: heardMs, state }));
  }
}
