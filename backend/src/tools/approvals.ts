import type { ApprovalRequest, ApprovalState, DataMessage, ServerCommand } from '#protocol';

export interface ApprovalsDeps {
  send(message: DataMessage | ServerCommand): void;
  /** Speaks the question as a part of that turn's answer. */
  ask(turnId: number, question: string): void;
  /** The question needs no answer any more: its rest is not spoken. */
  answered(turnId: number): void;
  /** Whether what the user is saying is only a no so far. */
  saysNo(): boolean;
  /** @returns the turn of a call that waits for its result */
  turnOf(callId: string): number | undefined;
  /** The user is being asked from now on, or is not any more. */
  onAsking(isAsking: boolean): void;
}

/** Far more than a user is asked at once. */
const MAX_OPEN = 20;

/** The questions that the client asks its user about tool calls. */
export class Approvals {
  readonly #open = new Map<string, { callId: string; turnId: number; timer: NodeJS.Timeout }>();

  constructor(private readonly deps: ApprovalsDeps) {}

  get isAsking(): boolean {
    return this.#open.size > 0;
  }

  /** @returns whether the call waits for its result; a question is asked once */
  request({ approval_id, call_id, question, expires_ms }: ApprovalRequest): boolean {
    const turnId = this.deps.turnOf(call_id);
    if (turnId === undefined || this.#open.size >= MAX_OPEN) return false;
    if (this.#open.has(approval_id)) return true;
    const timer = setTimeout(() => this.#close(approval_id, 'expired'), expires_ms);
    this.#open.set(approval_id, { callId: call_id, turnId, timer });
    this.deps.onAsking(true);
    this.#tell(approval_id, 'asked');
    this.deps.ask(turnId, question);
    return true;
  }

  /** An answer that comes too late is ignored. */
  answer(approvalId: string, answer: 'yes' | 'no' | 'always'): void {
    this.#close(approvalId, answer === 'no' ? 'no' : 'yes');
  }

  /** The user has typed a no: it answers all open questions. The turn that ends their calls follows. */
  refuseAll(): void {
    for (const id of this.#open.keys()) this.#refuse(id, 'typed');
  }

  /**
   * The call has its result, or is not waited for any more.
   * @param isStopped its turn was stopped, perhaps by the words of the user
   */
  endOf(callId: string, isStopped: boolean): void {
    for (const [id, open] of this.#open) {
      if (open.callId !== callId) continue;
      if (isStopped && this.deps.saysNo()) this.#refuse(id, 'voice');
      else this.#close(id, 'expired', !isStopped);
    }
  }

  /** The client cannot know what the words mean. */
  #refuse(approval_id: string, by: 'voice' | 'typed'): void {
    this.deps.send({ type: 'cmd', name: 'approval_answer', data: { approval_id, answer: 'no', by } });
    this.#close(approval_id, 'no', false);
  }

  /** @param goesOn whether the turn of the question does */
  #close(approvalId: string, state: ApprovalState, goesOn = state !== 'expired'): void {
    const open = this.#open.get(approvalId);
    if (!open) return;
    clearTimeout(open.timer);
    this.#open.delete(approvalId);
    this.#tell(approvalId, state);
    if (!this.isAsking) this.deps.onAsking(false);
    // Cutting this question would cut those after it, which were not heard yet.
    const othersWait = [...this.#open.values()].some(({ turnId }) => turnId === open.turnId);
    if (goesOn && !othersWait) this.deps.answered(open.turnId);
  }

  #tell(approval_id: string, state: ApprovalState): void {
    this.deps.send({ type: 'data', name: 'approval', data: { approval_id, state } });
  }
}
