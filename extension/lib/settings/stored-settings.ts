import { storage } from 'wxt/utils/storage';
import type { AllowedAct } from './allowed-acts';
import { DEFAULT_BACKEND_URL } from './backend-url';
import { DEFAULT_CONVERSATION, type ConversationSettings } from './conversation-settings';

/** Stored on this computer. The host gets it with each request that may connect. */
export const backendUrlSetting = storage.defineItem<string>('local:backendUrl', {
  fallback: DEFAULT_BACKEND_URL,
});

export const conversationSetting = storage.defineItem<ConversationSettings>('local:conversation', {
  fallback: DEFAULT_CONVERSATION,
});

/** As `parseNeverSites` returns them. */
export const neverSitesSetting = storage.defineItem<string[]>('local:neverSites', { fallback: [] });

/** As `parseAllowedActs` returns them. */
export const allowedActsSetting = storage.defineItem<AllowedAct[]>('local:allowedActs', { fallback: [] });
