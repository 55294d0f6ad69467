import { MAX_PARAGRAPH_CHARS } from '../../language/en/sentences.js';
import { records, type ToolAnswer, type ToolCaller } from '../../tools/tools.port.js';

/** About 18 hours of speech. */
const MAX_CHARS = 1_000_000;

const NO_TEXT = "I can't find a text to read on this page.";
const NOTHING_SELECTED = 'Nothing is selected. Select the text that I should read.';
const CHANGED = "I can't read on, because the page has changed.";
const TOO_LONG = 'I stop here, because the rest of this page is too long for me.';

/** A text that is read aloud. A page's article is fetched part by part, and stays when the page is gone. */
export class ArticleText {
  readonly title: string;
  /** Null for a text that is not the article of a page. */
  readonly tab: number | null;
  /** Where the page was scrolled to, or where its selection begins; undefined if the client does not tell. */
  readonly #here: number | undefined;
  #text: string;
  /** Where the part begins that is fetched next; undefined if there is none. */
  #next: number | undefined;
  readonly #total: number;
  #fetching: Promise<string | undefined> | undefined;

  private constructor(first: ArticlePart) {
    this.title = first.title;
    this.tab = first.tab;
    this.#here = first.here;
    this.#text = first.text;
    this.#next = first.next;
    this.#total = first.total;
  }

  /** @returns the article of the page, or why there is none, as a sentence for the user */
  static async ofPage(tools: ToolCaller): Promise<ArticleText | string> {
    const result = await tools.call('read_article', {});
    const part = articlePart(result, 0);
    if (!part) return errorOf(result, NO_TEXT);
    if (part.text.trim() === '') return NO_TEXT;
    return new ArticleText({ ...part, tab: part.tab ?? (await activeTab(tools)) });
  }

  /** @returns what is selected, or why that cannot be read */
  static async ofSelection(tools: ToolCaller): Promise<ArticleText | string> {
    const result = await tools.call('read_selection', {});
    const { ok, text } = result;
    if (ok === false || typeof text !== 'string') return errorOf(result, NOTHING_SELECTED);
    if (text.trim() === '') return NOTHING_SELECTED;
    const kept = text.slice(0, MAX_CHARS);
    return new ArticleText({
      title: '',
      text: kept,
      total: kept.length,
      here: 0,
      tab: null,
      next: undefined,
    });
  }

  /** What was fetched so far, from the beginning. */
  get text(): string {
    return this.#text;
  }

  get isWhole(): boolean {
    return this.#next === undefined;
  }

  /**
   * Fetches until the paragraph at the offset is there, as far as it is read at once.
   * @returns why it could not, as a sentence for the user
   */
  async fetchTo(offset: number, tools: ToolCaller): Promise<string | undefined> {
    while (!this.isWhole && !this.#hasParagraphAt(offset)) {
      const problem = await this.#fetchPart(tools);
      if (problem) return problem;
    }
    return undefined;
  }

  /** Fetches the rest ahead, because the page may be gone later. A failure is reported when the rest is needed. */
  async fetchAhead(tools: ToolCaller): Promise<void> {
    while (!this.isWhole && this.#text.length < MAX_CHARS) if (await this.#fetchPart(tools)) return;
  }

  /** @returns where the page was scrolled to, or where its selection begins */
  async placeHere(tools: ToolCaller): Promise<number> {
    if (this.#here !== undefined) return this.#here;
    if (!tools.has('page_snapshot')) return 0;
    const { snapshot } = await tools.call('page_snapshot', { scope: 'viewport' });
    await this.fetchAhead(tools);
    return typeof snapshot === 'string' ? firstInView(snapshot, this.#text) : 0;
  }

  #hasParagraphAt(offset: number): boolean {
    const isLong = this.#text.length > offset + 2 * MAX_PARAGRAPH_CHARS;
    const end = this.#text.indexOf('\n', offset);
    // White space at the end may belong to this paragraph or to the next one.
    return isLong || (end >= 0 && /\S/.test(this.#text.slice(end)));
  }

  /** One fetch at a time. */
  #fetchPart(tools: ToolCaller): Promise<string | undefined> {
    this.#fetching ??= this.#fetch(tools).finally(() => (this.#fetching = undefined));
    return this.#fetching;
  }

  async #fetch(tools: ToolCaller): Promise<string | undefined> {
    const from = this.#next!;
    if (this.#text.length >= MAX_CHARS) return TOO_LONG;
    const result = await tools.call('read_article', { from, ...(this.tab !== null && { tab: this.tab }) });
    const part = articlePart(result, from);
    if (!part) return errorOf(result, CHANGED);
    if (part.total !== this.#total || part.title !== this.title) return CHANGED;
    this.#text += part.text;
    this.#next = part.next;
    return undefined;
  }
}

interface ArticlePart {
  title: string;
  text: string;
  total: number;
  here: number | undefined;
  tab: number | null;
  next: number | undefined;
}

/** @returns undefined for a result that is no part of an article from that offset on */
function articlePart(result: ToolAnswer, from: number): ArticlePart | undefined {
  const { ok, title, text, next, total, here } = result;
  if (ok === false || typeof text !== 'string' || (result['from'] ?? from) !== from) return undefined;
  const isMore = Number.isSafeInteger(next) && next === from + text.length && text !== '';
  return {
    title: typeof title === 'string' ? title.slice(0, 300) : '',
    text,
    total: typeof total === 'number' ? total : from + text.length,
    here: Number.isSafeInteger(here) ? Math.max(0, here as number) : undefined,
    tab: tabOf(result),
    next: isMore ? (next as number) : undefined,
  };
}

/** A shorter name may stand anywhere in a text. */
const MIN_NAME_CHARS = 10;

/** @returns where the first passage or name of a snapshot stands in the text; its first line names the page */
function firstInView(snapshot: string, text: string): number {
  const lines = snapshot.split('\n').filter((line) => !line.startsWith('page '));
  const names = lines.map((line) => (/"((?:[^"\\]|\\.)+)"/.exec(line)?.[1] ?? '').replaceAll(/\\(.)/g, '$1'));
  const places = names.map((name) => (name.length < MIN_NAME_CHARS ? -1 : text.indexOf(name)));
  return places.find((place) => place >= 0) ?? 0;
}

/** The tab of an article whose result does not name it; null if the client cannot tell. */
async function activeTab(tools: ToolCaller): Promise<number | null> {
  if (tools.has('list_tabs')) {
    const { tabs } = await tools.call('list_tabs', {});
    const active = records(tabs).find((each) => each['active'] === true);
    if (active) return tabOf(active);
  }
  return tools.has('page_snapshot') ? tabOf(await tools.call('page_snapshot', {})) : null;
}

const tabOf = ({ tab }: ToolAnswer): number | null => (Number.isSafeInteger(tab) ? (tab as number) : null);

const errorOf = ({ ok, error }: ToolAnswer, otherwise: string): string =>
  ok === false && typeof error === 'string' ? error : otherwise;
