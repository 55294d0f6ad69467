import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { newHmacKey } from '../testing/hmac-key';
import { keyAddress, MAX_PAIRED_KEYS, PairedKeys } from './paired-keys';

const paired = async (address: string, createdAt: number, keyId = 'k') => ({
  address,
  keyId,
  key: await newHmacKey(),
  createdAt,
});

describe(PairedKeys.name, () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
  });

  it('keeps a key for the other pages of the extension, and none of them can read it', async () => {
    await new PairedKeys().save(await paired('nas:8765', 1));
    const found = await new PairedKeys().find('nas:8765');
    expect(found).toMatchObject({ address: 'nas:8765', keyId: 'k', createdAt: 1 });
    expect(found!.key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', found!.key)).rejects.toThrow();
    expect(await new PairedKeys().find('nas:8766')).toBeUndefined();
  });

  it('replaces the key of an address that is paired again', async () => {
    const sut = new PairedKeys();
    await sut.save(await paired('nas:8765', 1, 'old'));
    await sut.save(await paired('nas:8765', 2, 'new'));
    expect((await sut.find('nas:8765'))?.keyId).toBe('new');
  });

  it('drops the oldest of too many', async () => {
    const sut = new PairedKeys();
    // The first is the newest.
    for (let i = 0; i <= MAX_PAIRED_KEYS; i++) await sut.save(await paired(`host${i}:1`, 1_000 - i));
    expect(await sut.find(`host${MAX_PAIRED_KEYS}:1`)).toBeUndefined();
    expect(await sut.find(`host${MAX_PAIRED_KEYS - 1}:1`)).toBeDefined();
    expect(await sut.find('host0:1')).toBeDefined();
  });

  it('opens its database again after a failure', async () => {
    // One of a newer version of the extension cannot be opened.
    (await openDB('pairing', 2)).close();
    const sut = new PairedKeys();
    await expect(sut.find('nas:8765')).rejects.toThrow();
    await deleteDB('pairing');
    expect(await sut.find('nas:8765')).toBeUndefined();
  });

  it('makes room for a newer version of the extension', async () => {
    const sut = new PairedKeys();
    await sut.find('nas:8765');
    const newer = await openDB('pairing', 2);
    newer.close();
  });
});

describe(keyAddress.name, () => {
  it.each([
    ['ws://127.0.0.1:8765', '127.0.0.1:8765'],
    ['ws://127.0.0.1:8765/ws?profile=cloud', '127.0.0.1:8765'],
    ['ws://nas.local', 'nas.local:80'],
    ['wss://nas.local/earshot', 'nas.local:443'],
    ['wss://NAS.local:443', 'nas.local:443'],
    ['ws://[::1]:8765', '[::1]:8765'],
  ])('of %s is %s', (backendUrl, address) => expect(keyAddress(backendUrl)).toBe(address));
});
