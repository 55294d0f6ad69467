const FULL = 'the disk is full';
const NOT_ALLOWED = 'Earshot may not write to its data folder';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: NOT_ALLOWED,
};

/** @returns why a file of the user's cannot be written or removed, as a clause that is spoken */
export const diskProblem = ({ code = '' }: NodeJS.ErrnoException): string =>
  REASONS[code] ?? 'its file cannot be written';
