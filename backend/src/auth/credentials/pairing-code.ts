import { pbkdf2, randomBytes, randomInt } from 'node:crypto';
import { promisify } from 'node:util';
import { PAIRING_CODE_ALPHABET, PAIRING_CODE_CHARS, PAIRING_ROUNDS, SECRET_BYTES } from '#protocol';
import type { Clock } from '../../common/clock/clock.js';
import type { CredentialFile } from './credential-file.js';
import type { SavedPairing } from './saved-credentials.js';

export const PAIRING_MINUTES = 10;
const LIFETIME_MS = PAIRING_MINUTES * 60_000;

const MAX_ATTEMPTS = 5;

/** A clock may be corrected by a little after a code is made. */
const CLOCK_TOLERANCE_MS = 60_000;

/** The pairing code that is valid now, as both sides use it. */
export interface PairingSecret {
  salt: Buffer;
  /** PBKDF2 of the code. */
  key: Buffer;
}

/** The one pairing code. A new one replaces it. */
export class PairingCode {
  /** When this process saw the code first: a clock that is set back must not make it last longer. */
  #seen: { salt: string; sinceMs: number } | undefined;

  constructor(
    private readonly file: CredentialFile<SavedPairing | undefined>,
    private readonly clock: Clock,
  ) {}

  /** Makes a new code. @returns the code, which is kept nowhere, and whether the file is written */
  async make(): Promise<{ code: string; isWritten: boolean }> {
    const code = Array.from({ length: PAIRING_CODE_CHARS }, newCharacter).join('');
    const salt = randomBytes(SECRET_BYTES);
    // In a thread: it takes a tenth of a second.
    const key = await promisify(pbkdf2)(code, salt, PAIRING_ROUNDS, SECRET_BYTES, 'sha256');
    const isWritten = this.file.update(() => ({
      salt: salt.toString('base64url'),
      key: key.toString('base64url'),
      expires_at: this.clock.wallTimeMs() + LIFETIME_MS,
      attempts_left: MAX_ATTEMPTS,
    }));
    return { code, isWritten };
  }

  /** @returns undefined if there is no code, or if it is used, expired, or had too many attempts */
  secret(): PairingSecret | undefined {
    const saved = this.file.read();
    if (!saved || saved.attempts_left <= 0 || this.#isOver(saved)) return undefined;
    return { salt: Buffer.from(saved.salt, 'base64url'), key: Buffer.from(saved.key, 'base64url') };
  }

  failed(): void {
    if (!this.file.read()) return;
    this.file.update((saved) => {
      const left = (saved?.attempts_left ?? 0) - 1;
      return saved && left > 0 ? { ...saved, attempts_left: left } : undefined;
    });
  }

  used(): void {
    this.file.update(() => undefined);
  }

  #isOver({ salt, expires_at }: SavedPairing): boolean {
    const now = this.clock.now();
    if (this.#seen?.salt !== salt) this.#seen = { salt, sinceMs: now };
    const leftMs = expires_at - this.clock.wallTimeMs();
    return (
      leftMs <= 0 || leftMs > LIFETIME_MS + CLOCK_TOLERANCE_MS || now - this.#seen.sinceMs >= LIFETIME_MS
    );
  }
}

const newCharacter = () => PAIRING_CODE_ALPHABET[randomInt(PAIRING_CODE_ALPHABET.length)]!;
