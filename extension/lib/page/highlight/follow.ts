/** Keeps what is read in view, and leaves the page where the user scrolls it. */
import { endScrolling, isComfortable, isInView, scrollTo } from './scrolling';

/** Smooth scrolling takes less. */
const SCROLL_MS = 1_000;

const ENDS = ['scrollend', 'wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ']);

export class Follow {
  #current: Range | null = null;
  #following = true;
  /** Until then, scrolling is our own. */
  #ownUntil = 0;

  readonly #onScroll = () => {
    const own = performance.now() < this.#ownUntil;
    if (!own && this.#current && !isInView(this.#current)) this.#following = false;
  };
  /** Our scrolling is over, or the user's own hand has ended it. */
  readonly #onEnd = (event: Event) => {
    if (event instanceof KeyboardEvent && !SCROLL_KEYS.has(event.key)) return;
    const own = performance.now() < this.#ownUntil;
    this.#ownUntil = 0;
    if (own && event.type !== 'scrollend' && this.#current) endScrolling(this.#current);
  };

  /** Follows from here on, also if the user had scrolled away. */
  start(): void {
    this.stop();
    this.#following = true;
    addEventListener('scroll', this.#onScroll, { capture: true, passive: true });
    for (const end of ENDS) addEventListener(end, this.#onEnd, { capture: true, passive: true });
  }

  stop(): void {
    this.#current = null;
    this.#ownUntil = 0;
    removeEventListener('scroll', this.#onScroll, { capture: true });
    for (const end of ENDS) removeEventListener(end, this.#onEnd, { capture: true });
  }

  /** A user who has scrolled away is followed again once what is read is in view. */
  to(range: Range): void {
    this.#current = range;
    if (!this.#following && isInView(range)) this.#following = true;
    if (!this.#following || performance.now() < this.#ownUntil || isComfortable(range)) return;
    this.#ownUntil = performance.now() + SCROLL_MS;
    scrollTo(range, true);
  }
}
