import { WAIT_S } from '../../tool-contract/tool-arguments';
import { failure } from '../../tool-contract/tool-results';
import { tabById } from '../access/active-tab';
import { enterTab } from '../access/enter';
import type { ToolRun, ToolRunAnswer } from '../browser-calls';
import { DocumentGone } from '../browser-problem';
import type { BrowserTools } from '../browser-tools';
import { identityOf, shownTab, siteOf } from '../page/identity';
import { RefNumbers } from '../page/ref-numbers';
import { sleep } from '../time-limit';

const POLL_MS = 150;

/** @returns how long the tool may wait */
export const secondsOf = ({ arguments: { seconds = WAIT_S.usual } }: ToolRun<'wait_for'>): number =>
  Math.min(Math.max(seconds, 0), WAIT_S.longest);

/**
 * Waits until `text` is in any frame of the page, and `gone` in none; the page may change to another one meanwhile.
 * Without either it waits for that time.
 */
export async function waitFor(run: ToolRun<'wait_for'>, tools: BrowserTools): Promise<ToolRunAnswer> {
  const { text, gone } = run.arguments;
  const tab = await enterTab(tools, undefined);
  const waitSeconds = secondsOf(run);
  const deadline = Date.now() + waitSeconds * 1000;
  const numbers = { ...new RefNumbers(run.refs).top(), refPrefix: 'e' };
  const documentsSay = async (args: { text: string } | { gone: string }): Promise<boolean[]> => {
    const answers = await tools.pages
      .all(tab.id, 'wait_for', { ...numbers, ...args, ms: 0 })
      .catch((error: unknown) => {
        // The page is being left: the next one is asked.
        if (error instanceof DocumentGone) return [];
        throw error;
      });
    return answers.map(({ answer }) => answer.ok);
  };
  const isThere = async () => text === undefined || (await documentsSay({ text })).includes(true);
  const isGone = async () => {
    const said = gone === undefined ? [true] : await documentsSay({ gone });
    return said.length > 0 && !said.includes(false);
  };
  for (;;) {
    const there = await isThere();
    const away = await isGone();
    const isOver = Date.now() + POLL_MS > deadline;
    if (there && away && (isOver || text !== undefined || gone !== undefined)) break;
    if (isOver) {
      const missing = [
        ...(there ? [] : [`"${text}" did not appear`]),
        ...(away ? [] : [`"${gone}" did not go away`]),
      ];
      return {
        result: failure(`${missing.join(', and ')} within ${waitSeconds} s.`),
        site: siteOf(tab),
      };
    }
    await sleep(POLL_MS);
  }
  const changed = [
    ...(text === undefined ? [] : [`"${text}" appeared`]),
    ...(gone === undefined ? [] : [`"${gone}" is gone`]),
  ].join(', ');
  const after = await tabById(tools.api, tab.id);
  return {
    result: {
      ok: true,
      changed: changed || 'nothing',
      page: identityOf(shownTab(after, await tools.neverSites())),
    },
    site: siteOf(after),
  };
}
