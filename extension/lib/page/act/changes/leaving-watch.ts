/** As much of the browser's Navigation as is used here. */
interface NavigateEventLike extends Event {
  destination: { url: string; sameDocument: boolean };
  downloadRequest: string | null;
  /** Of a form that is posted. */
  formData: FormData | null;
  hashChange: boolean;
}

/** Other addresses, such as those of mail and telephones, are for other programs: the document stays. */
const SHOWN = /^(?:https?|file|blob|data|about|ftp):/;

/** Sees that the document is about to be left for another, or that a download begins. */
export class LeavingWatch {
  /** Where to; null if the document stays. */
  to: string | null = null;
  /** A form is posted: to come back does not undo that. */
  posts = false;
  #download: string | null = null;
  /** An address that another program is asked to open. */
  #external: string | null = null;
  readonly #onEvent: () => void;
  readonly #navigation = (globalThis as { navigation?: EventTarget }).navigation;

  constructor(onEvent: () => void) {
    this.#onEvent = onEvent;
    this.#navigation?.addEventListener('navigate', this.#onNavigate);
  }

  describe(): string | null {
    if (this.#download !== null) return `the download of ${this.#download || 'a file'} started`;
    if (this.#external !== null) return `the browser was asked to open ${this.#external}`;
    return this.to === null ? null : `going to ${this.to}`;
  }

  end(): void {
    this.#navigation?.removeEventListener('navigate', this.#onNavigate);
  }

  readonly #onNavigate = (event: Event): void => {
    const { destination, downloadRequest, formData } = event as NavigateEventLike;
    this.#onEvent();
    // Listeners of the page that come after this one may keep the document.
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      if (downloadRequest !== null)
        this.#download = downloadRequest || new URL(destination.url).pathname.split('/').pop()!;
      else if (!SHOWN.test(destination.url)) this.#external = destination.url;
      else if (!destination.sameDocument && !this.#intercepted()) {
        this.to = destination.url;
        this.posts = formData !== null;
      }
    });
  };

  /** A page that shows another address without leaving its document has a transition under way. */
  #intercepted(): boolean {
    const navigation = this.#navigation as { transition?: object | null } | undefined;
    return Boolean(navigation?.transition);
  }
}
