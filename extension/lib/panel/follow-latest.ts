/** The scroll position and the sizes of an element, as the DOM has them. */
export interface ScrollMetrics {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** Closer to the end than this counts as the end. */
export const NEAR_PX = 40;

/** Browsers round scroll positions to physical pixels. */
const ROUNDING_PX = 1;

/** The spoken line stays above this part of the height, so that the next lines are in view too. */
const SPOKEN_LINE_AT = 0.6;

/**
 * Keeps the latest words in view until the user scrolls away from them: the line that is being spoken, or else the end of
 * the conversation.
 */
export class FollowLatest {
  #pinned = true;
  #speaking = false;
  #placedAt = 0;
  #size = { scrollHeight: 0, clientHeight: 0 };

  get pinned(): boolean {
    return this.#pinned;
  }

  /** The user wants to see the latest words again. */
  pin(): void {
    this.#pinned = true;
  }

  /**
   * The content, the size of the element or the spoken line has changed.
   * @param spokenLine the bottom of the line that is being spoken, from the top of the content; null if there is none.
   * @returns where to scroll to, or null to stay.
   */
  place(metrics: ScrollMetrics, spokenLine: number | null): number | null {
    const { scrollHeight, clientHeight } = metrics;
    // Hidden while the settings are open.
    if (clientHeight === 0) return null;
    this.#size = { scrollHeight, clientHeight };
    this.#speaking = spokenLine !== null;
    if (!this.#speaking && isNearEnd(metrics)) this.#pinned = true;
    if (!this.#pinned) return null;
    const end = Math.max(0, scrollHeight - clientHeight);
    this.#placedAt =
      spokenLine === null ? end : Math.min(end, Math.max(0, spokenLine - SPOKEN_LINE_AT * clientHeight));
    return this.#placedAt;
  }

  /**
   * The element has scrolled. If its content or its height changed as well, the browser did it (text that wraps
   * differently, a banner, a disclosure), and if it is where it was placed, {@link place} did. Otherwise the user did.
   */
  scrolled(metrics: ScrollMetrics): void {
    const { scrollTop, scrollHeight, clientHeight } = metrics;
    const sameSize = scrollHeight === this.#size.scrollHeight && clientHeight === this.#size.clientHeight;
    this.#size = { scrollHeight, clientHeight };
    if (!this.#speaking && isNearEnd(metrics)) this.#pinned = true;
    else if (sameSize && Math.abs(scrollTop - this.#placedAt) > ROUNDING_PX) this.#pinned = false;
  }
}

function isNearEnd({ scrollTop, scrollHeight, clientHeight }: ScrollMetrics): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR_PX;
}
