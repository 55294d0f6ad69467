import { APPROVALS, CALL_CONTROL, DICTATION, EARCONS, READING, type SessionStartData } from '#protocol';
import type { ConversationSettings } from '../settings/conversation-settings';

/** What this client carries out beyond speaking and listening. */
const CAPABILITIES = [CALL_CONTROL, APPROVALS, READING, EARCONS, DICTATION];

/** How this client introduces itself. */
export const sessionStart = (
  client: string,
  { mode }: ConversationSettings,
  greeting: boolean,
): SessionStartData => ({ client, capabilities: CAPABILITIES, greeting, mode });
