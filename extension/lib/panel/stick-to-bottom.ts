/** What a scrolling element says of itself. */
export interface Scrolled {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** Closer to the end than this counts as being there. */
export const NEAR_PX = 40;

/** Keeps the end of the conversation in view until the person scrolls away from it. */
export class StickToBottom {
  #pinned = true;
  #room = { scrollHeight: 0, clientHeight: 0 };

  get pinned(): boolean {
    return this.#pinned;
  }

  /** The person wants to see the latest again. */
  pin(): void {
    this.#pinned = true;
  }

  /**
   * The element has scrolled. Where its content or its window changed as well, the browser did that: text that wraps
   * anew, a banner, a disclosure. Only a person scrolls while nothing else moves.
   */
  scrolled({ scrollTop, scrollHeight, clientHeight }: Scrolled): void {
    const { scrollHeight: oldHeight, clientHeight: oldWindow } = this.#room;
    const still = scrollHeight === oldHeight && clientHeight === oldWindow;
    this.#room = { scrollHeight, clientHeight };
    if (scrollHeight - scrollTop - clientHeight < NEAR_PX) this.#pinned = true;
    else if (still) this.#pinned = false;
  }

  /** The content or its window has another size now. @returns whether the end has to be brought into view. */
  resized({ scrollHeight, clientHeight }: Scrolled): boolean {
    this.#room = { scrollHeight, clientHeight };
    return this.#pinned;
  }
}
