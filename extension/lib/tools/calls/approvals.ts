import { answerIn } from '#answers';
import type { ClientCommands, ServerData } from '#protocol';

/** `always`: yes, and never ask again there. */
export type Approval = 'yes' | 'always' | 'no' | 'expired' | 'withdrawn';

/** How long a question waits for an answer, from when it was put to the user. Silence is a no. */
const APPROVAL_LIMIT_MS = 60_000;

/** Longest wait for the end of another question: as long as the protocol lets that one last. */
const QUEUE_LIMIT_MS = 600_000;

/** After the end of another question, the backend says at once which is next. By judgement. */
const NEXT_WITHIN_MS = 1_000;

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
  /** It is put to the user from now on; its time may begin again. */
  onAsked(expiresMs: number): void;
}

interface Pending {
  request: ClientCommands['approval_request'];
  isSent: boolean;
  /** The backend has said that it is asked. */
  isConfirmed: boolean;
  /** How often the user had spoken when it was put to them; null if it was not yet. */
  askedAfter: number | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  onAsked(expiresMs: number): void;
  settle(approval: Approval): void;
}

/**
 * The questions about acts that wait for the user, one at a time. While the backend asks one of its own, these are not
 * shown, and their time stands still.
 */
export class Approvals {
  readonly #pending = new Map<string, Pending>();
  /** The question of the backend's own that it asks now. */
  #other: string | null = null;
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
    const answered = Promise.withResolvers<Approval>();
    const withdraw = () => this.#settle(actId, 'withdrawn');
    signal.addEventListener('abort', withdraw);
    const pending: Pending = {
      request,
      isSent: false,
      isConfirmed: false,
      askedAfter: null,
      timer: undefined,
      onAsked,
      settle: answered.resolve,
    };
    this.#pending.set(actId, pending);
    if (this.#other === null) this.#put(actId, pending);
    else this.#keepWaiting(actId, pending);
    pending.isSent = this.deps.request(request);
    const approval = await answered.promise;
    signal.removeEventListener('abort', withdraw);
    return approval;
  }

  /** Another session knows nothing of what the last one asked. */
  sessionBegan(): void {
    this.#other = null;
  }

  /** The backend says how a question stands. Of a backend that never says so, a question is put at once. */
  changed({ approval_id: id, state }: ServerData['approval']): void {
    const own = [...this.#pending].find(([, { request }]) => request.approval_id === id);
    if (own && state === 'asked') this.#confirm(...own);
    else if (own && state === 'expired') this.#settle(own[0], 'expired');
    else if (own) return;
    else if (state === 'asked') this.#askOther(id);
    else if (id === this.#other) this.#otherIsOver();
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
        wasAskedBefore: isSent && askedAfter !== null && count > askedAfter,
        isUncertain,
        isTyped: by === 'typed',
        mayRemember: request.remember,
        question: request.question,
      });
      if (own === 'always' || own === 'yes') this.#settle(actId, answer === 'always' ? own : 'yes');
    }
  }

  #confirm(actId: string, pending: Pending): void {
    pending.isConfirmed = true;
    this.#put(actId, pending);
  }

  #put(actId: string, pending: Pending): void {
    pending.askedAfter = this.#said.count;
    setTimer(pending, APPROVAL_LIMIT_MS, () => this.#settle(actId, 'expired'));
    pending.onAsked(APPROVAL_LIMIT_MS);
  }

  #keepWaiting(actId: string, pending: Pending): void {
    setTimer(pending, QUEUE_LIMIT_MS, () => this.#settle(actId, 'expired'));
  }

  /** The backend asks another question first. */
  #askOther(id: string): void {
    this.#other = id;
    for (const [actId, pending] of this.#pending) if (!pending.isConfirmed) this.#keepWaiting(actId, pending);
  }

  #otherIsOver(): void {
    this.#other = null;
    for (const [actId, pending] of this.#pending)
      if (!pending.isConfirmed) setTimer(pending, NEXT_WITHIN_MS, () => this.#put(actId, pending));
  }

  #settle(actId: string, approval: Approval): void {
    const pending = this.#pending.get(actId);
    if (!pending) return;
    clearTimeout(pending.timer);
    this.#pending.delete(actId);
    pending.settle(approval);
  }
}

/** Replaces what was to happen then. */
function setTimer(pending: Pending, ms: number, then: () => void): void {
  clearTimeout(pending.timer);
  pending.timer = setTimeout(then, ms);
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
