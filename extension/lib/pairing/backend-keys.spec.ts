import { afterEach, describe, expect, it, vi } from 'vitest';
import { clientKey } from '#client';
import { newHmacKey } from '../testing/hmac-key';
import { BackendKeys } from './backend-keys';
import type { PairedKey } from './paired-keys';

const LOCAL = 'ws://127.0.0.1:8765';
const REMOTE = 'wss://nas.example';

async function keysWith(...addresses: string[]) {
  const key = await newHmacKey();
  const stored = new Map<string, PairedKey>(
    addresses.map((address) => [address, { address, keyId: `paired ${address}`, key, createdAt: 1 }]),
  );
  const computerKey = vi.fn(async () => clientKey('computer', key));
  const paired = {
    find: async (address: string) => stored.get(address),
    save: async (saved: PairedKey) => void stored.set(saved.address, saved),
  };
  const deps = { paired, computerKey, nowMs: () => 5 };
  return { sut: new BackendKeys(deps), deps, stored, computerKey, key };
}

describe(BackendKeys.name, () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['of this computer', LOCAL, [], 'computer', 'computer'],
    ['of this computer by name', 'ws://localhost:9000/ws', [], 'computer', 'computer'],
    ['of this computer in IPv6', 'ws://[::1]:8765', [], 'computer', 'computer'],
    ['paired by a code', LOCAL, ['127.0.0.1:8765'], 'paired 127.0.0.1:8765', 'code'],
    ['another port of this computer', LOCAL, ['127.0.0.1:9000'], 'computer', 'computer'],
    ['elsewhere, paired', REMOTE, ['nas.example:443'], 'paired nas.example:443', 'code'],
    ['elsewhere', REMOTE, [], undefined, 'none'],
    ['elsewhere, another port', REMOTE, ['nas.example:8765'], undefined, 'none'],
    ['a name that begins like this computer', 'ws://127.0.0.1.example', [], undefined, 'none'],
    ['a name that ends like this computer', 'ws://notlocalhost:8765', [], undefined, 'none'],
    ['no address', 'nonsense', [], undefined, 'none'],
  ])('chooses for an address %s', async (_, backendUrl, addresses, id, pairing) => {
    const { sut } = await keysWith(...addresses);
    expect((await sut.keyFor(backendUrl))?.id).toBe(id);
    expect(await sut.pairingOf(backendUrl)).toBe(pairing);
  });

  it('does not even read the computer’s key for another computer', async () => {
    const { sut, computerKey } = await keysWith();
    await sut.keyFor(REMOTE);
    expect(computerKey).not.toHaveBeenCalled();
  });

  it('has no key in an extension of the store', async () => {
    const { deps } = await keysWith();
    const sut = new BackendKeys({ ...deps, computerKey: async () => null });
    expect(await sut.keyFor(LOCAL)).toBeNull();
    expect(await sut.pairingOf(LOCAL)).toBe('none');
  });

  it('keeps the key of a pairing', async () => {
    const { sut, stored, key } = await keysWith('nas.example:443');
    await sut.save(REMOTE, { keyId: 'new', key });
    expect(stored.get('nas.example:443')).toEqual({
      address: 'nas.example:443',
      keyId: 'new',
      key,
      createdAt: 5,
    });
    expect((await sut.keyFor(REMOTE))?.id).toBe('new');
  });

  it('works with the computer’s key if its store cannot be read', async () => {
    const { deps } = await keysWith();
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const find = () => Promise.reject(new DOMException('no disk', 'UnknownError'));
    const sut = new BackendKeys({ ...deps, paired: { ...deps.paired, find } });
    expect((await sut.keyFor(LOCAL))?.id).toBe('computer');
    expect(await sut.keyFor(REMOTE)).toBeNull();
    expect(log).toHaveBeenCalledTimes(2);
  });
});
