import type { CopilotEvent } from '../../session/state/copilot-state';
import type { SessionState } from '../../session/state/session-state';

/** The session, as the browser's part of it sees and changes it. */
export interface CopilotSession {
  state(): SessionState;
  apply(event: CopilotEvent): void;
}
