import type { ControlRef } from '../../browser/browser-calls';
import type { ToolFailure } from '../../tool-contract/tool-results';
import { SAID_NO } from '../acts';
import { hostOf } from '../policy/addresses';
import { isLiftable } from '../policy/decide';
import { questionFor } from '../policy/question';
import type { JudgedCall } from '../policy/judged-call';
import type { RuleName } from '../policy/rules';
import type { Approval, Approvals } from './approvals';
import type { Journal } from './journal';

export interface QuestionsDeps {
  approvals: Approvals;
  journal: Journal;
}

export const denied = (error: string): ToolFailure => ({ ok: false, error, denied: true });

const REFUSALS: Record<Approval, ToolFailure | null> = {
  yes: null,
  no: denied(SAID_NO),
  expired: denied('The question got no answer, so it was not done.'),
  withdrawn: denied('The question was withdrawn before it was answered.'),
};

/** Asks the user about acts, and not twice for the same in one turn. */
export class Questions {
  /** Why what was asked in the current turn was refused; null: it was not. */
  readonly #answered = new Map<string, ToolFailure | null>();
  #turnId = -1;

  constructor(private readonly deps: QuestionsDeps) {}

  forget(): void {
    this.#answered.clear();
    this.#turnId = -1;
  }

  /** @param on the control, if it was named by a ref; @returns why not, or null if the user agrees */
  async ask(
    rule: RuleName,
    judged: JudgedCall,
    on: ControlRef | undefined,
    { callId, turnId }: { callId: string; turnId: number },
    act: string,
    signal: AbortSignal,
  ): Promise<ToolFailure | null> {
    const { approvals, journal } = this.deps;
    if (turnId !== this.#turnId) this.forget();
    this.#turnId = turnId;
    const site = siteOf(judged);
    const question = questionFor(rule, judged, site);
    // Ten buttons may be called Delete, and a second order is not the first one.
    const key = JSON.stringify([question, on?.documentId, on?.number]);
    const before = this.#answered.get(key);
    if (before || (before === null && isLiftable(rule))) return before;
    journal.update(act, { state: 'asking', question, site });
    const answer = await approvals.ask(act, callId, question, signal);
    const refused = REFUSALS[answer];
    if (answer !== 'withdrawn') this.#answered.set(key, refused);
    return refused;
  }
}

/** Where the control is that a call uses: a frame may be of another site than its page. */
const siteOf = ({ target, pageUrl }: JudgedCall): string | null =>
  (target && hostOf(target.origin)) ?? hostOf(pageUrl);
