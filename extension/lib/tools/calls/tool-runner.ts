import type { PageAccess, ToolRun, ToolRunAnswer, UndoStep } from '../../browser/browser-calls';
import type { Target } from '../../page/page-calls';
import { WAIT_S, type ToolName } from '../../tool-contract/tool-arguments';
import {
  failure,
  type NumberedControl,
  type ToolFailure,
  type ToolResult,
} from '../../tool-contract/tool-results';
import type { Clipboard } from '../clipboard/clipboard';
import { hostOf, webAddress } from '../policy/addresses';
import { decide, mayBeUndone, rememberedFor, type Decision } from '../policy/decide';
import type { JudgedCall } from '../policy/judged-call';
import { refusalFor } from '../policy/question';
import type { Tasks } from '../policy/task';
import { RefBook } from '../refs/ref-book';
import { denied, Questions, type QuestionsDeps, type WhileAsked } from './questions';
import { NOT_ASKED, type NoUndo } from './journal';
import { withinLimit, type CallBrowser } from './call-browser';
import { describeAct, onlyReads } from './describe-act';
import { ShownNumbers } from '../refs/shown-numbers';
import { actTexts } from './program';
import { prepareCall, type PreparedCall } from './prepare-call';
import { judgedCall, recordCall, recordRead, type CheckedCall } from './record-call';

export interface ToolRunnerDeps extends QuestionsDeps {
  callBrowser: CallBrowser;
  tasks: Tasks;
  clipboard: Clipboard;
  /** The tab that the user sees. */
  page(): PageAccess | null;
}

/** What was found out about a call before it is carried out. */
interface Judged {
  /** What would be pasted or copied. */
  clip: string | null;
  /** It is done only to the control that was judged. */
  isBound: boolean;
  /** Whether it may be undone in that way. */
  undoes(kind: UndoStep['kind']): boolean;
}

/** Waiting for a page may take longer than the limit of a step. */
const WAIT_LIMIT_MS = (WAIT_S.longest + 1) * 1_000;

/** Runs one tool call from its check by the policy to its result, and keeps the journal. */
export class ToolRunner {
  readonly #refs = new RefBook(crypto.randomUUID());
  #last: Promise<void> = Promise.resolve();
  readonly #numbers = new ShownNumbers();
  readonly #questions: Questions;

  constructor(private readonly deps: ToolRunnerDeps) {
    this.#questions = new Questions(deps);
  }

  /** A new session begins: its turns are others, with the same ids. */
  sessionBegan(): void {
    this.#questions.forget();
    this.#numbers.clear();
  }

  /** @param signal ends the wait for the user's answer, and `wait_for`; what else runs in the browser goes on */
  async run(
    call: CheckedCall,
    signal: AbortSignal,
    whileAsked: WhileAsked = (ask) => ask(),
  ): Promise<ToolResult> {
    if (call.name === 'undo') return this.undo();
    const { journal } = this.deps;
    const args = call.name === 'open_url' ? withWebAddress(call.arguments) : call.arguments;
    let texts = actTexts(call.turnId, describeAct(call.name, args, null));
    const act = journal.begin({
      turnId: call.turnId,
      tool: call.name,
      what: texts.doing,
      site: this.#site(),
      reads: onlyReads(call.name),
    });
    const onTarget = (target: Target | null) => {
      texts = actTexts(call.turnId, describeAct(call.name, args, target));
      journal.update(act, { what: texts.doing });
    };
    const result = await this.#run({ ...call, arguments: args }, act, { signal, whileAsked }, onTarget);
    if (result.ok) journal.update(act, { state: 'done', what: texts.done, outcome: outcomeOf(result) });
    else {
      const state = result.denied ? 'denied' : 'failed';
      journal.update(act, { state, what: texts.wanted, outcome: result.error, ...NOT_ASKED });
    }
    return result;
  }

  /** @param actId without it, the last act that changed something */
  async undo(actId?: string): Promise<ToolResult> {
    const { journal } = this.deps;
    const found = actId === undefined ? journal.lastUndo() : journal.undoOf(actId);
    if (!found) return failure('There is nothing that can be undone.');
    if ('last' in found) return failure(noUndo(found));
    const answer = await this.#oneAtATime(() =>
      withinLimit(this.deps.callBrowser('undo', { step: found.step, refs: this.#refs.state })),
    );
    if ('error' in answer) return answer;
    if (answer.result.ok) {
      journal.dropUndo(found.id);
      journal.update(found.id, { state: 'undone', outcome: outcomeOf(answer.result) });
      return { ...answer.result, undone: found.what };
    }
    journal.undoFailed(found.id);
    journal.update(found.id, { outcome: answer.result.error });
    return answer.result;
  }

  async #run(
    call: CheckedCall,
    act: string,
    { signal, whileAsked }: { signal: AbortSignal; whileAsked: WhileAsked },
    onTarget: (target: Target | null) => void,
  ): Promise<ToolResult> {
    const { name, arguments: args } = call;
    const clip = await this.#clip(call, act);
    if (typeof clip === 'object' && clip !== null) return clip;
    const prepared = await prepareCall(name, args, {
      callBrowser: this.deps.callBrowser,
      refs: this.#refs,
      numberOf: (ref) => this.#numbers.of(ref, call.turnId),
    });
    if ('error' in prepared) return prepared;
    onTarget(prepared.target);
    const activeUrl = this.deps.page()?.url ?? '';
    const judged = judgedCall(call, { ...prepared, clip, activeUrl }, this.deps.tasks);
    const decision = await this.#decide(judged);
    if (decision.verdict === 'deny') return denied(refusalFor(decision.rule, judged));
    if (decision.verdict === 'confirm') {
      // A question about what cannot be done would promise something.
      if (prepared.target?.disabled) return failure(`${prepared.target.control} is disabled.`);
      const { tabId } = this.deps.page() ?? {};
      const asked = prepared.target;
      const refused = await whileAsked(() =>
        this.#questions.ask(decision, judged, prepared.on, call, act, signal),
      );
      if (refused) return refused;
      // What has the focus now is in another page than the user was asked about.
      if (!prepared.on && prepared.target && this.deps.page()?.tabId !== tabId)
        return failure('Another tab is active now, so it was not done. Go back to the tab, and try again.');
      if (asked && (await this.#isOther(asked, prepared)))
        return failure(
          'The page has changed what this does since the question, so it was not done. Look again.',
        );
      this.deps.journal.update(act, { state: 'running', ...NOT_ASKED });
    }
    if (signal.aborted) return failure('Stopped before it was done.');
    recordCall(judged, decision, prepared.documentId, this.deps.tasks);
    const isBound = decision.verdict !== 'allow' || decision.named.length > 0 || EDITS.has(name);
    const undoes = (kind: UndoStep['kind']) => mayBeUndone(judged, decision, kind);
    const result = this.#carryOut(call, prepared, { clip, isBound, undoes }, act);
    return name === 'wait_for' ? unlessStopped(result, signal) : result;
  }

  /** What the user has always allowed is read where it matters: it may have been revoked just now. */
  async #decide(judged: JudgedCall): Promise<Decision> {
    const decision = decide(judged);
    if (decision.verdict !== 'confirm' || rememberedFor(decision.rule, judged) === null) return decision;
    const allowed = await withinLimit(this.deps.callBrowser('allowed_acts', {}));
    return Array.isArray(allowed) ? decide(judged, allowed) : decision;
  }

  async #carryOut(
    call: CheckedCall,
    { target, on, to, controls, closing }: PreparedCall,
    { clip, isBound, undoes }: Judged,
    act: string,
  ): Promise<ToolResult> {
    const { name, arguments: args, turnId } = call;
    if (name === 'copy_text') return this.#copied(clip ?? '');
    const run = {
      name: name === 'paste_text' ? 'type_text' : name,
      arguments: finalArguments(call, closing, clip),
      ...(on && { on }),
      ...(to && { to }),
      ...(controls && { controls }),
      // Between the question and the act, the page may put something else in the place of the control.
      ...(isBound && target && { expect: target.control }),
    };
    const limit = name === 'wait_for' ? WAIT_LIMIT_MS : undefined;
    const ask = () =>
      withinLimit(this.deps.callBrowser('run_tool', { ...run, refs: this.#refs.state } as ToolRun), limit);
    // Waiting gives no refs, and the next turn does not wait for one that was stopped.
    const answer = name === 'wait_for' ? await ask() : await this.#oneAtATime(ask);
    if ('error' in answer) return answer;
    const { undo, ...rest } = answer;
    this.#learn(call, undo && undoes(undo.kind) ? answer : rest, act);
    const { result } = answer;
    if (result.ok && (name === 'show_numbers' || name === 'hide_numbers'))
      this.deps.tasks.marked(turnId, (args.refs ?? []) as string[]);
    return result;
  }

  /** @returns what would be pasted or copied, null if nothing would be, or why there is nothing. A page may select for itself. */
  async #clip(call: CheckedCall, act: string): Promise<string | null | ToolFailure> {
    const { name, arguments: args } = call;
    if (name === 'paste_text')
      return this.deps.clipboard.text() ?? failure('Nothing has been copied yet. Say "copy that" first.');
    if (name !== 'copy_text') return null;
    if (typeof args.text === 'string') return args.text;
    const run: ToolRun = { name: 'read_selection', arguments: {}, refs: this.#refs.state };
    const answer = await withinLimit(this.deps.callBrowser('run_tool', run));
    if ('error' in answer) return answer;
    this.#learn({ ...call, name: 'read_selection' }, answer, act);
    if (!answer.result.ok) return answer.result;
    const { text } = answer.result;
    return typeof text === 'string' && text !== ''
      ? text
      : failure('Nothing is selected. Select something first.');
  }

  /** @returns whether the control does something else than it did when the user was asked */
  async #isOther(asked: Target, { on }: PreparedCall): Promise<boolean> {
    const answer = await withinLimit(this.deps.callBrowser('inspect', on ? { on } : { focus: true }));
    return !answer.ok || JSON.stringify(answer.target) !== JSON.stringify(asked);
  }

  /** Two calls at once would give the same refs to different controls; an undo by a button may come at any time. */
  async #oneAtATime(call: () => Promise<ToolRunAnswer | ToolFailure>): Promise<ToolRunAnswer | ToolFailure> {
    const answer = this.#last.then(call);
    this.#last = answer.then(
      () => undefined,
      () => undefined,
    );
    const done = await answer;
    if ('refs' in done && done.refs) this.#refs.update(done.refs);
    return done;
  }

  /** Keeps what an answer of the worker tells beside the result. */
  #learn({ name, turnId }: CheckedCall, { result, needs, site, undo }: ToolRunAnswer, act: string): void {
    const { journal, tasks } = this.deps;
    if (undo) journal.addUndo(act, undo);
    if (needs) journal.update(act, { needs });
    if (site) journal.update(act, { site: site.host || null });
    if (!result.ok) return;
    if (Array.isArray(result.numbers)) this.#numbers.show(result.numbers as NumberedControl[], turnId);
    recordRead({ name, turnId }, { result, site }, tasks);
  }

  #copied(text: string): ToolResult {
    const where = this.deps.clipboard.copy(text);
    return { ok: true, changed: `${text.length} characters copied to ${where}`, copied: text.length };
  }

  #site(): string | null {
    const page = this.deps.page();
    return page && hostOf(page.url);
  }
}

/** What is pasted is typed, and the tabs that are closed are those that were judged. */
function finalArguments(
  { name, arguments: args }: CheckedCall,
  closing: PreparedCall['closing'],
  clip: string | null,
): CheckedCall['arguments'] {
  if (name === 'paste_text') return { text: clip };
  if (name === 'close_tab' && closing.length > 0) return { tabs: closing.map(({ tab }) => tab) };
  return args;
}

/** What only waits needs no end when the user stops it. */
const unlessStopped = (result: Promise<ToolResult>, signal: AbortSignal): Promise<ToolResult> =>
  new Promise((resolve, reject) => {
    result.then(resolve, reject);
    signal.addEventListener('abort', () => resolve(failure('Stopped before it was done.')), { once: true });
  });

/** What they write must reach the control that was looked at, and not a password field that took its place. */
const EDITS: ReadonlySet<ToolName> = new Set(['type_text', 'paste_text', 'set_value', 'select_option']);

function outcomeOf({ changed, matches, total }: Extract<ToolResult, { ok: true }>): string {
  if (typeof changed === 'string') return changed;
  return Array.isArray(matches) ? `${matches.length === 0 ? 'nothing' : String(total)} found` : '';
}

const noUndo = ({ last, before }: NoUndo): string =>
  before === null
    ? `The last act cannot be undone: ${last}.`
    : `The last act cannot be undone: ${last}. Say "undo that" again to undo the one before: ${before}.`;

/** The worker opens the address that was judged. */
function withWebAddress(args: CheckedCall['arguments']): CheckedCall['arguments'] {
  const url = webAddress(String(args.url));
  return url ? { ...args, url: url.href } : args;
}
