/** The scroll position and the sizes of an element, as the DOM has them. */
export interface ScrollMetrics {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** Closer to the end than this counts as the end. */
export const NEAR_PX = 40;

/** Keeps the end of the conversation in view until the user scrolls away from it. */
export class StickToBottom {
  #pinned = true;
  #size = { scrollHeight: 0, clientHeight: 0 };

  get pinned(): boolean {
    return this.#pinned;
  }

  /** The user wants to see the end again. */
  pin(): void {
    this.#pinned = true;
  }

  /**
   * The element has scrolled. If its content or its height changed as well, the browser did it (text that wraps
   * differently, a banner, a disclosure). Otherwise the user did.
   */
  scrolled({ scrollTop, scrollHeight, clientHeight }: ScrollMetrics): void {
    const sameSize = scrollHeight === this.#size.scrollHeight && clientHeight === this.#size.clientHeight;
    this.#size = { scrollHeight, clientHeight };
    if (scrollHeight - scrollTop - clientHeight < NEAR_PX) this.#pinned = true;
    else if (sameSize) this.#pinned = false;
  }

  /** The content or the element has another size now. @returns whether to scroll to the end. */
  resized({ scrollHeight, clientHeight }: ScrollMetrics): boolean {
    this.#size = { scrollHeight, clientHeight };
    return this.#pinned;
  }
}
