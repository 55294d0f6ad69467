/** Pairs the extension with the backend of this computer when it is built: it gets the key that the backend has, too. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { computerKeyId, ensureComputerKey } from '../backend/src/auth/credentials/computer-key.ts';
import { dataFolderOf } from '../backend/src/config/file/data-folder.ts';

/** In the extension's folder. No page can read it, and no package for others contains it. */
export const BACKEND_KEY_FILE = 'backend-key.json';

/**
 * @param extension the folder of the built extension
 * @param root of the project, where the config file is
 * @returns what went wrong and what to do, for the person who builds; the extension works without a key, but must be paired
 */
export function writeBackendKey(extension: string, root: string, env = process.env): string | undefined {
  try {
    const key = ensureComputerKey(dataFolderOf(env, root));
    const file = join(extension, BACKEND_KEY_FILE);
    // The mode is that of a new file only.
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify({ key_id: computerKeyId(key), key }), { mode: 0o600 });
    return undefined;
  } catch (error) {
    // The system's errors have no full stop.
    const reason = (error as Error).message.replace(/\.?$/, '.');
    return (
      `The extension is not paired with the backend of this computer: ${reason} ` +
      'Solve that and build again, or pair it by hand: npm run pair'
    );
  }
}
