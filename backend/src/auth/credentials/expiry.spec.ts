import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../common/clock/testing/fake-clock.js';
import { CredentialStore } from './credential-store.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('credentials over time', () => {
  let folder: string;
  let clock: FakeClock;
  let store: CredentialStore;
  const open = () => new CredentialStore(folder, expect.fail, clock);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-expiry-'));
    clock = new FakeClock();
    store = open();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const setBack = (ms: number) => clock.setWallTime(clock.wallTimeMs() - ms);
  const pairing = () => store.pairing.secret() !== undefined;

  it('a pairing code lasts for ten minutes', async () => {
    await store.pairing.make();
    clock.advance(10 * MINUTE_MS - 1);
    expect(pairing()).toBe(true);
    clock.advance(1);
    expect(pairing()).toBe(false);
  });

  it.each([
    ['by a minute, after each of its minutes', 10, MINUTE_MS, MINUTE_MS],
    ['by an hour at once', 1, 0, 60 * MINUTE_MS],
    ['by a day after it was over', 1, 11 * MINUTE_MS, DAY_MS],
  ])('a clock that is set back %s makes no code last longer', async (_, times, afterMs, byMs) => {
    await store.pairing.make();
    store.pairing.secret();
    for (let i = 0; i < times; i++) {
      clock.advance(afterMs);
      setBack(byMs);
    }
    expect(pairing()).toBe(false);
  });

  it.each([
    ['set back by half a minute', -30_000],
    ['set forward by half a minute', 30_000],
  ])('a clock that is %s takes no code away', async (_, ms) => {
    await store.pairing.make();
    setBack(-ms);
    expect(pairing()).toBe(true);
  });

  it('a new code has its own ten minutes', async () => {
    await store.pairing.make();
    store.pairing.secret();
    clock.advance(9 * MINUTE_MS);
    await open().pairing.make();
    clock.advance(9 * MINUTE_MS);
    expect(pairing()).toBe(true);
  });

  it('no file makes a code last longer', async () => {
    await store.pairing.make();
    const file = join(folder, 'auth/pairing.json');
    const saved = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...saved, expires_at: clock.wallTimeMs() + DAY_MS }));
    expect(pairing()).toBe(false);
  });

  it('a token lasts for its days', () => {
    const { token, saved } = store.tokens.add('phone', 2);
    const forever = store.tokens.add('robot');
    clock.advance(2 * DAY_MS - 1);
    expect(store.tokens.find(token)).toBe(saved.id);
    expect(store.tokens.has(saved.id)).toBe(true);
    clock.advance(1);
    expect(store.tokens.find(token)).toBeUndefined();
    expect(store.tokens.has(saved.id)).toBe(false);
    clock.advance(10_000 * DAY_MS);
    expect(store.tokens.find(forever.token)).toBe(forever.saved.id);
  });

  it('a clock that is set back lets no expired token in again', () => {
    const { token } = store.tokens.add('phone', 2);
    clock.advance(2 * DAY_MS);
    expect(store.tokens.find(token)).toBeUndefined();
    setBack(DAY_MS);
    expect(store.tokens.find(token)).toBeUndefined();
  });

  it('a token with days is not valid before it was made, but for a correction of the clock', () => {
    const { token, saved } = store.tokens.add('phone', 2);
    setBack(MINUTE_MS);
    expect(store.tokens.find(token)).toBe(saved.id);
    setBack(DAY_MS);
    expect(open().tokens.find(token)).toBeUndefined();
  });
});
