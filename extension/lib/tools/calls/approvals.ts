import type { ClientCommands } from '#protocol';

export type Approval = 'yes' | 'no' | 'expired' | 'withdrawn';

/** How long a question waits for an answer. Silence is a no. */
const APPROVAL_LIMIT_MS = 60_000;

export interface ApprovalsDeps {
  /** Sends the question to the backend, which speaks it. @returns false while the connection is lost */
  request(data: ClientCommands['approval_request']): boolean;
  answer(data: ClientCommands['approval_answer']): void;
}

interface Pending {
  request: ClientCommands['approval_request'];
  isSent: boolean;
  settle(approval: Approval): void;
}

/** The questions about acts that wait for the user. */
export class Approvals {
  readonly #pending = new Map<string, Pending>();

  constructor(private readonly deps: ApprovalsDeps) {}

  /** @param signal withdraws the question */
  async ask(actId: string, callId: string, question: string, signal: AbortSignal): Promise<Approval> {
    if (signal.aborted) return 'withdrawn';
    const request = {
      approval_id: crypto.randomUUID(),
      call_id: callId,
      question,
      remember: false,
      expires_ms: APPROVAL_LIMIT_MS,
    };
    let settle: (approval: Approval) => void = () => undefined;
    const answered = new Promise<Approval>((resolve) => (settle = resolve));
    const timer = setTimeout(() => this.#settle(actId, 'expired'), APPROVAL_LIMIT_MS);
    const withdraw = () => this.#settle(actId, 'withdrawn');
    signal.addEventListener('abort', withdraw);
    this.#pending.set(actId, { request, isSent: this.deps.request(request), settle });
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
  answer(actId: string, yes: boolean): void {
    const pending = this.#pending.get(actId);
    if (!pending) return;
    const answer = yes ? 'yes' : 'no';
    this.deps.answer({ approval_id: pending.request.approval_id, answer, by: 'button' });
    this.#settle(actId, answer);
  }

  /** The backend says that the user said no. Its yes would count for nothing: only the user's own button does. */
  refuse(approvalId: string): void {
    for (const [actId, pending] of this.#pending)
      if (pending.request.approval_id === approvalId) this.#settle(actId, 'no');
  }

  #settle(actId: string, approval: Approval): void {
    const pending = this.#pending.get(actId);
    this.#pending.delete(actId);
    pending?.settle(approval);
  }
}
