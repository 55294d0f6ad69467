import { Approvals } from '../../tools/calls/approvals';
import { Journal } from '../../tools/calls/journal';
import { ToolRunner } from '../../tools/calls/tool-runner';
import { Clipboard } from '../../tools/clipboard/clipboard';
import { Tasks } from '../../tools/policy/task';
import type { NewAct } from '../../tools/acts';
import type { ToolName } from '../../tool-contract/tool-arguments';
import { aTarget, FakeBrowserCalls, PAGE } from '../fake-browser-calls';

export type ToolRunnerHarness = Awaited<ReturnType<typeof startToolRunner>>;

/** A runner of tools after a look at the page, in the turn 1 with the words "click continue". */
export async function startToolRunner() {
  const browser = new FakeBrowserCalls();
  const acts = new Map<string, NewAct>();
  const asked: { approval_id: string; question: string }[] = [];
  const tasks = new Tasks();
  const turn = new AbortController();
  const approvals = new Approvals({ request: (data) => asked.push(data) > 0, answer: () => undefined });
  const tab = { page: PAGE };
  const sut = new ToolRunner({
    callBrowser: browser.call,
    tasks,
    approvals,
    remember: (add) => void browser.call('allowed_acts', { add }),
    journal: new Journal(
      (act) => acts.set(act.id, act),
      () => 0,
    ),
    clipboard: new Clipboard(() => null),
    page: () => tab.page,
  });
  const run = (name: ToolName, args: Record<string, unknown>, turnId = 1) =>
    sut.run({ callId: 'c', turnId, name, arguments: args }, turn.signal);
  const lastAct = () => [...acts.values()].at(-1);
  const showNumber4 = (turnId = 1) => {
    browser.answers.run_tool = () => ({
      result: { ok: true, numbers: [{ number: 4, ref: 'e2', control: 'button "Continue"' }] },
    });
    return run('show_numbers', {}, turnId);
  };
  const targetIs = (target: Parameters<typeof aTarget>[0], documentId = 'D') => {
    browser.answers.inspect = () => ({ ok: true, target: aTarget(target), url: PAGE.url, documentId });
  };
  tasks.userSaid(1, 'click continue', PAGE.url);
  await run('page_snapshot', {});
  acts.clear();
  browser.calls.length = 0;
  return { browser, acts, asked, tasks, turn, approvals, tab, sut, run, lastAct, showNumber4, targetIs };
}
