/** A call as the policy judges it, and what the tasks keep of it. */
import type { ToolRunAnswer } from '../../browser/browser-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import type { FoundText, TabItem } from '../../tool-contract/tool-results';
import { hostOf, webAddress } from '../policy/addresses';
import { unsaidText } from '../policy/carried';
import type { Decision } from '../policy/decide';
import { submits, typed, type JudgedCall } from '../policy/judged-call';
import { isTabNamed } from '../policy/named';
import { siteOf } from '../policy/rules';
import type { Tasks } from '../policy/task';
import { isSaid } from '../policy/words/spoken-words';
import type { PreparedCall } from './prepare-call';

/** A call whose arguments fit its tool. */
export interface CheckedCall {
  callId: string;
  turnId: number;
  name: ToolName;
  arguments: Readonly<Partial<Record<string, unknown>>>;
}

const TYPES: ReadonlySet<ToolName> = new Set(['type_text', 'set_value', 'press_key']);

interface Found extends PreparedCall {
  clip: string | null;
  /** Of the tab that the user sees. */
  activeUrl: string;
}

export function judgedCall(
  { name, arguments: args, turnId }: CheckedCall,
  { target, url, documentId, number, dragTarget, closing, clip, activeUrl }: Found,
  tasks: Tasks,
): JudgedCall {
  const pageUrl = url ?? activeUrl;
  const toHost = name === 'open_url' ? hostOf(String(args.url)) : siteOf({ target, pageUrl });
  const task = tasks.task(turnId, activeUrl, toHost, documentId);
  return { name, arguments: args, task, target, number, to: dragTarget, pageUrl, closing, clip };
}

/** What is done belongs to the task from now on: a site that the user lets it open, and where its texts stand. */
export function recordCall(
  call: JudgedCall,
  decision: Decision,
  documentId: string | null,
  tasks: Tasks,
): void {
  const { name, arguments: args, target, task, pageUrl, closing } = call;
  const { turnId } = task;
  const url = name === 'open_url' ? webAddress(String(args.url)) : null;
  if (url) {
    tasks.told(turnId, unsaidText(url, task));
    tasks.opened(turnId, url.href);
  }
  if (name === 'click' && target?.href) tasks.opened(turnId, target.href);
  tasks.closed(turnId, closing.length);
  const site = siteOf({ target, pageUrl });
  if (site === null) return;
  const isAgreed = decision.verdict === 'confirm';
  if (isAgreed && submits(call)) tasks.agreed(site);
  const text = TYPES.has(name) ? typed(call) : '';
  tasks.typed(turnId, text);
  if (!isAgreed && text !== '' && !isSaid(text, task.said)) tasks.filled(turnId, { site, documentId, text });
}

/** What a call has shown to the model. */
export function recordRead(
  { name, turnId }: Pick<CheckedCall, 'name' | 'turnId'>,
  { result, site }: Pick<ToolRunAnswer, 'result' | 'site'>,
  tasks: Tasks,
): void {
  if (!result.ok) return;
  const matches = (result.matches ?? []) as FoundText['matches'];
  const text = [result.snapshot, result.text, ...matches.map(({ context }) => context)]
    .filter((part) => typeof part === 'string')
    .join(' ');
  const host = site && hostOf(site.url);
  if (host && text !== '') tasks.read(turnId, host, text);
  for (const { title, url } of (result.tabs ?? []) as TabItem[]) tasks.listed(hostOf(url) ?? url, title);
  // The user has named the tab that they want to go on in.
  if (name === 'switch_tab' && site && isTabNamed(tasks.task(turnId, site.url).words, site))
    tasks.opened(turnId, site.url);
}
