import { describe, expect, it, vi } from 'vitest';
import type { BrowserApi } from './browser-api';
import { syncListenerHook } from './listener-hook';

interface Registered {
  id: string;
  matches: string[];
  excludeMatches?: string[];
}

/** The part of the browser that registers scripts, with the origins that the user has allowed. */
function fakeApi(origins: string[]) {
  const registered: Registered[] = [];
  const api = {
    permissions: { getAll: async () => ({ origins }) },
    scripting: {
      getRegisteredContentScripts: async () => [...registered],
      unregisterContentScripts: async () => void registered.splice(0),
      registerContentScripts: async (scripts: Registered[]) => {
        if (registered.length > 0) throw new Error("Duplicate script ID 'listener-hook'");
        registered.push(...scripts);
      },
    },
  } as unknown as BrowserApi;
  return { api, registered, origins };
}

const none = () => Promise.resolve([]);

describe(syncListenerHook.name, () => {
  it('registers the script for what the user has allowed, but for excluded sites', async () => {
    const { api, registered } = fakeApi(['<all_urls>']);
    await syncListenerHook(api, () => Promise.resolve(['bank.example']));
    expect(registered).toMatchObject([
      { world: 'MAIN', matches: ['<all_urls>'], excludeMatches: ['*://*.bank.example/*'] },
    ]);
  });

  it('registers nothing without permission, and takes it back with the permission', async () => {
    const { api, registered, origins } = fakeApi(['<all_urls>']);
    await syncListenerHook(api, none);
    origins.pop();
    await syncListenerHook(api, none);
    expect(registered).toEqual([]);
  });

  it('makes one change at a time', async () => {
    const { api, registered } = fakeApi(['<all_urls>']);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await Promise.all([syncListenerHook(api, none), syncListenerHook(api, none)]);
    expect(registered).toHaveLength(1);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
