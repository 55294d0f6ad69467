import type { Approval, ApprovalQuestion, UserApprovals } from '../../tools/tools.port.js';

/** A user who gives the same answer to each question until it is changed. */
export class FakeApprovals implements UserApprovals {
  readonly asked: ApprovalQuestion[] = [];
  answer: Approval = 'yes';
  /** Called before the answer. */
  meanwhile: () => void = () => undefined;

  async ask(question: ApprovalQuestion): Promise<Approval> {
    this.asked.push(question);
    this.meanwhile();
    return this.answer;
  }
}
