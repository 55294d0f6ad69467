import { clientKey, type ClientKey, type HmacKey } from '#client';
import { isLoopback } from '../settings/backend-url';
import { keyAddress, type PairedKey, type PairedKeys } from './paired-keys';

/** How this browser and the backend at an address came to share a key, if they do. */
export type Pairing = 'computer' | 'code' | 'none';

export interface BackendKeysDeps {
  paired: Pick<PairedKeys, 'find' | 'save'>;
  /** The key that the build gave to this extension and to this computer's backend, or null. */
  computerKey(): Promise<ClientKey | null>;
  /** Epoch milliseconds. */
  nowMs(): number;
}

/** Chooses the key by which this browser and a backend know each other. */
export class BackendKeys {
  constructor(private readonly deps: BackendKeysDeps) {}

  /** @returns the key of this address; null: there is none, and nothing may be sent there. */
  async keyFor(backendUrl: string): Promise<ClientKey | null> {
    return (await this.#choose(backendUrl))?.key ?? null;
  }

  async pairingOf(backendUrl: string): Promise<Pairing> {
    return (await this.#choose(backendUrl))?.pairing ?? 'none';
  }

  /** Keeps the key of a new pairing, which replaces an older one of the same address. */
  async save(backendUrl: string, { keyId, key }: { keyId: string; key: HmacKey }): Promise<void> {
    const address = keyAddress(backendUrl);
    await this.deps.paired.save({ address, keyId, key, createdAt: this.deps.nowMs() });
  }

  async #choose(backendUrl: string): Promise<{ key: ClientKey; pairing: 'computer' | 'code' } | null> {
    if (!URL.canParse(backendUrl)) return null;
    const paired = await this.#paired(keyAddress(backendUrl));
    if (paired) return { key: clientKey(paired.keyId, paired.key), pairing: 'code' };
    // The computer's key is for this computer alone: another one must not get even a proof of it.
    const computer = isLoopback(backendUrl) ? await this.deps.computerKey() : null;
    return computer && { key: computer, pairing: 'computer' };
  }

  /** If the store cannot be read, the browser counts as not paired. */
  async #paired(address: string): Promise<PairedKey | undefined> {
    try {
      return await this.deps.paired.find(address);
    } catch (error) {
      console.error('The keys of paired backends cannot be read.', error);
      return undefined;
    }
  }
}
