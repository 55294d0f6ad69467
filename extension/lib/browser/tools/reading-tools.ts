import { failure } from '../../tool-contract/tool-results';
import { enterTab } from '../access/enter';
import { BrowserProblem } from '../browser-problem';
import { linesOfPage } from '../page/frame-tree';
import { identityOf, siteOf } from '../page/identity';
import { isTop } from '../page/page-scripts';
import { RefNumbers } from '../page/ref-numbers';
import { snapshotText } from '../page/snapshot-text';
import { articlePart } from './article-part';
import { pageArticle } from './page-article';
import type { ToolRunners } from '../tool-runner';

/** Passages that one search tells; the page knows how many there are. */
const MAX_MATCHES = 50;

/** The tools that only look at a page. */
export const readingTools: ToolRunners<'page_snapshot' | 'read_article' | 'find_in_page' | 'read_selection'> =
  {
    async page_snapshot({ arguments: { scope = 'viewport', find, tab: tabId }, refs }, tools) {
      const tab = await enterTab(tools, tabId);
      const numbers = new RefNumbers(refs);
      const args = { scope, ...(find !== undefined && { find }) };
      const top = { ...args, ...numbers.top() };
      const answers = await tools.pages.all(tab.id, 'snapshot', top, { ...top, firstRef: 1 });
      const parts = answers.flatMap(({ answer, ...document }) => {
        if ('error' in answer) return [];
        const gives = answer.lines.some(({ control }) => control !== undefined);
        return { document, answer, prefix: gives ? numbers.given(document, answer.nextRef) : '' };
      });
      const main = parts.find(({ document }) => isTop(document));
      if (!main) throw new BrowserProblem('The page could not be read. Reload it, and try again.');
      const { text, more } = snapshotText({
        page: identityOf(tab),
        scroll: main.answer.scroll,
        lines: linesOfPage(
          parts.map(({ document, answer, prefix }) => ({ path: document.path, lines: answer.lines, prefix })),
        ),
        outside: main.answer.outside ?? { above: 0, below: 0 },
      });
      const result = { ok: true as const, snapshot: text, tab: tab.id, page: identityOf(tab), more };
      return { result, site: siteOf(tab), ...numbers.update() };
    },

    async read_article({ arguments: { from = 0, tab: tabId } }, tools) {
      const tab = await enterTab(tools, tabId);
      const answer = await pageArticle(tools.pages, tab, from > 0);
      if (!answer.ok) return { result: answer, site: siteOf(tab) };
      const { title, text, here } = answer;
      if (from > text.length) return { result: failure('The text ends before that.'), site: siteOf(tab) };
      return {
        result: { ok: true, title, ...articlePart(text, from), here, tab: tab.id },
        site: siteOf(tab),
      };
    },

    async find_in_page({ arguments: { text }, refs }, tools) {
      const tab = await enterTab(tools, undefined);
      const numbers = new RefNumbers(refs);
      // Which document has the first match is known only once all have answered.
      const top = { text, shows: false, ...numbers.top() };
      const answers = await tools.pages.all(tab.id, 'find', top, { ...top, firstRef: 1 });
      const found = answers.flatMap(({ answer, ...document }) =>
        'error' in answer || answer.total === 0 ? [] : { document, answer },
      );
      const matches = found.flatMap(({ document, answer }) => {
        const prefix = numbers.given(document, answer.nextRef);
        return answer.matches.map(({ ref, context }) => ({ ref: `${prefix}${ref}`, context }));
      });
      const [first] = found;
      if (first) {
        const { epoch, firstRef } = numbers.of(first.document);
        await tools.pages.one(first.document, 'find', { text, shows: true, epoch, firstRef });
      }
      const total = found.reduce((sum, { answer }) => sum + answer.total, 0);
      const result = { ok: true as const, matches: matches.slice(0, MAX_MATCHES), total, tab: tab.id };
      return { result, site: siteOf(tab), ...numbers.update() };
    },

    async read_selection(_run, tools) {
      const tab = await enterTab(tools, undefined);
      const answers = await tools.pages.all(tab.id, 'selection', {});
      for (const { answer } of answers) {
        if ('text' in answer && answer.text.trim() !== '')
          return { result: { ok: true, text: answer.text, tab: tab.id }, site: siteOf(tab) };
      }
      return { result: failure('Nothing on the page is selected.'), site: siteOf(tab) };
    },
  };
