import type { BrowserCallName, BrowserCalls, PageAccess, ToolRunAnswer } from '../../browser/browser-calls';
import type { CallBrowser } from '../calls/call-browser';

/** A session that has to be opened first takes a few seconds. */
const VALID_MS = 30_000;

export interface ChosenTextDeps {
  callBrowser: CallBrowser;
  /** The tab that the user sees. */
  page(): PageAccess | null;
  nowMs(): number;
}

/**
 * The selection that the user chose to have read in the context menu. The browser hands it over also where no extension may
 * read the page itself, such as in its PDF viewer.
 */
export class ChosenText {
  #chosen: { text: string; untilMs: number } | null = null;

  constructor(private readonly deps: ChosenTextDeps) {}

  choose(text: string): void {
    this.#chosen = { text, untilMs: this.deps.nowMs() + VALID_MS };
  }

  /** Calls the worker, and answers in its place if it cannot read the selection that was chosen. */
  readonly callBrowser: CallBrowser = async <Name extends BrowserCallName>(
    name: Name,
    args: BrowserCalls[Name]['args'],
  ) => {
    const answer = await this.deps.callBrowser(name, args);
    const reads = name === 'run_tool' && 'name' in args && args.name === 'read_selection';
    return reads ? (this.#instead(answer as ToolRunAnswer) as typeof answer) : answer;
  };

  #instead(answer: ToolRunAnswer): ToolRunAnswer {
    const chosen = this.#chosen;
    this.#chosen = null;
    const page = this.deps.page();
    if (!chosen || answer.result.ok || page?.access !== 'forbidden') return answer;
    if (chosen.text.trim() === '' || this.deps.nowMs() > chosen.untilMs) return answer;
    return { result: { ok: true, text: chosen.text, tab: page.tabId } };
  }
}
