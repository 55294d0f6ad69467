/** The scroll position and the sizes of an element, as the DOM has them. */
export interface ScrollMetrics {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** Closer to the end than this counts as the end. */
export const NEAR_PX = 40;

/** Browsers round scroll positions to physical pixels, and sizes to whole ones. */
const ROUNDING_PX = 2;

/** The spoken line stays above this part of the height, so that the next lines are in view too. */
const SPOKEN_LINE_AT = 0.6;

/**
 * Keeps the latest words in view until the user scrolls away from them: the line that is being spoken, or else the end of
 * the conversation.
 */
export class FollowLatest {
  #pinned = true;
  #speaking = false;
  /** Where the element was last, in pixels from the top of the content; null if that no longer counts. */
  #placedAt: number | null = null;

  get pinned(): boolean {
    return this.#pinned;
  }

  /** The user wants to see the latest words again. */
  pin(): void {
    this.#pinned = true;
    this.#placedAt = null;
  }

  /**
   * The content, the size of the element or the spoken line has changed.
   * @param spokenLine the bottom of the line that is being spoken, from the top of the content; null if there is none.
   * @returns where to scroll to, or null to stay.
   */
  place(metrics: ScrollMetrics, spokenLine: number | null): number | null {
    const { clientHeight } = metrics;
    // Hidden while the settings are open, and not always where it was when it is shown again.
    if (clientHeight === 0) {
      this.#placedAt = null;
      return null;
    }
    this.#speaking = spokenLine !== null;
    // The user may have scrolled, and the event is still to come.
    this.scrolled(metrics);
    if (!this.#pinned) return null;
    const end = endOf(metrics);
    this.#placedAt =
      spokenLine === null ? end : Math.min(end, Math.max(0, spokenLine - SPOKEN_LINE_AT * clientHeight));
    return this.#placedAt;
  }

  /**
   * The element has scrolled, whether or not its content or its height changed as well. The browser itself only keeps it
   * inside its content: scroll anchoring must be off while the view is pinned. All other scrolling is the user's.
   */
  scrolled(metrics: ScrollMetrics): void {
    const { scrollTop } = metrics;
    if (!this.#speaking && isNearEnd(metrics)) {
      this.#pinned = true;
      this.#placedAt = scrollTop;
    } else if (this.#placedAt !== null) {
      const expected = Math.min(this.#placedAt, endOf(metrics));
      if (Math.abs(scrollTop - expected) > ROUNDING_PX) this.#pinned = false;
    }
  }
}

function endOf({ scrollHeight, clientHeight }: ScrollMetrics): number {
  return Math.max(0, scrollHeight - clientHeight);
}

function isNearEnd(metrics: ScrollMetrics): boolean {
  return endOf(metrics) - metrics.scrollTop < NEAR_PX;
}
