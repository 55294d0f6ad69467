export interface PushToTalkDeps {
  /** Resolves once all audio up to now was captured. */
  flushCapture(): Promise<void>;
  send(state: 'down' | 'up'): void;
}

/** Limits what the microphone sends to the time in which a key is held, up to the last sample. */
export class PushToTalk {
  #held = false;
  /** Set between the release and the last audio captured before it. */
  #ending: symbol | null = null;
  #ended = Promise.resolve();

  constructor(private readonly deps: PushToTalkDeps) {}

  get held(): boolean {
    return this.#held;
  }

  /** Microphone audio may be sent now. */
  get transmitting(): boolean {
    return this.#held || this.#ending !== null;
  }

  press(): void {
    if (this.#held) return;
    if (this.#ending) this.#end();
    this.#held = true;
    this.deps.send('down');
  }

  /** Resolves once the utterance has ended. */
  async release(): Promise<void> {
    if (this.#held) {
      this.#held = false;
      this.#ended = this.#finish();
    }
    return this.#ended;
  }

  /** A new session began: it does not know that the key is held. */
  resend(): void {
    if (this.transmitting) this.deps.send('down');
  }

  /** The call is over: nothing more is sent. */
  reset(): void {
    this.#held = false;
    this.#ending = null;
  }

  async #finish(): Promise<void> {
    const ending = (this.#ending = Symbol());
    await this.deps.flushCapture();
    // Pressed again meanwhile: that has ended the utterance.
    if (this.#ending === ending) this.#end();
  }

  #end(): void {
    this.#ending = null;
    this.deps.send('up');
  }
}
