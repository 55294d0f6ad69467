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

/** A wheel or a key scrolls smoothly for a few tenths of a second. */
const SCROLL_AFTER_INPUT_MS = 1_000;

/** A scroll event comes with the next frame, which a busy computer may draw late. */
const MOVED_AFTER_CHANGE_MS = 250;

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
  /** The element's sizes then. */
  #placedIn = '';
  #inputAtMs = -Infinity;
  #changedAtMs = -Infinity;

  /** @param nowMs any monotonic time */
  constructor(private readonly nowMs: () => number) {}

  get pinned(): boolean {
    return this.#pinned;
  }

  /** The user has done something that may scroll the element: turned the wheel, touched it, pressed a key or the mouse. */
  inputSeen(): void {
    this.#inputAtMs = this.nowMs();
  }

  /**
   * Elements have come or gone in the panel. The element may have been higher and lower again within one frame: the browser has
   * then moved the view, though the sizes are as before.
   */
  layoutChanged(): void {
    this.#changedAtMs = this.nowMs();
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
    this.#placedIn = sizesOf(metrics);
    this.#placedAt =
      spokenLine === null ? end : Math.min(end, Math.max(0, spokenLine - SPOKEN_LINE_AT * clientHeight));
    return this.#placedAt;
  }

  /**
   * The element has scrolled. While its layout stays the same, only the user scrolls it: scroll anchoring must be off while the
   * view is pinned. When it changes, the browser may have moved it too, to keep it inside content that was shorter for a
   * moment; then it is the user only after an input.
   * @returns whether the browser has moved it: it has to be placed again
   */
  scrolled(metrics: ScrollMetrics): boolean {
    const { scrollTop } = metrics;
    if (!this.#speaking && isNearEnd(metrics)) {
      this.#pinned = true;
      this.#placedAt = scrollTop;
      this.#placedIn = sizesOf(metrics);
    } else if (this.#placedAt !== null) {
      const expected = Math.min(this.#placedAt, endOf(metrics));
      const isElsewhere = Math.abs(scrollTop - expected) > ROUNDING_PX;
      if (isElsewhere && this.#mayBeUser(metrics)) this.#pinned = false;
      return isElsewhere && this.#pinned;
    }
    return false;
  }

  #mayBeUser(metrics: ScrollMetrics): boolean {
    const now = this.nowMs();
    if (now - this.#inputAtMs < SCROLL_AFTER_INPUT_MS) return true;
    return sizesOf(metrics) === this.#placedIn && now - this.#changedAtMs >= MOVED_AFTER_CHANGE_MS;
  }
}

const sizesOf = ({ scrollHeight, clientHeight }: ScrollMetrics): string => `${scrollHeight} ${clientHeight}`;

function endOf({ scrollHeight, clientHeight }: ScrollMetrics): number {
  return Math.max(0, scrollHeight - clientHeight);
}

function isNearEnd(metrics: ScrollMetrics): boolean {
  return endOf(metrics) - metrics.scrollTop < NEAR_PX;
}
