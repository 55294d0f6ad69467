import { storage } from 'wxt/utils/storage';
import { DEFAULT_BACKEND_URL } from './backend-url';

/** Where the backend listens. Kept on this machine; the session page learns it from the start message. */
export const backendUrlSetting = storage.defineItem<string>('local:backendUrl', {
  fallback: DEFAULT_BACKEND_URL,
});
