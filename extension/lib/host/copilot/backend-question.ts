import type { ClientCommands, ServerCommands, ServerData } from '#protocol';
import type { CopilotSession } from './copilot-session';

/** A question of the backend about a tool of its own: the panel shows it, and its buttons answer it. */
export class BackendQuestion {
  /** @param send returns whether the answer was sent. @param nowMs epoch milliseconds */
  constructor(
    private readonly session: CopilotSession,
    private readonly send: (answer: ClientCommands['approval_answer']) => boolean,
    private readonly nowMs: () => number,
  ) {}

  ask({
    approval_id: id,
    question,
    remember: mayRemember,
    expires_ms: limitMs,
  }: ServerCommands['approval_request']): void {
    const untilMs = this.nowMs() + limitMs;
    this.session.apply({ type: 'question', question: { id, question, mayRemember, untilMs } });
  }

  /** The backend says how a question stands. */
  changed({ approval_id: id, state }: ServerData['approval']): void {
    if (state !== 'asked' && this.isOpen(id)) this.#close();
  }

  /** The user has pressed a button. @returns whether the question is the open one */
  answer(id: string, answer: 'yes' | 'no' | 'always'): boolean {
    if (!this.isOpen(id)) return false;
    if (this.send({ approval_id: id, answer, by: 'button' })) this.#close();
    return true;
  }

  isOpen(id: string): boolean {
    return id === this.session.state().question?.id;
  }

  #close(): void {
    this.session.apply({ type: 'question', question: null });
  }
}
