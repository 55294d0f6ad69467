/** Files with secrets, which only their owner may read. The build of the extension loads this file, too. */
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  statSync,
  type Stats,
} from 'node:fs';
import { makeFolderSync } from './make-folder.ts';

/** Whether other users of this computer may read or write it. On Windows the mode does not say so. */
export const isOpenToOthers = ({ mode }: Pick<Stats, 'mode'>): boolean =>
  process.platform !== 'win32' && (mode & 0o077) !== 0;

/** Why a file must not be used. The message is a clause, such as "is a link". */
export class UnsafeFileError extends Error {}

/**
 * Reads a text that this program or its user has written.
 * @returns the text, and whether other users may read or write the file
 * @throws UnsafeFileError if another user could have put it there; the system's error if it cannot be read
 */
export function readOwnFile(path: string, maxBytes: number): { text: string; isOpen: boolean } {
  // Follows no link, and does not wait for a pipe. Windows has no such flags.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new UnsafeFileError('is no file');
    if (!isOwn(stats)) throw new UnsafeFileError('belongs to another user');
    if (stats.size > maxBytes) throw new UnsafeFileError(`is larger than ${maxBytes} bytes`);
    return { text: readFileSync(file, 'utf8'), isOpen: isOpenToOthers(stats) };
  } finally {
    closeSync(file);
  }
}

/** Makes the folder where it is missing, and closes it to other users. @throws the system's error */
export function makePrivateFolder(path: string): void {
  makeFolderSync(path);
  if (isOpenToOthers(statSync(path))) chmodSync(path, 0o700);
}

function open(path: string, flags: number): number {
  try {
    return openSync(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') throw new UnsafeFileError('is a link');
    throw error;
  }
}

/** Whether this program's user made it, or the administrator, who may do anything anyway. */
export const isOwn = ({ uid }: Stats): boolean => uid === 0 || uid === (process.getuid?.() ?? uid);
