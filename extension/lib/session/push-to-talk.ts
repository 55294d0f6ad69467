export interface PushToTalkDeps {
  /** Resolves once everything that was said until now has been captured. */
  captured(): Promise<void>;
  mark(state: 'down' | 'up'): void;
}

/** Bounds what the microphone sends by a key: what is said while it is held, whole, and nothing else. */
export class PushToTalk {
  #held = false;
  /** Set between the release and the last of what was said before it. */
  #ending: symbol | null = null;
  #ended = Promise.resolve();

  constructor(private readonly deps: PushToTalkDeps) {}

  get held(): boolean {
    return this.#held;
  }

  /** What the microphone hears now may be sent. */
  get open(): boolean {
    return this.#held || this.#ending !== null;
  }

  press(): void {
    if (this.#held) return;
    if (this.#ending) this.#end();
    this.#held = true;
    this.deps.mark('down');
  }

  /** @returns when the utterance has ended. */
  async release(): Promise<void> {
    if (this.#held) {
      this.#held = false;
      this.#ended = this.#finish();
    }
    return this.#ended;
  }

  /** A new session knows nothing of the key. */
  remind(): void {
    if (this.open) this.deps.mark('down');
  }

  /** The call is over: there is nobody to tell. */
  reset(): void {
    this.#held = false;
    this.#ending = null;
  }

  async #finish(): Promise<void> {
    const ending = (this.#ending = Symbol());
    await this.deps.captured();
    // Pressed again meanwhile: that ended it.
    if (this.#ending === ending) this.#end();
  }

  #end(): void {
    this.#ending = null;
    this.deps.mark('up');
  }
}
