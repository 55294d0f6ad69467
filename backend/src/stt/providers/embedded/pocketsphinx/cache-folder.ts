import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'earshot-stt-';
const LEFT_FOLDER = new RegExp(`^${PREFIX}(\\d+)-`);

/** Temporary files cannot be written: the disk is full, or the folder is read-only or missing. */
export class TemporaryFilesError extends Error {}

/**
 * Makes a folder in the system's temporary folder, and removes those that killed processes left there.
 * @throws TemporaryFilesError
 */
export function createCacheFolder(parent = tmpdir()): string {
  removeLeftFolders(parent);
  return written(() => mkdtempSync(join(parent, `${PREFIX}${process.pid}-`)));
}

/** Writes a file completely or not at all, even if the thread dies. @throws TemporaryFilesError */
export function writeCompletely(file: string, text: string): void {
  written(() => {
    writeFileSync(`${file}.part`, text);
    renameSync(`${file}.part`, file);
  });
}

function written<T>(write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw new TemporaryFilesError((cause as Error).message, { cause });
  }
}

function removeLeftFolders(parent: string): void {
  for (const name of namesIn(parent)) {
    const pid = LEFT_FOLDER.exec(name)?.[1];
    if (!pid || isRunning(Number(pid))) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch {
      // Another user's folder, which only takes up space.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
