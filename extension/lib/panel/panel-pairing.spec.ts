import { describe, expect, it, vi } from 'vitest';
import { PairingError } from '#client';
import type { Pairing } from '../pairing/backend-keys';
import { PanelPairing } from './panel-pairing.svelte';

const URL = 'ws://127.0.0.1:8765';
const OTHER = 'wss://nas.example';

function newPairing() {
  const paired = new Map<string, Pairing>([[URL, 'computer']]);
  const pairingOf = vi.fn(async (url: string): Promise<Pairing> => paired.get(url) ?? 'none');
  const pair = vi.fn(async (url: string, _code: string) => void paired.set(url, 'code'));
  return { sut: new PanelPairing({ pairingOf, pair }), paired, pairingOf, pair };
}

describe(PanelPairing.name, () => {
  it('looks an address up, once', async () => {
    const { sut, pairingOf } = newPairing();
    expect(sut.status).toBe('unknown');
    await sut.useBackend(URL);
    await sut.useBackend(URL);
    expect(sut.status).toBe('computer');
    expect(pairingOf).toHaveBeenCalledOnce();
  });

  it('knows nothing of a new address until it was looked up, and discards late results', async () => {
    const { sut, pairingOf } = newPairing();
    await sut.useBackend(URL);
    let settle = (_: Pairing) => {};
    pairingOf.mockImplementationOnce(() => new Promise((resolve) => (settle = resolve)));
    const late = sut.useBackend('ws://other:1');
    expect(sut.status).toBe('unknown');
    await sut.useBackend(OTHER);
    settle('code');
    await late;
    expect(sut.status).toBe('none');
  });

  it('notices that another window has paired this browser', async () => {
    const { sut, paired } = newPairing();
    await sut.look();
    await sut.useBackend(OTHER);
    paired.set(OTHER, 'code');
    await sut.look();
    expect(sut.status).toBe('code');
  });

  it('pairs with the address', async () => {
    const { sut, pair } = newPairing();
    await sut.useBackend(OTHER);
    expect(await sut.pair('7K3M9QWP')).toBe('paired');
    expect(pair).toHaveBeenCalledWith(OTHER, '7K3M9QWP');
    expect(sut.status).toBe('code');
  });

  it.each([
    [new PairingError('wrong_code'), 'wrong_code'],
    [new PairingError('timeout'), 'timeout'],
    [new DOMException('full', 'QuotaExceededError'), 'not_kept'],
  ])('says why it did not pair: %s', async (error, result) => {
    const { sut, pair } = newPairing();
    await sut.useBackend(OTHER);
    pair.mockRejectedValueOnce(error);
    expect(await sut.pair('7K3M9QWP')).toBe(result);
    expect(sut.status).toBe('none');
  });
});
