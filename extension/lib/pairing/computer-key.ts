import { clientKey, type ClientKey } from '#client';

/** Made by the build beside the extension's pages, which alone can read it. Store packages have none. */
const PATH = '/backend-key.json';

/**
 * @returns the key that the build gave to this extension and to this computer's backend, or null if there is none. It is read
 * anew each time: another build replaces it.
 */
export async function computerKey(
  fetch: (path: string) => Promise<Pick<Response, 'json'>>,
): Promise<ClientKey | null> {
  try {
    const response = await fetch(PATH);
    const { key_id: id, key } = (await response.json()) as { key_id: unknown; key: unknown };
    if (typeof id !== 'string' || typeof key !== 'string') return null;
    return clientKey(id, key);
  } catch {
    return null;
  }
}
