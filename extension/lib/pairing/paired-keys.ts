import type { HmacKey } from '#client';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A key that this browser and the backend at an address share since they were paired by a code. */
export interface PairedKey {
  /** Host and port. */
  address: string;
  /** The key's name at the backend. */
  keyId: string;
  /** Not extractable: pages can sign with it, and cannot read it. */
  key: HmacKey;
  /** Epoch milliseconds. */
  createdAt: number;
}

/** Bounds the store. A user pairs with one backend, or with a few. */
export const MAX_PAIRED_KEYS = 50;

interface PairingDatabase extends DBSchema {
  keys: { key: string; value: PairedKey; indexes: { createdAt: number } };
}

/** @returns host and port of a backend's address: what its key is kept under. */
export function keyAddress(backendUrl: string): string {
  const { protocol, hostname, port } = new URL(backendUrl);
  return `${hostname}:${port || (protocol === 'wss:' ? '443' : '80')}`;
}

/**
 * The keys of paired backends, one per address, in the IndexedDB of the extension's origin: its pages reach them, and content
 * scripts do not. A key is only ever replaced by that of a new pairing, or dropped as the oldest of too many.
 */
export class PairedKeys {
  #opening: Promise<IDBPDatabase<PairingDatabase>> | null = null;

  async find(address: string): Promise<PairedKey | undefined> {
    return (await this.#database()).get('keys', address);
  }

  async save(key: PairedKey): Promise<void> {
    const { store, done } = (await this.#database()).transaction('keys', 'readwrite');
    await store.put(key);
    let excess = (await store.count()) - MAX_PAIRED_KEYS;
    const oldestFirst = await store.index('createdAt').openCursor();
    for (let cursor = oldestFirst; cursor && excess > 0; excess--) {
      await cursor.delete();
      cursor = await cursor.continue();
    }
    await done;
  }

  #database(): Promise<IDBPDatabase<PairingDatabase>> {
    if (this.#opening) return this.#opening;
    // The next use opens it again.
    const forget = () => (this.#opening = null);
    this.#opening = openDB<PairingDatabase>('pairing', 1, {
      upgrade: (database) => {
        database.createObjectStore('keys', { keyPath: 'address' }).createIndex('createdAt', 'createdAt');
      },
      // The browser closed it, for example because its files were removed.
      terminated: forget,
      // A page of a newer version of the extension waits for this one.
      blocking: (_current, _blocked, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
    });
    this.#opening.catch(forget);
    return this.#opening;
  }
}
