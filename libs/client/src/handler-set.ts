export type Handler<Event> = (event: Event) => void;

/** Listeners of one kind of event. One that throws does not keep the event from the others. */
export class HandlerSet<Event> {
  readonly #handlers = new Map<symbol, Handler<Event>>();

  constructor(private readonly onThrown: (error: unknown) => void) {}

  /** @returns a function that unsubscribes; calling it again does nothing. */
  add(handler: Handler<Event>): () => void {
    // A key of its own, so that one function added twice is two subscriptions.
    const key = Symbol('subscription');
    this.#handlers.set(key, handler);
    return () => void this.#handlers.delete(key);
  }

  emit(event: Event): void {
    // A copy: handlers come and go while they run; one that was removed meanwhile is not called.
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
