import { Injectable, Logger } from '@nestjs/common';
import { rememberSecret } from '../../common/log/redact.js';
import { EarshotConfig } from '../../config/config.dto.js';
import { CONFIG_TOKEN_ID, ConfigToken } from './config-token.js';
import { CredentialStore } from './credential-store.js';
import type { PairingSecret } from './pairing-code.js';

export type { PairingSecret } from './pairing-code.js';

/** What a client has shown or proven: a key that it shares with this backend, or a token. */
export interface Credential {
  kind: 'key' | 'token';
  id: string;
  /** Of the config's token, which another can replace under the same id. */
  version?: string;
}

/** The keys, tokens and the pairing code of this backend. They are in files, which other programs of its user change. */
@Injectable()
export class Credentials {
  readonly #store: CredentialStore;
  readonly #configToken: ConfigToken;

  constructor(config: EarshotConfig) {
    const logger = new Logger('Credentials');
    const report = (problem: string) => logger.warn(problem);
    this.#store = new CredentialStore(config.dataFolder, report);
    this.#configToken = new ConfigToken(config.auth, report);
  }

  /** Whether any client on another computer can get in: it has a token or a paired key. */
  get admitsOthers(): boolean {
    const { keys, tokens } = this.#store;
    return (
      this.#configToken.exists || keys.list().length > 0 || tokens.list().some((each) => tokens.isValid(each))
    );
  }

  /** @returns the key of that name if it is bound to this origin */
  key(id: string, origin: string): Buffer | undefined {
    const { computerKey, keys } = this.#store;
    if (computerKey?.id === id) return computerKey.origin === origin ? computerKey.key : undefined;
    return keys.find(id, origin);
  }

  /** Keeps a key that was made by pairing. @param from where the client is @returns its name */
  addKey(origin: string, key: Buffer, from?: string): string {
    return this.#store.keys.add(origin, key, from);
  }

  /** @returns undefined if Earshot has made no such token, or if it is revoked or expired */
  madeToken(given: string): Credential | undefined {
    const id = this.#store.tokens.find(given);
    return id === undefined ? undefined : { kind: 'token', id };
  }

  /** The token of the config, which a person may have chosen. @returns undefined if it is another one */
  configToken(given: string): Credential | undefined {
    const version = this.#configToken.is(given) ? this.#configToken.version : undefined;
    return version === undefined ? undefined : { kind: 'token', id: CONFIG_TOKEN_ID, version };
  }

  /** Whether the credential is still valid. */
  holds({ kind, id, version }: Credential): boolean {
    const { computerKey, keys, tokens } = this.#store;
    if (kind === 'key') return computerKey?.id === id || keys.has(id);
    if (id !== CONFIG_TOKEN_ID) return tokens.has(id);
    return version !== undefined && version === this.#configToken.version;
  }

  /** Makes a new pairing code. @returns the code, for the person who runs the backend */
  async makePairingCode(): Promise<string> {
    const { code } = await this.#store.pairing.make();
    // A person who reads the log must not be able to pair.
    rememberSecret(code);
    return code;
  }

  /** @returns undefined if there is no code, or if it is used, expired, or had too many attempts */
  pairingSecret(): PairingSecret | undefined {
    return this.#store.pairing.secret();
  }

  /** A client has sent a wrong proof for the code. */
  pairingFailed(): void {
    this.#store.pairing.failed();
  }

  /** A client has paired: the code is used up. */
  pairingUsed(): void {
    this.#store.pairing.used();
  }
}
