import { MAX_PAGE_PHRASES } from '#protocol';
import type { PageAccess } from '../../browser/browser-calls';
import type { FramePath } from '../../page/page-calls';

export interface PhrasesPublisherDeps {
  /** @returns false if they cannot be sent now */
  send(phrases: string[]): boolean;
  /** Starts or ends watching the page of a tab. */
  watch(tabId: number, on: boolean): void;
}

/** A page that moves changes all the time. */
export const PHRASES_DELAY_MS = 150;

/** Advertisements load frames all the time. */
export const WATCH_AGAIN_MS = 1_000;

const MAX_FRAMES = 50;

/** A code or the number of a card or an account, also in groups: no name of a control. */
const LONG_NUMBER = /\d(?:[\s.-]?\d){5}/;

interface FramePhrases {
  path: FramePath;
  phrases: string[];
}

/** What a document tells. */
export interface FrameSays extends FramePhrases {
  source: { tabId: number; documentId: string };
  /** One of its frames is not watched yet. */
  hasNewFrame: boolean;
}

/** Tells the backend the names of what is visible in the active tab, while there is a session that listens. */
export class PhrasesPublisher {
  #page: PageAccess | null = null;
  readonly #frames = new Map<string, FramePhrases>();
  #topDocument: string | null = null;
  #sent: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watchAgain: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: PhrasesPublisherDeps) {}

  /** @param page the tab that the user sees, as it was last looked at; null if there is no session, or it does not listen */
  update(page: PageAccess | null): void {
    const isOpen = page !== null && (page.access === 'all' || page.access === 'this_tab');
    if (!isOpen) return this.#close();
    if (page === this.#page) return;
    if (page.tabId !== this.#page?.tabId) this.#close();
    this.#page = page;
    // The document may be a new one, also at the same address, or have new frames: those are not watched yet.
    this.#watch(page.tabId);
  }

  /** A document tells what is visible in it. Documents of other tabs are not listened to. */
  take({ source, path, phrases, hasNewFrame }: FrameSays): void {
    if (source.tabId !== this.#page?.tabId) return;
    if (hasNewFrame) this.#watchAgain ??= setTimeout(() => this.#watch(source.tabId), WATCH_AGAIN_MS);
    if (path.length === 0 && source.documentId !== this.#topDocument) {
      this.#frames.clear();
      this.#topDocument = source.documentId;
    }
    const key = path.join('.');
    if (!this.#frames.has(key) && this.#frames.size >= MAX_FRAMES) return;
    this.#frames.set(key, { path, phrases });
    this.#timer ??= setTimeout(() => this.#publish(), PHRASES_DELAY_MS);
  }

  /** The session is there, or there again: a new one knows no phrases. */
  sessionBegan(resumed: boolean): void {
    if (!resumed) this.#sent = [];
    this.#publish();
  }

  #publish(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // The top document first, then frames in the order of the page.
    const frames = [...this.#frames.values()].sort((a, b) => comparePaths(a.path, b.path));
    const phrases = distinct(frames.flatMap((frame) => frame.phrases))
      .filter((phrase) => !LONG_NUMBER.test(phrase))
      .slice(0, MAX_PAGE_PHRASES);
    if (phrases.length === this.#sent.length && phrases.every((phrase, i) => phrase === this.#sent[i]))
      return;
    if (this.deps.send(phrases)) this.#sent = phrases;
  }

  #watch(tabId: number): void {
    clearTimeout(this.#watchAgain);
    this.#watchAgain = undefined;
    this.deps.watch(tabId, true);
  }

  #close(): void {
    if (this.#page === null) return;
    const { tabId } = this.#page;
    clearTimeout(this.#watchAgain);
    this.#watchAgain = undefined;
    this.#forget();
    this.#page = null;
    this.deps.watch(tabId, false);
  }

  /** The names of a page that is gone would mislead the recogniser. */
  #forget(): void {
    this.#frames.clear();
    this.#topDocument = null;
    if (this.#sent.length > 0) this.#publish();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

function distinct(phrases: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const phrase of phrases) {
    const key = phrase.toLowerCase();
    if (!seen.has(key)) seen.set(key, phrase);
  }
  return [...seen.values()];
}

function comparePaths(a: FramePath, b: FramePath): number {
  const at = a.findIndex((index, i) => index !== b[i]);
  if (at < 0) return a.length - b.length;
  return a[at]! - (b[at] ?? -1);
}
