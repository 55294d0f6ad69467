/**
 * Makes folders for their owner only, with those that they are in. Not by the option `recursive` of Node, which tries for ever
 * in a folder such as /proc that takes none.
 */
import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const MODE = { mode: 0o700 };

/** Makes the folder where it is missing. @throws the system's error */
export async function makeFolder(path: string): Promise<void> {
  const make = () => mkdir(path, MODE);
  try {
    await make().catch(async (error: unknown) => {
      if (!isParentMissing(error, path)) throw error;
      await makeFolder(dirname(path));
      await make();
    });
  } catch (error) {
    // It is there, or another process has made it meanwhile.
    const stats = await stat(path).catch(() => undefined);
    if (!stats?.isDirectory()) throw error;
  }
}

/** As `makeFolder`, at once. @throws the system's error */
export function makeFolderSync(path: string): void {
  const make = () => void mkdirSync(path, MODE);
  try {
    try {
      make();
    } catch (error) {
      if (!isParentMissing(error, path)) throw error;
      makeFolderSync(dirname(path));
      make();
    }
  } catch (error) {
    if (!isFolder(path)) throw error;
  }
}

const isParentMissing = (error: unknown, path: string): boolean =>
  (error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(path) !== path;

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
