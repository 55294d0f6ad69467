import type { BrowserApi } from './browser-api';

const ID = 'listener-hook';
const SCRIPT = 'listener-hook.js';

type HookApi = Pick<BrowserApi, 'permissions' | 'scripting'>;

/** One change at a time: two at once would register the script twice. */
let last: Promise<void> = Promise.resolve();

/**
 * Registers the script that sees which elements listen to clicks, for the pages that the user has allowed for good
 * and has not excluded. Pages that are open already get it when they are loaded again. Never rejects.
 */
export function syncListenerHook(api: HookApi, neverSites: () => Promise<string[]>): Promise<void> {
  last = last.then(() => register(api, neverSites)).catch((error: unknown) => console.warn(error));
  return last;
}

async function register({ permissions, scripting }: HookApi, neverSites: () => Promise<string[]>) {
  const { origins = [] } = await permissions.getAll();
  const [registered] = await scripting.getRegisteredContentScripts({ ids: [ID] });
  if (registered) await scripting.unregisterContentScripts({ ids: [ID] });
  if (origins.length === 0) return;
  const excluded = (await neverSites()).map((site) => `*://*.${site}/*`);
  await scripting.registerContentScripts([
    {
      id: ID,
      js: [SCRIPT],
      matches: origins,
      ...(excluded.length > 0 && { excludeMatches: excluded }),
      // The page's own world is the only one where its listeners can be seen, before any of its scripts.
      world: 'MAIN',
      runAt: 'document_start',
      allFrames: true,
      matchOriginAsFallback: true,
    },
  ]);
}
