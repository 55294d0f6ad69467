import { createHash } from 'node:crypto';

/** @returns the name of what is kept of a client with that identity: it does not tell the identity, and is safe in a path */
export const identityName = (identity: string): string =>
  // Short enough not to look like a key, which the log would hide.
  createHash('sha256').update(identity).digest('hex').slice(0, 24);
