import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Finding } from './report.js';

/** Checks that timers, alarms, notes and keys can be kept there. Creates nothing. @param folder an absolute path */
export function checkDataFolder(folder: string): Finding {
  const what = 'Data folder';
  let existing = folder;
  // On Windows not even the root must exist: a drive may be missing.
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  const isFolder = statSync(existing, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder && isWritable(existing)) {
    return { verdict: 'ok', what, found: existing === folder ? folder : `${folder}, made when it is needed` };
  }
  return {
    verdict: 'poor',
    what,
    found: `${folder} cannot be ${isFolder ? 'written' : `made: ${existing} is no folder`}, so timers, alarms, notes and pairings end with the backend`,
    todo: 'correct that, or choose another folder with EARSHOT_DATA',
  };
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
