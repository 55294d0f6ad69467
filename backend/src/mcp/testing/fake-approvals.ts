import type { UserApproval, UserApprovals, UserQuestion } from '../../tools/tools.port.js';

/** A user who gives the same answer to each question until it is changed. */
export class FakeApprovals implements UserApprovals {
  readonly asked: UserQuestion[] = [];
  answer: UserApproval = 'yes';
  /** Called before the answer. */
  meanwhile: () => void = () => undefined;

  async ask(question: UserQuestion): Promise<UserApproval> {
    this.asked.push(question);
    this.meanwhile();
    return this.answer;
  }
}
