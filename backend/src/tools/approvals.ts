import { randomUUID } from 'node:crypto';
import type { ApprovalAnswer, ApprovalRequest, DataMessage, ServerCommand } from '#protocol';
import type { Approval, ApprovalQuestion, UserApprovals } from './tools.port.js';

/** A question as the conversation asks it. */
export interface SpokenQuestion {
  id: string;
  /** The turn of the call. */
  begunAs: number;
  question: string;
  mayRemember: boolean;
  expiresMs: number;
}

/** How a question stands, as the conversation decides it. */
export interface QuestionState {
  id: string;
  state: 'asked' | 'yes' | 'no' | 'always' | 'expired' | 'withdrawn';
  /** How the user has answered. */
  by?: ApprovalAnswer['by'];
}

/** The conversation: it asks one question at a time, and knows what the user says. */
export interface AsksUser {
  ask(question: SpokenQuestion): void;
  /** The user has pressed a button. */
  answer(id: string, answer: ApprovalAnswer['answer']): void;
  /** The call has its result; with `isStopped`, its turn was stopped. */
  over(id: string, isStopped: boolean): void;
}

export interface ApprovalsDeps extends AsksUser {
  send(message: DataMessage | ServerCommand): void;
  /** The message is settled and is not sent again after a resume. */
  forget(message: ServerCommand): void;
  /** Whether the client shows questions of the backend. */
  showsQuestions(): boolean;
  /** @returns the turn of a call that waits for its result */
  turnOf(callId: string): number | undefined;
  /** The user is being asked from now on, or is not any more. */
  onAsking(isAsking: boolean): void;
}

/** Far more than a user is asked at once. */
const MAX_OPEN = 20;

/** How long a question of the backend waits. Silence is a no. */
const EXPIRES_MS = 60_000;

interface Open {
  callId: string;
  /** The client has answered it. */
  isAnswered?: boolean;
  /** Of the backend: how the client is asked to show it, and what gets the answer. */
  own?: { message: ServerCommand; settle(approval: Approval): void };
}

/** The questions about tool calls: those of the client's tools, and the backend's own. */
export class Approvals implements UserApprovals {
  readonly #open = new Map<string, Open>();

  constructor(private readonly deps: ApprovalsDeps) {}

  get isAsking(): boolean {
    return this.#open.size > 0;
  }

  /** The client asks. @returns whether the call waits for its result; a question is asked once */
  request({ approval_id: id, call_id: callId, question, remember, expires_ms }: ApprovalRequest): boolean {
    const turnId = this.deps.turnOf(callId);
    if (turnId === undefined || this.#open.size >= MAX_OPEN) return false;
    if (!this.#open.has(id)) this.#ask(id, { callId }, turnId, { question, remember }, expires_ms);
    return true;
  }

  ask({ turnId, callId, question, remember }: ApprovalQuestion, signal: AbortSignal): Promise<Approval> {
    if (signal.aborted) return Promise.resolve('withdrawn');
    if (this.#open.size >= MAX_OPEN) return Promise.resolve('expired');
    const id = randomUUID();
    const data = { approval_id: id, call_id: callId, question, remember, expires_ms: EXPIRES_MS };
    return new Promise((resolve) => {
      const withdraw = () => this.deps.over(id, true);
      signal.addEventListener('abort', withdraw, { once: true });
      const settle = (approval: Approval) => {
        signal.removeEventListener('abort', withdraw);
        resolve(approval);
      };
      const own = { message: { type: 'cmd', name: 'approval_request', data } as const, settle };
      this.#ask(id, { callId, own }, turnId, { question, remember }, EXPIRES_MS);
    });
  }

  /** The user has pressed a button. An answer that comes too late is ignored. */
  answer(approvalId: string, answer: ApprovalAnswer['answer']): void {
    const open = this.#open.get(approvalId);
    if (!open) return;
    open.isAnswered = true;
    this.deps.answer(approvalId, answer);
  }

  /** The call has its result, or is not waited for any more. @param isStopped its turn was stopped */
  endOf(callId: string, isStopped: boolean): void {
    for (const [id, open] of this.#open) if (open.callId === callId) this.deps.over(id, isStopped);
  }

  /** The conversation has asked it, or it is over. */
  changed({ id, state, by }: QuestionState): void {
    const open = this.#open.get(id);
    if (!open) return;
    const { own } = open;
    const isShown = !own || this.deps.showsQuestions();
    if (state === 'asked') {
      if (own && isShown) this.deps.send(own.message);
      if (isShown) this.#tell(id, 'asked');
      return;
    }
    this.#open.delete(id);
    if (own) this.deps.forget(own.message);
    else if (!open.isAnswered) this.#answerClient(id, state, by);
    if (isShown) this.#tell(id, state === 'always' ? 'yes' : state === 'withdrawn' ? 'expired' : state);
    if (!this.isAsking) this.deps.onAsking(false);
    own?.settle(state);
  }

  #ask(
    id: string,
    open: Open,
    begunAs: number,
    { question, remember: mayRemember }: Pick<ApprovalQuestion, 'question' | 'remember'>,
    expiresMs: number,
  ): void {
    this.#open.set(id, open);
    this.deps.onAsking(true);
    this.deps.ask({ id, begunAs, question, mayRemember, expiresMs });
  }

  /** The client does not know what the user has said. */
  #answerClient(approval_id: string, state: QuestionState['state'], by: QuestionState['by']): void {
    if ((state === 'yes' || state === 'no' || state === 'always') && by !== undefined)
      this.deps.send({ type: 'cmd', name: 'approval_answer', data: { approval_id, answer: state, by } });
  }

  #tell(approval_id: string, state: 'asked' | 'yes' | 'no' | 'expired'): void {
    this.deps.send({ type: 'data', name: 'approval', data: { approval_id, state } });
  }
}
