import { readFileSync, statSync } from 'node:fs';
import { isOpenToOthers } from './private-file.ts';

const MAX_BYTES = 16 * 1024;

/** Why the secret in a file cannot be used. The message is a clause, such as "is empty". */
export class SecretFileError extends Error {}

/**
 * Reads a secret that the user, or what starts the backend, has put into a file. It may be a link, as Kubernetes mounts secrets.
 * @returns its text, without white space around it
 * @throws SecretFileError
 */
export function readSecretFile(path: string): string {
  let text: string;
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new SecretFileError('is no file');
    if (stats.size > MAX_BYTES) throw new SecretFileError('is too large for a secret');
    if (isOpenToOthers(stats)) throw new SecretFileError(`may be read by other users: chmod 600 ${path}`);
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error instanceof SecretFileError) throw error;
    throw new SecretFileError(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  if (text === '') throw new SecretFileError('is empty');
  return text;
}
