import type { ControlRef } from '../../browser/browser-calls';
import type { ToolFailure } from '../../tool-contract/tool-results';
import { SAID_NO } from '../acts';
import type { AllowedAct } from '../../settings/allowed-acts';
import { isLiftable, type Asking } from '../policy/decide';
import { questionFor } from '../policy/question';
import type { JudgedCall } from '../policy/judged-call';
import { siteOf } from '../policy/rules';
import type { Approval, Approvals } from './approvals';
import type { Journal } from './journal';
import { actQuestion } from './program';

export interface QuestionsDeps {
  approvals: Approvals;
  journal: Journal;
  /** The user wants that rule not to ask there any more. */
  remember(allowed: AllowedAct): void;
}

/** Waits for the user's answer, while other calls may run. */
export type WhileAsked = <Answer>(ask: () => Promise<Answer>) => Promise<Answer>;

export const denied = (error: string): ToolFailure => ({ ok: false, error, denied: true });

const REFUSALS: Record<Approval, ToolFailure | null> = {
  yes: null,
  always: null,
  no: denied(SAID_NO),
  expired: denied('I got no answer, so I did not do it.'),
  withdrawn: denied('The question was withdrawn before it was answered.'),
};

/** Turns whose tasks may wait for an answer at once, and the current one. */
const MAX_TURNS = 5;

/** Asks the user about acts, and not twice for the same in one turn. */
export class Questions {
  /** By turn: why what was asked was refused; null: it was not. */
  readonly #turns = new Map<number, Map<string, ToolFailure | null>>();

  constructor(private readonly deps: QuestionsDeps) {}

  forget(): void {
    this.#turns.clear();
  }

  /** @param on the control, if it was named by a ref; @returns why not, or null if the user agrees */
  async ask(
    { rule, alwaysOn }: Asking,
    judged: JudgedCall,
    on: ControlRef | undefined,
    { callId, turnId }: { callId: string; turnId: number },
    act: string,
    signal: AbortSignal,
  ): Promise<ToolFailure | null> {
    const { approvals, journal, remember } = this.deps;
    const answers = this.#answersIn(turnId);
    const site = siteOf(judged);
    const question = actQuestion(turnId, questionFor(rule, judged, site));
    // Ten buttons may be called Delete, and a second order is not the first one.
    const { target, arguments: args } = judged;
    // A question shows only the first fields of a form.
    const key = JSON.stringify([question, on?.documentId, on?.number, target?.fields, args]);
    const before = answers.get(key);
    if (before || (before === null && isLiftable(rule))) return before;
    const onAsked = (limitMs: number) => journal.ask(act, { question, site, alwaysOn, limitMs });
    const mayRemember = alwaysOn !== null;
    const answer = await approvals.ask({ actId: act, callId, question, mayRemember, onAsked }, signal);
    if (answer === 'always' && alwaysOn !== null) remember({ site: alwaysOn, rule });
    const refused = REFUSALS[answer];
    if (answer !== 'withdrawn') answers.set(key, refused);
    return refused;
  }

  #answersIn(turnId: number): Map<string, ToolFailure | null> {
    const answers = this.#turns.get(turnId) ?? new Map<string, ToolFailure | null>();
    this.#turns.set(turnId, answers);
    if (this.#turns.size > MAX_TURNS) this.#turns.delete(this.#turns.keys().next().value!);
    return answers;
  }
}
