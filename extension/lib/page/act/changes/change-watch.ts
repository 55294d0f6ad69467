import { describeControl } from '../../describe-control';
import { deepActiveElement } from '../../dom/flat-tree';
import { PageView } from '../../dom/page-view';
import { isRendered } from '../../dom/rendered';
import { newStates, STATE_ATTRIBUTES, statesOf } from './control-state';
import { LeavingWatch } from './leaving-watch';
import { liveMessages, messageText, openPopups } from './popups';
import { watchedRoots } from './roots';
import { TextChanges } from './text-changes';

const MAX_STATES = 3;
const MAX_TEXT = 400;

/** A node that changes this often changes by itself: a ticker, an animation, a page that renders all the time. */
const RESTLESS_CHANGES = 5;

const BUSY = '[aria-busy=true], [role=progressbar]';

const WATCHED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
};

/** Watches a page from its construction on, and describes what has changed. */
export class ChangeWatch {
  /** When something last happened, by performance.now(). */
  lastChangeMs = performance.now();
  readonly #target: Element | null;
  readonly #roots: (Document | ShadowRoot)[];
  readonly #leaving = new LeavingWatch(() => this.#note());
  readonly #text: TextChanges;
  readonly #active = deepActiveElement();
  readonly #popups: Map<Element, string>;
  readonly #messages: Map<Element, string>;
  readonly #targetStates: string[];
  readonly #targetName: string;
  readonly #url = location.href;
  readonly #title = document.title;
  readonly #wasBusy = document.querySelector(BUSY) !== null;
  readonly #states = new Map<Element, string[]>();
  readonly #changes = new Map<Node, number>();
  readonly #mutations = new MutationObserver((records) => this.#onMutations(records));
  readonly #resources = new PerformanceObserver(() => this.#note());

  constructor(target: Element | null) {
    this.#target = target;
    this.#roots = watchedRoots(target);
    this.#text = new TextChanges(this.#roots);
    this.#popups = openPopups(this.#roots);
    this.#messages = liveMessages(this.#roots);
    const view = new PageView();
    this.#targetStates = target ? statesOf(target, view) : [];
    this.#targetName = target ? describeControl(target) : '';
    this.#rememberStates(view);
    for (const root of this.#roots) this.#mutations.observe(root, WATCHED);
    this.#resources.observe({ type: 'resource' });
  }

  /** The page is going to another document. */
  get leaves(): boolean {
    return this.#leaving.to !== null;
  }

  /** It goes there by posting a form. */
  get posts(): boolean {
    return this.#leaving.posts;
  }

  /** The page shows that it is not ready yet. */
  get isBusy(): boolean {
    if (this.#wasBusy) return false;
    const busy = document.querySelector(BUSY);
    return busy !== null && isRendered(busy);
  }

  /**
   * @param did what the act itself knows to have happened
   * @param shows text that the act has put on the page
   * @returns what has changed, `nothing` if nothing has
   */
  describe(did?: string, shows = ''): string {
    const leaving = this.#leaving.describe();
    if (leaving) return [did, leaving].filter(Boolean).join('; ');
    const popups = this.#popupChanges();
    const messages = this.#newMessages();
    const told: (string | null | undefined)[] = [
      did,
      this.#pageChange(),
      ...popups,
      ...messages,
      ...this.#stateChanges(did),
    ];
    const own = shows.replace(/\s+/g, ' ');
    const isTold = (line: string) => [...told, own].some((text) => text?.includes(line.slice(0, 40)));
    if (popups.length === 0) told.push(this.#text.describe(isTold));
    const all = told.filter((text) => text !== undefined && text !== null && text !== '');
    if (all.length === 0) return this.#isFocusElsewhere() ? 'the focus moved' : 'nothing';
    return [...new Set(all)].join('; ').slice(0, MAX_TEXT);
  }

  end(): void {
    this.#mutations.disconnect();
    this.#resources.disconnect();
    this.#leaving.end();
  }

  #note(): void {
    this.lastChangeMs = performance.now();
  }

  #onMutations(records: MutationRecord[]): void {
    const targets = new Set(records.map(({ target }) => target));
    let isNews = false;
    this.#text.note(records);
    for (const target of targets) {
      const count = (this.#changes.get(target) ?? 0) + 1;
      this.#changes.set(target, count);
      isNews ||= count <= RESTLESS_CHANGES;
    }
    if (isNews) this.#note();
  }

  #rememberStates(view: PageView): void {
    const selector = STATE_ATTRIBUTES.map((attribute) => `[${attribute}]`).join(',');
    for (const root of this.#roots) {
      for (const element of root.querySelectorAll(`${selector},input,select,textarea,summary`)) {
        if (this.#states.size < 2000) this.#states.set(element, statesOf(element, view));
      }
    }
  }

  #pageChange(): string | undefined {
    if (location.href !== this.#url) return `the page is now "${document.title}" ${location.href}`;
    return document.title === this.#title ? undefined : `the page is now called "${document.title}"`;
  }

  #popupChanges(): string[] {
    const now = openPopups(this.#roots);
    const opened = [...now].filter(([popup]) => !this.#popups.has(popup)).map(([, text]) => `${text} opened`);
    const closed = [...this.#popups].filter(([popup]) => !now.has(popup)).map(([, text]) => `${text} closed`);
    const both = new Set(opened.map((text) => text.replace(/ opened$/, ' closed')));
    // The same again is a page that renders anew.
    return [
      ...opened.filter((text) => !closed.includes(text.replace(/ opened$/, ' closed'))),
      ...closed.filter((text) => !both.has(text)),
    ];
  }

  #newMessages(): string[] {
    const now = liveMessages(this.#roots);
    const before = new Set(this.#messages.values());
    return [...now]
      .filter(([message, text]) => text !== '' && this.#messages.get(message) !== text && !before.has(text))
      .map(([message, text]) => messageText(message, text));
  }

  #stateChanges(did?: string): string[] {
    const target = this.#target;
    const view = new PageView();
    const ofTarget = target?.isConnected && !did ? newStates(target, this.#targetStates, view) : null;
    const others = [...this.#states]
      .filter(([element]) => element !== target && element.isConnected && isRendered(element))
      .map(([element, before]) => newStates(element, before, view));
    const gone = target && !did && !isRendered(target) ? `${this.#targetName} is gone` : null;
    return [ofTarget, ...others, gone].filter((text) => text !== null).slice(0, MAX_STATES);
  }

  /** A button that is pressed has the focus afterwards: that is no news. */
  #isFocusElsewhere(): boolean {
    const active = deepActiveElement();
    if (active === null || active === this.#active) return false;
    return active !== this.#target || active.matches('input, textarea, select, [contenteditable]');
  }
}
