import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { INITIAL_STATE, type SessionState } from '../session/state/session-state';
import { BUILD_CHECK_MS, ReloadWatch } from './reload-watch.svelte';

const open = (backendVersion: string | null): SessionState => ({
  ...INITIAL_STATE,
  connection: 'open',
  backendVersion,
});

describe(ReloadWatch.name, () => {
  let running: string | null;
  let onDisk: string | null;
  let looked: number;
  let hidden: boolean;
  let gate: Promise<void>;
  let dismissed: string[];
  let sut: ReloadWatch;
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const reason = (state = INITIAL_STATE) => sut.reason(state)?.kind ?? null;

  const create = () =>
    new ReloadWatch({
      version: '0.2.0',
      runningBuild: async () => {
        if (running === 'broken') throw new Error('The service worker does not start.');
        return running;
      },
      buildOnDisk: async () => {
        looked++;
        const found = onDisk;
        await gate;
        return found;
      },
      dismissed: {
        load: async () => dismissed,
        save: async (keys) => void (dismissed = keys),
      },
      hidden: () => hidden,
    });

  beforeEach(() => {
    vi.useFakeTimers();
    running = 'a';
    onDisk = 'a';
    looked = 0;
    hidden = false;
    gate = Promise.resolve();
    dismissed = [];
    sut = create();
  });
  afterEach(() => {
    sut.stop();
    vi.useRealTimers();
  });

  it('notices another build within seconds, and when the old one is there again', async () => {
    await sut.start();
    expect(reason()).toBeNull();
    onDisk = 'b';
    await pass(BUILD_CHECK_MS);
    expect(reason()).toBe('rebuilt');
    onDisk = 'a';
    await sut.check();
    expect(reason()).toBeNull();
  });

  it('says nothing of a build that is not finished', async () => {
    await sut.start();
    onDisk = null;
    await sut.check();
    expect(reason()).toBeNull();
    onDisk = 'b';
    await sut.check();
    onDisk = null;
    await sut.check();
    expect(reason()).toBe('rebuilt');
  });

  it('looks only while the page is visible', async () => {
    hidden = true;
    onDisk = 'b';
    await sut.start();
    await pass(3 * BUILD_CHECK_MS);
    expect(looked).toBe(0);
    hidden = false;
    await sut.check();
    expect(looked).toBe(1);
    expect(reason()).toBe('rebuilt');
  });

  it('uses the last of two looks at the same time', async () => {
    await sut.start();
    let finish = () => {};
    gate = new Promise((resolve) => (finish = resolve));
    onDisk = 'b';
    const first = sut.check();
    onDisk = 'a';
    const second = sut.check();
    finish();
    await Promise.all([first, second]);
    expect(reason()).toBeNull();
    looked = 0;
    await pass(BUILD_CHECK_MS);
    expect(looked).toBe(1);
  });

  it.each([
    ['has no id', null],
    ['is not known', 'broken'],
  ])('never looks if the build that runs %s', async (_name, id) => {
    running = id;
    onDisk = 'b';
    await sut.start();
    await pass(3 * BUILD_CHECK_MS);
    expect(looked).toBe(0);
    expect(reason(open('0.3.0'))).toBe('extensionOlder');
  });

  it.each([
    ['0.3.0', 'extensionOlder'],
    ['0.10.0', 'extensionOlder'],
    ['0.1.9', 'extensionNewer'],
    [null, 'extensionNewer'],
    ['0.2.0', null],
  ])('compares its version with that of the backend, %s, during a call only', (version, kind) => {
    expect(reason(open(version))).toBe(kind);
    expect(reason({ ...open(version), connection: 'reconnecting' })).toBeNull();
    expect(reason({ ...open(version), connection: 'off' })).toBeNull();
  });

  it('names a new build first, and each dismissed reason once', async () => {
    onDisk = 'b';
    await sut.start();
    const state = open('0.3.0');
    expect(reason(state)).toBe('rebuilt');
    sut.dismiss(sut.reason(state)!);
    expect(reason(state)).toBe('extensionOlder');
    sut.dismiss(sut.reason(state)!);
    expect(reason(state)).toBeNull();
    expect(reason(open('0.4.0'))).toBe('extensionOlder');
    onDisk = 'c';
    await sut.check();
    expect(reason(state)).toBe('rebuilt');
  });

  it('keeps what was dismissed for the next panel, up to a limit', async () => {
    await sut.start();
    sut.dismiss(sut.reason(open('0.3.0'))!);
    sut.stop();
    sut = create();
    await sut.start();
    expect(reason(open('0.3.0'))).toBeNull();
    for (let i = 0; i < 100; i++) sut.dismiss({ kind: 'rebuilt', buildId: String(i) });
    expect(dismissed.length).toBe(20);
    expect(reason(open('0.3.0'))).toBe('extensionOlder');
  });
});
