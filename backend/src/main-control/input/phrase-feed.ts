import { systemClock } from '../../common/clock/clock.js';
import type { PagePhrases } from '../../stt/stt.port.js';

/** Shortest time between two changes outside of speech: a page that loads changes many times a second. */
const MIN_GAP_MS = 300;

const NONE: PagePhrases = { names: [], numbers: [] };

/** Tells a recogniser what the user may say about the page, whenever that has changed. Nothing of it is kept or logged. */
export class PhraseFeed {
  #sent = NONE;
  #sentAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  /** @param phrases what the user may say now; undefined without a page */
  constructor(
    private readonly phrases: () => PagePhrases | undefined,
    private readonly send: (phrases: PagePhrases) => void,
  ) {}

  /** Whether the recogniser knows of something on a page. */
  get hasPage(): boolean {
    return this.#sent.names.length > 0 || this.#sent.numbers.length > 0;
  }

  /** They may have changed: sends what is new, now or soon. */
  changed(): void {
    if (this.#timer) return;
    const waitMs = this.#sentAt + MIN_GAP_MS - systemClock.now();
    if (waitMs <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), waitMs).unref();
  }

  /** Sends what is new now, because speech begins. */
  flush(): void {
    this.close();
    const phrases = this.phrases() ?? NONE;
    if (isSame(phrases, this.#sent)) return;
    this.#sent = phrases;
    this.#sentAt = systemClock.now();
    this.send(phrases);
  }

  /** The recogniser was replaced by one that knows of nothing. */
  reset(): void {
    this.#sent = NONE;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

const isSame = (a: PagePhrases, b: PagePhrases): boolean =>
  a.awaits === b.awaits && areSame(a.names, b.names) && areSame(a.numbers, b.numbers);

const areSame = <Item>(a: readonly Item[], b: readonly Item[]): boolean =>
  a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
