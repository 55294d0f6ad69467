import { rememberSecret } from '../../common/log/redact.js';
import type { AuthConfig } from '../../config/dto/access.dto.js';
import { readTokenFile } from '../../config/token-file.js';
import { isSame } from '../secrets/proof.js';
import { fileStamp, type Report } from './credential-file.js';
import { tokenDigest } from './token-list.js';

/** In place of the id that other tokens have. */
export const CONFIG_TOKEN_ID = 'config';

/** The token that the config or the environment gives, as it is or in a file, which is read again when it has changed. */
export class ConfigToken {
  #digest: string | undefined;
  #stamp: string | undefined;

  constructor(
    private readonly auth: Pick<AuthConfig, 'token' | 'tokenFile'>,
    private readonly report: Report,
  ) {
    this.#use(auth.token);
  }

  /** Whether there is one. */
  get exists(): boolean {
    return this.version !== undefined;
  }

  /** Changes with the token. @returns undefined if there is none */
  get version(): string | undefined {
    this.#readAgain();
    return this.#digest;
  }

  /** Compares in constant time. */
  is(given: string): boolean {
    const { version } = this;
    return version !== undefined && isSame(tokenDigest(given), version);
  }

  #readAgain(): void {
    const { token, tokenFile } = this.auth;
    if (token !== undefined || tokenFile === undefined) return;
    const stamp = fileStamp(tokenFile);
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#digest = undefined;
    try {
      this.#use(readTokenFile(tokenFile));
    } catch (error) {
      this.report(`No token is taken from ${tokenFile}, because the file ${(error as Error).message}.`);
    }
  }

  #use(token: string | undefined): void {
    rememberSecret(token);
    this.#digest = token === undefined ? undefined : tokenDigest(token);
  }
}
