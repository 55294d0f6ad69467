export type Handler<Event> = (event: Event) => void;

/** Handlers of one event. A handler that throws does not affect the others. */
export class TypedEvent<Event> {
  readonly #handlers = new Map<symbol, Handler<Event>>();

  constructor(private readonly onThrown: (error: unknown) => void) {}

  /** @returns a function that unsubscribes; calling it again does nothing. */
  add(handler: Handler<Event>): () => void {
    // A separate key, so that a function that is added twice has two subscriptions.
    const key = Symbol('subscription');
    this.#handlers.set(key, handler);
    return () => void this.#handlers.delete(key);
  }

  emit(event: Event): void {
    // A copy, because handlers may add and remove handlers; removed ones are not called any more.
    for (const [key, handler] of [...this.#handlers]) {
      if (!this.#handlers.has(key)) continue;
      try {
        handler(event);
      } catch (error) {
        this.onThrown(error);
      }
    }
  }
}
