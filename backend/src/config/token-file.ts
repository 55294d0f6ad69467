import { readSecretFile, SecretFileError } from '../common/files/secret-file.js';
import { MIN_TOKEN_CHARS, SENDABLE } from './dto/access.dto.js';

/**
 * Reads the token of `auth.tokenFile`.
 * @throws SecretFileError with a clause that says why there is none
 */
export function readTokenFile(path: string): string {
  const token = readSecretFile(path);
  if (token.length < MIN_TOKEN_CHARS)
    throw new SecretFileError(`is too short for a token: it needs ${MIN_TOKEN_CHARS} characters`);
  if (!SENDABLE.test(token)) throw new SecretFileError('holds more than one word of printable ASCII');
  return token;
}
