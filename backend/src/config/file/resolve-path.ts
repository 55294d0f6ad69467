import { homedir } from 'node:os';
import { resolve } from 'node:path';

/**
 * @param folder that a relative path starts from
 * @returns an absolute path. No shell has replaced a `~` at the beginning of one in the config file.
 */
export const resolvePath = (folder: string, path: string): string =>
  resolve(
    folder,
    path.replace(/^~(?=$|[\\/])/, () => homedir()),
  );
