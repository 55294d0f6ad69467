import { UnsafeFileError } from '../common/files/private-file.js';
import { DeletedFileError } from './wav-file.js';

/** The disk is slower than the audio. */
export class SlowDiskError extends Error {}

const CHOOSE = 'choose another folder with recording.folder';

/** @returns why calls cannot be recorded in that folder and what to do about it: a clause for the person who runs the backend */
export function recordingProblem(error: unknown, folder: string): string {
  if (error instanceof SlowDiskError) return `the disk of ${folder} is too slow: ${CHOOSE}`;
  if (error instanceof DeletedFileError)
    return `files in ${folder} were deleted while they were written: the next call is recorded again`;
  if (error instanceof UnsafeFileError) return `${error.message}: remove it, or ${CHOOSE}`;
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `the disk of ${folder} is full: free some space, or ${CHOOSE}`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `Earshot may not write to ${folder}: allow it, or ${CHOOSE}`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${folder} is no folder, or is in none: remove what is there, or ${CHOOSE}`;
    default:
      return `${folder} cannot be written (${code}): ${CHOOSE}`;
  }
}
