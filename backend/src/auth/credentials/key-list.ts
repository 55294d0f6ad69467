import { randomBytes } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import type { CredentialFile } from './credential-file.js';
import { MAX_CREDENTIALS, type PairedKey } from './saved-credentials.js';

/** The keys that clients got by pairing. */
export class KeyList {
  constructor(
    private readonly file: CredentialFile<PairedKey[]>,
    private readonly clock: Clock,
  ) {}

  list(): readonly PairedKey[] {
    return this.file.read();
  }

  /** @returns the key of that name if it is bound to this origin */
  find(id: string, origin: string): Buffer | undefined {
    const found = this.list().find((each) => each.id === id && each.origin === origin);
    return found && Buffer.from(found.key, 'base64url');
  }

  has(id: string): boolean {
    return this.list().some((each) => each.id === id);
  }

  /** Beyond the limit the oldest key goes: an old browser must be paired again rather than a new one not at all. @returns its name */
  add(origin: string, key: Buffer, from?: string): string {
    const id = `paired-${randomBytes(6).toString('hex')}`;
    const added: PairedKey = {
      id,
      key: key.toString('base64url'),
      origin,
      created_at: this.clock.wallTimeMs(),
      ...(from !== undefined && { from }),
    };
    this.file.update((keys) => [...keys, added].slice(-MAX_CREDENTIALS));
    return id;
  }

  /** @returns whether its file is written */
  remove(id: string): boolean {
    return this.file.update((keys) => keys.filter((each) => each.id !== id));
  }
}
