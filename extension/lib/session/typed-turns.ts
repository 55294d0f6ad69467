import type { SendResult } from '#client';
import type { PingMark } from '#protocol';

export interface TypedTurn {
  id: number;
  text: string;
}

export interface TypedTurnsDeps {
  sendText(text: string): SendResult;
  ping(mark: string): void;
  /** The backend did not take these turns. */
  onRefused(ids: number[]): void;
}

/**
 * Sends typed turns once and in order. The backend echoes a turn that it takes before it answers a later ping: what was
 * sent before the ping and is still pending at its pong was lost with the old socket, or refused.
 */
export class TypedTurns {
  readonly #sent = new Set<number>();
  /** Sent turns that the client holds, and sends itself in the next session. */
  readonly #held = new Set<number>();
  #pings = 0;
  #lastPing: { mark: string; throughId: number } | null = null;
  /** The session was resumed: sends nothing until it is known which turns the backend has. */
  #checking = false;

  constructor(private readonly deps: TypedTurnsDeps) {}

  /** @param pending the turns that the backend has not echoed, oldest first. */
  flush(pending: readonly TypedTurn[]): void {
    if (this.#checking) return;
    const unsent = pending.filter(({ id }) => !this.#sent.has(id));
    const refused = unsent.filter(({ id, text }) => !this.#send(id, text)).map(({ id }) => id);
    if (refused.length > 0) this.deps.onRefused(refused);
    if (unsent.length > 0) this.#ping(unsent.at(-1)!.id);
  }

  sessionBegan(pending: readonly TypedTurn[], resumed: boolean): void {
    const unanswered = pending.filter(({ id }) => this.#sent.has(id));
    this.#checking = resumed && unanswered.length > 0;
    if (this.#checking) return this.#ping(unanswered.at(-1)!.id);
    // A new session knows nothing of what the old one got.
    this.#sent.clear();
    for (const id of this.#held) this.#sent.add(id);
    this.#held.clear();
    this.flush(pending);
  }

  onPong(mark: PingMark | undefined, pending: readonly TypedTurn[]): void {
    if (this.#lastPing === null || mark !== this.#lastPing.mark) return;
    const { throughId } = this.#lastPing;
    this.#lastPing = null;
    if (this.#checking) {
      this.#checking = false;
      this.#sent.clear();
      return this.flush(pending);
    }
    const refused = pending.filter(({ id }) => id <= throughId).map(({ id }) => id);
    if (refused.length > 0) this.deps.onRefused(refused);
  }

  /** The client has dropped its session and what it held. */
  reset(): void {
    this.#sent.clear();
    this.#held.clear();
    this.#lastPing = null;
    this.#checking = false;
  }

  #send(id: number, text: string): boolean {
    const result = this.deps.sendText(text);
    this.#sent.add(id);
    if (result === 'held') this.#held.add(id);
    return result !== 'dropped';
  }

  #ping(throughId: number): void {
    const mark = `typed ${++this.#pings}`;
    this.#lastPing = { mark, throughId };
    this.deps.ping(mark);
  }
}
