import { enterTab } from './access/enter';
import { pageAccess } from './access/page-access';
import { reasonOf } from './access/refusals';
import type { BrowserCallName, BrowserCalls, ToolRun } from './browser-calls';
import { BrowserProblem } from './browser-problem';
import { dictation } from './dictation';
import type { BrowserTools } from './browser-tools';
import { failedCall } from './failed-call';
import { inspect } from './inspect';
import { grantedPermissions } from './permissions';
import { withLimit } from './time-limit';
import { numbered } from './tools/numbers';
import { runTool } from './run-tool';
import { secondsOf } from './tools/wait-for';
import { undoStep } from './undo-step';

/** The session page waits for 5 s. */
const LIMIT_MS = 4_600;

const TOO_LATE =
  'The page does not answer: it is busy, or shows a message that waits for a click. Look at the page before you try again.';

type Handlers = {
  [Name in BrowserCallName]: (
    args: BrowserCalls[Name]['args'],
    tools: BrowserTools,
  ) => Promise<BrowserCalls[Name]['answer']>;
};

const HANDLERS: Handlers = {
  run_tool: runTool,
  inspect,
  numbered,
  undo: ({ step, refs }, tools) => undoStep(step, refs, tools),
  async highlight({ tabId, ...part }, { pages }) {
    const { answer } = await pages.one({ tabId }, 'highlight', part);
    if (answer.ok) return { ok: true };
    // The article may be in a frame.
    const answers = await pages.all(tabId, 'highlight', part);
    return { ok: answers.some(({ answer: each }) => each.ok) };
  },
  dictation,
  page_access: pageAccess,
  allowed_acts: ({ add }, tools) => tools.allowedActs(add),
  permissions: (_args, { api }) => grantedPermissions(api),
  async watch_phrases({ tabId, on }, tools) {
    await enterTab(tools, tabId);
    await tools.pages.all(tabId, 'watch_phrases', { on });
    return { ok: true };
  },
};

/** Carries out a call within its time. Never rejects: what cannot be done is a failure in words. */
export async function carryOut<Name extends BrowserCallName>(
  name: Name,
  args: BrowserCalls[Name]['args'],
  tools: BrowserTools,
): Promise<BrowserCalls[Name]['answer']> {
  try {
    return await withLimit(HANDLERS[name](args, tools), LIMIT_MS + waitMsOf(args), () => {
      throw new BrowserProblem(TOO_LATE);
    });
  } catch (error) {
    const problem = await reasonOf(error, tools.api);
    const answer = failedCall(name, problem.message);
    return problem.needs && answer && 'result' in answer ? { ...answer, needs: problem.needs } : answer;
  }
}

/** @returns how long the call is meant to wait */
function waitMsOf(args: BrowserCalls[BrowserCallName]['args']): number {
  if (!('name' in args) || args.name !== 'wait_for') return 0;
  return secondsOf(args as ToolRun<'wait_for'>) * 1000;
}
