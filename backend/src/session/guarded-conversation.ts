import { Conversation, type ConversationDependencies } from '../main-control/conversation.js';
import type { ConversationEvent } from '../main-control/conversation-state.js';

/** A conversation whose faults stay its own: an exception in a timer's callback would end the process, and all others. */
export class GuardedConversation extends Conversation {
  /** @param onFault called with what an event ended in; what it was to do may be half done */
  constructor(
    use: ConversationDependencies,
    private readonly onFault: (error: Error) => void,
  ) {
    super(use);
  }

  override dispatch(event: ConversationEvent): void {
    try {
      super.dispatch(event);
    } catch (error) {
      this.onFault(error as Error);
    }
  }
}
