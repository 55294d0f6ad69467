import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EarshotConfig } from '../../config/config.dto.js';
import type { Finding } from './report.js';

/** Checks that timers, alarms, notes and keys can be kept there. Creates nothing. @param folder an absolute path */
export function checkDataFolder(folder: string): Finding {
  const what = 'Data folder';
  const problem = folderProblem(folder);
  if (problem === undefined)
    return { verdict: 'ok', what, found: existsSync(folder) ? folder : `${folder}, made when it is needed` };
  return {
    verdict: 'poor',
    what,
    found: `${folder} ${problem}, so timers, alarms, notes and pairings end with the backend`,
    todo: 'correct that, or choose another folder with EARSHOT_DATA',
  };
}

/** Says whether calls are recorded, and checks that they can be. Creates nothing. */
export function checkRecording({ recording }: Pick<EarshotConfig, 'recording'>): Finding {
  const what = 'Recording';
  const { enabled, folder, days } = recording;
  if (!enabled || folder === undefined)
    return { verdict: 'ok', what, found: 'off: the audio of calls is not kept' };
  const problem = folderProblem(folder);
  if (problem === undefined)
    return { verdict: 'ok', what, found: `on: calls are kept in ${folder} for ${days} days` };
  return {
    verdict: 'poor',
    what,
    found: `${folder} ${problem}, so calls are not recorded`,
    todo: 'correct that, or choose another folder with recording.folder',
  };
}

/** @returns why nothing can be kept in that folder; undefined if it can */
function folderProblem(folder: string): string | undefined {
  let existing = folder;
  // On Windows not even the root must exist: a drive may be missing.
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  const isFolder = statSync(existing, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) return `cannot be made: ${existing} is no folder`;
  return isWritable(existing) ? undefined : 'cannot be written';
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
