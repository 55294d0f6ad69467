import { PageView } from '../dom/page-view';
import { visibleNames } from './visible-names';

/** The page is quiet for so long before it is read. */
const QUIET_MS = 300;

/** A page that never is quiet is read so often. */
const MAX_WAIT_MS = 1_500;

/** Reading takes at most one part in so many of the page's time. */
const SHARE = 20;

/** What changes names, or what of them can be seen. */
const EVENTS = ['scroll', 'resize', 'toggle', 'transitionend', 'animationend', 'focusin', 'visibilitychange'];

type SendPhrases = (phrases: string[], hasNewFrame: boolean) => Promise<unknown>;

/** Reports which names the user sees after each change, and whether a frame is not watched yet. */
export class PhraseWatch {
  readonly #send: SendPhrases;
  readonly #observer = new MutationObserver(() => this.#changed());
  readonly #onEvent = () => this.#changed();
  /** Loads do not reach the window. */
  readonly #onLoad = ({ target }: Event) => {
    if (!(target instanceof HTMLIFrameElement)) return;
    this.#hasNewFrame = true;
    this.#changed();
  };
  #hasNewFrame = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstChange = 0;
  #notBefore = 0;
  #last: string | null = null;
  #isOn = false;

  /** @param send rejects if there is nothing left to send to; the watch ends then */
  constructor(send: SendPhrases) {
    this.#send = send;
  }

  /** Sends what is visible now, and then each change. What is watched already is sent again. */
  start(): void {
    this.#last = null;
    if (this.#isOn) return this.#changed();
    this.#isOn = true;
    document.addEventListener('load', this.#onLoad, { capture: true, passive: true });
    for (const name of EVENTS) addEventListener(name, this.#onEvent, { capture: true, passive: true });
    this.#read();
  }

  stop(): void {
    this.#isOn = false;
    this.#hasNewFrame = false;
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    document.removeEventListener('load', this.#onLoad, { capture: true });
    for (const name of EVENTS) removeEventListener(name, this.#onEvent, { capture: true });
  }

  #changed(): void {
    if (!this.#isOn) return;
    const now = performance.now();
    if (this.#timer === undefined) this.#firstChange = now;
    clearTimeout(this.#timer);
    const quiet = Math.min(now + QUIET_MS, this.#firstChange + MAX_WAIT_MS);
    this.#timer = setTimeout(() => this.#read(), Math.max(quiet, this.#notBefore) - now);
  }

  #read(): void {
    this.#timer = undefined;
    if (document.visibilityState === 'hidden') return;
    const started = performance.now();
    const view = new PageView();
    const phrases = visibleNames(view);
    this.#observe(view);
    const now = performance.now();
    this.#notBefore = now + (now - started) * SHARE;
    const text = JSON.stringify(phrases);
    if (text === this.#last && !this.#hasNewFrame) return;
    this.#last = text;
    this.#send(phrases, this.#hasNewFrame).catch(() => this.stop());
    this.#hasNewFrame = false;
  }

  /** Shadow trees are documents of their own to an observer, and may be new. */
  #observe(view: PageView): void {
    this.#observer.disconnect();
    for (const root of [document, ...view.shadowRoots()]) {
      this.#observer.observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
    }
  }
}
