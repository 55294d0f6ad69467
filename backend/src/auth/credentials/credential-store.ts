import { join } from 'node:path';
import { systemClock, type Clock } from '../../common/clock/clock.js';
import { authFolder, computerKeyId, OWN_EXTENSION, parseComputerKey } from './computer-key.js';
import { CredentialFile, type CredentialFileOptions, type Report } from './credential-file.js';
import { KeyList } from './key-list.js';
import { PairingCode } from './pairing-code.js';
import { readKeys, readPairing, readTokens, type SavedPairing } from './saved-credentials.js';
import { TokenList } from './token-list.js';

/** The credentials in a data folder, for the backend and its commands. */
export class CredentialStore {
  readonly keys: KeyList;
  readonly tokens: TokenList;
  readonly pairing: PairingCode;
  readonly #computerKey: CredentialFile<string>;

  /** @param dataFolder without one, nothing outlives the store */
  constructor(dataFolder: string | undefined, report: Report, clock: Clock = systemClock) {
    const file = <Value>(name: string, options: Omit<CredentialFileOptions<Value>, 'path' | 'report'>) =>
      new CredentialFile({ ...options, report, path: dataFolder && join(authFolder(dataFolder), name) });
    this.keys = new KeyList(
      file('keys.json', { empty: [], parse: readKeys, print: (keys) => JSON.stringify({ keys }) }),
      clock,
    );
    this.tokens = new TokenList(
      file('tokens.json', { empty: [], parse: readTokens, print: (tokens) => JSON.stringify({ tokens }) }),
      clock,
    );
    this.pairing = new PairingCode(
      file<SavedPairing | undefined>('pairing.json', {
        empty: undefined,
        parse: readPairing,
        print: (pairing) => JSON.stringify(pairing),
      }),
      clock,
    );
    this.#computerKey = file('computer-key', { empty: '', parse: parseComputerKey, print: (key) => key });
  }

  /** The key of the extension that was built on this computer. */
  get computerKey(): { id: string; key: Buffer; origin: string } | undefined {
    const text = this.#computerKey.read();
    if (text === '') return undefined;
    return { id: computerKeyId(text), key: Buffer.from(text, 'base64url'), origin: OWN_EXTENSION };
  }

  /** @returns whether its file is gone; the next build makes another key */
  removeComputerKey(): boolean {
    return this.#computerKey.update(() => undefined);
  }
}
