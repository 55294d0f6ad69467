import { answerIn } from '#answers';
import type { ClientCommands } from '#protocol';

/** `always`: yes, and never ask again there. */
export type Approval = 'yes' | 'always' | 'no' | 'expired' | 'withdrawn';

/** How long a question waits for an answer. Silence is a no. */
const APPROVAL_LIMIT_MS = 60_000;

/** The backend speaks no longer one, and refuses it. The card shows it whole. */
const MAX_SPOKEN_CHARS = 1_000;

export interface ApprovalsDeps {
  /** Sends the question to the backend, which speaks it. @returns false while the connection is lost */
  request(data: ClientCommands['approval_request']): boolean;
  answer(data: ClientCommands['approval_answer']): void;
}

/** What the user is asked about an act. */
export interface ApprovalQuestion {
  actId: string;
  callId: string;
  question: string;
  /** Whether "always" may be answered. */
  mayRemember: boolean;
  /** It is asked from now on. */
  onAsked(expiresMs: number): void;
}

interface Pending {
  request: ClientCommands['approval_request'];
  isSent: boolean;
  /** How often the user had spoken when it was asked. */
  askedAfter: number;
  settle(approval: Approval): void;
}

/** The questions about acts that wait for the user, one at a time. */
export class Approvals {
  readonly #pending = new Map<string, Pending>();
  #last: Promise<unknown> = Promise.resolve();
  /** The user's last words, as they were shown, and how often there were some. */
  #said = { text: '', isUncertain: false, count: 0 };

  constructor(private readonly deps: ApprovalsDeps) {}

  /** @param signal withdraws the question */
  ask(question: ApprovalQuestion, signal: AbortSignal): Promise<Approval> {
    const answer = Promise.race([this.#last, aborted(signal)]).then(() => this.#ask(question, signal));
    this.#last = Promise.allSettled([this.#last, answer]);
    return answer;
  }

  async #ask(
    { actId, callId, question, mayRemember, onAsked }: ApprovalQuestion,
    signal: AbortSignal,
  ): Promise<Approval> {
    if (signal.aborted) return 'withdrawn';
    const request = {
      approval_id: crypto.randomUUID(),
      call_id: callId,
      question: question.slice(0, MAX_SPOKEN_CHARS).toWellFormed(),
      remember: mayRemember,
      expires_ms: APPROVAL_LIMIT_MS,
    };
    let settle: (approval: Approval) => void = () => undefined;
    const answered = new Promise<Approval>((resolve) => (settle = resolve));
    const timer = setTimeout(() => this.#settle(actId, 'expired'), APPROVAL_LIMIT_MS);
    const withdraw = () => this.#settle(actId, 'withdrawn');
    signal.addEventListener('abort', withdraw);
    onAsked(APPROVAL_LIMIT_MS);
    const pending = { request, isSent: false, askedAfter: this.#said.count, settle };
    this.#pending.set(actId, pending);
    pending.isSent = this.deps.request(request);
    const approval = await answered;
    clearTimeout(timer);
    signal.removeEventListener('abort', withdraw);
    return approval;
  }

  /** The session is back after a lost connection: sends the questions that could not be sent meanwhile. */
  resumed(): void {
    for (const pending of this.#pending.values())
      if (!pending.isSent) pending.isSent = this.deps.request(pending.request);
  }

  /** The user has pressed a button. */
  answer(actId: string, answer: 'yes' | 'no' | 'always'): void {
    const pending = this.#pending.get(actId);
    if (!pending) return;
    const counted = answer === 'always' && !pending.request.remember ? 'yes' : answer;
    this.deps.answer({ approval_id: pending.request.approval_id, answer: counted, by: 'button' });
    this.#settle(actId, counted);
  }

  /** The user's words are shown. */
  userSaid(text: string, isUncertain: boolean): void {
    this.#said = { text, isUncertain, count: this.#said.count + 1 };
  }

  /**
   * The backend says what the user has answered in words. A no always counts; a yes counts if the question was sent, and the
   * words that were shown since are one by the same rules.
   */
  answered({ approval_id: id, answer, by }: ClientCommands['approval_answer']): void {
    for (const [actId, { request, isSent, askedAfter }] of this.#pending) {
      if (request.approval_id !== id) continue;
      if (answer === 'no') return this.#settle(actId, 'no');
      const { text, isUncertain, count } = this.#said;
      const own = answerIn(text, {
        wasAskedBefore: isSent && count > askedAfter,
        isUncertain,
        isTyped: by === 'typed',
        mayRemember: request.remember,
        question: request.question,
      });
      if (own === 'always' || own === 'yes') this.#settle(actId, answer === 'always' ? own : 'yes');
    }
  }

  #settle(actId: string, approval: Approval): void {
    const pending = this.#pending.get(actId);
    this.#pending.delete(actId);
    pending?.settle(approval);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
