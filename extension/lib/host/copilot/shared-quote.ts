import type { ClientCommands } from '#protocol';
import type { Quote } from '../../session/state/copilot-state';

type PageContext = ClientCommands['page_context'];

const NONE: PageContext = { url: '', title: '' };

/** An empty address would remove the page, and an invalid one would be refused. */
const addressOf = (url: string): string => (/^[a-z][a-z\d+.-]*:\S*$/i.test(url) ? url : 'about:blank');

/** Shares the selection that the user asks about as the page of the session, until it is dropped. */
export class SharedQuote {
  #quote: Quote | null = null;

  constructor(private readonly send: (data: PageContext) => void) {}

  set(quote: Quote | null): void {
    const isNews = quote !== null || this.#quote !== null;
    this.#quote = quote;
    if (isNews) this.send(quote ? toContext(quote) : NONE);
  }

  /** A new session knows no page. */
  sessionBegan(): void {
    if (this.#quote) this.send(toContext(this.#quote));
  }
}

const toContext = ({ text, title, url }: Quote): PageContext => ({
  url: addressOf(url),
  title,
  selection: text,
});
