import type { ConversationSettings } from '../../settings/conversation-settings';
import { backendUrlSetting, conversationSetting } from '../../settings/stored-settings';

/** What the page that hosts the session needs to start a call; it has no access to storage. */
export async function hostSettings(): Promise<{ backendUrl: string; settings: ConversationSettings }> {
  const [backendUrl, settings] = await Promise.all([
    backendUrlSetting.getValue(),
    conversationSetting.getValue(),
  ]);
  return { backendUrl, settings };
}
