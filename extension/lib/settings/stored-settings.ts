import { storage } from 'wxt/utils/storage';
import { DEFAULT_BACKEND_URL } from './backend-url';
import { DEFAULT_CONVERSATION, type ConversationSettings } from './conversation-settings';

/** Where the backend listens. Kept on this machine; the session page learns it from the start message. */
export const backendUrlSetting = storage.defineItem<string>('local:backendUrl', {
  fallback: DEFAULT_BACKEND_URL,
});

export const conversationSetting = storage.defineItem<ConversationSettings>('local:conversation', {
  fallback: DEFAULT_CONVERSATION,
});
