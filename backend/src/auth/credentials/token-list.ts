import { createHash, randomBytes } from 'node:crypto';
import { SECRET_TEXT } from '#protocol';
import type { Clock } from '../../common/clock/clock.js';
import { isSame, newSecret } from '../secrets/proof.js';
import type { CredentialFile } from './credential-file.js';
import { MAX_CREDENTIALS, MAX_NAME_CHARS, type SavedToken } from './saved-credentials.js';

const DAY_MS = 24 * 60 * 60_000;

/** A clock may be corrected by a little after a token is made. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

const PREFIX = 'earshot_';

/** What the user wants is not possible. The message is a sentence that says why. */
export class TokenError extends Error {}

/** The tokens that `npm run tokens` has made. Of each only the digest is kept. */
export class TokenList {
  /** Ids of tokens that were seen expired: they stay so when the clock is set back. */
  readonly #expired = new Set<string>();

  constructor(
    private readonly file: CredentialFile<SavedToken[]>,
    private readonly clock: Clock,
  ) {}

  list(): readonly SavedToken[] {
    return this.file.read();
  }

  /** Compares in constant time. @returns the id of the token if it is valid */
  find(given: string): string | undefined {
    // Clients that are locked out may ask, too: other texts cost nothing.
    if (!hasForm(given)) return undefined;
    const digest = tokenDigest(given);
    const [found] = this.list().filter(({ sha256 }) => isSame(digest, sha256));
    return found && this.isValid(found) ? found.id : undefined;
  }

  has(id: string): boolean {
    const found = this.list().find((each) => each.id === id);
    return found !== undefined && this.isValid(found);
  }

  /** Whether it is not expired. */
  isValid({ id, created_at, expires_at }: SavedToken): boolean {
    if (typeof expires_at !== 'number') return true;
    const now = this.clock.wallTimeMs();
    if (now >= expires_at) this.#remember(id);
    return !this.#expired.has(id) && now > created_at - CLOCK_TOLERANCE_MS;
  }

  /**
   * @param days after which it expires; without, it lasts until it is revoked
   * @returns its text, which is kept nowhere, and whether the file is written
   * @throws TokenError if there can be no such token
   */
  add(name: string, days?: number): { token: string; saved: SavedToken; isWritten: boolean } {
    const token = `${PREFIX}${newSecret()}`;
    const now = this.clock.wallTimeMs();
    const saved: SavedToken = {
      id: randomBytes(4).toString('hex'),
      name,
      sha256: tokenDigest(token),
      created_at: now,
      expires_at: days === undefined ? null : now + days * DAY_MS,
    };
    if (!isName(name)) throw new TokenError(`A name has 1 to ${MAX_NAME_CHARS} characters in one line.`);
    const isWritten = this.file.update((tokens) => {
      const kept = tokens.filter((each) => this.isValid(each));
      if (kept.some((each) => each.name === name || each.id === name))
        throw new TokenError(`There is a token "${name}" already. Revoke it first, or choose another name.`);
      if (kept.length >= MAX_CREDENTIALS)
        throw new TokenError(`There are ${MAX_CREDENTIALS} tokens already. Revoke one first.`);
      return [...kept, saved];
    });
    return { token, saved, isWritten };
  }

  /** @returns whether its file is written */
  remove(id: string): boolean {
    return this.file.update((tokens) => tokens.filter((each) => each.id !== id));
  }

  #remember(id: string): void {
    if (this.#expired.size >= 10 * MAX_CREDENTIALS) this.#expired.clear();
    this.#expired.add(id);
  }
}

/** Digests have the same length, so that comparing them tells nothing about the length of a token. @returns base64url */
export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('base64url');

const hasForm = (token: string): boolean =>
  token.startsWith(PREFIX) && SECRET_TEXT.test(token.slice(PREFIX.length));

const isName = (name: string): boolean =>
  name.trim() === name && name.length > 0 && name.length <= MAX_NAME_CHARS && !/\p{C}/u.test(name);
