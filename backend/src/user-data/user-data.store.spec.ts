import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UserDataStore } from './user-data.store.js';

const ME = 'chrome-extension://abcdefghijklmnop';
const HOUR_MS = 3_600_000;

describe(UserDataStore.name, () => {
  let folder: string;
  let warnings: string[];
  const users = () => join(folder, 'users');
  const files = () => readdirSync(users());
  const file = () => join(users(), files()[0]!);
  /** The store of another run of the backend. */
  const store = () => new UserDataStore({ folder });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-users-'));
    warnings = [];
    vi.spyOn(Logger.prototype, 'warn').mockImplementation((warning: string) => void warnings.push(warning));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  async function remember(identity = ME) {
    const user = store().open(identity);
    user.timers.set(HOUR_MS, { label: 'pasta' });
    user.alarms.set({
      dueAt: Date.now() + HOUR_MS,
      task: 'call my mom',
      repeat: { hour: 7, minute: 30, days: [1, 5], timeZone: 'Europe/Berlin' },
    });
    user.notes.add('my car is on level 3');
    user.preferences.set('speakingRate', 0.8);
    expect(await user.saved()).toBeUndefined();
    return user;
  }

  it('keeps everything over a restart, in files that only their owner may read', async () => {
    const user = await remember();
    const again = store().open(ME);
    expect(again.notes.list()).toEqual(user.notes.list());
    expect(again.alarms.list()).toEqual(user.alarms.list());
    expect(again.preferences.all()).toEqual({ speakingRate: 0.8 });
    const [timer] = again.timers.list();
    expect(timer).toMatchObject({ label: 'pasta', durationMs: HOUR_MS });
    expect(timer!.remainingMs).toBeGreaterThan(HOUR_MS - 60_000);
    expect(timer!.remainingMs).toBeLessThanOrEqual(HOUR_MS);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(users()).mode & 0o777).toBe(0o700);
  });

  it('gives sessions of one identity the same data, and every other identity its own', async () => {
    await remember();
    const sut = store();
    expect(sut.open(ME)).toBe(sut.open(ME));
    expect(sut.open('https://voice.example.com').notes.list()).toEqual([]);
    expect(files()).toHaveLength(1);
    expect(files()[0]).not.toContain('abcdefghijklmnop');
  });

  it('keeps the data of a client without an identity in memory, for its session alone', async () => {
    const sut = store();
    const user = sut.open(undefined);
    user.notes.add('my car is on level 3');
    expect(await user.saved()).toBeUndefined();
    expect(sut.open(undefined).notes.list()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('drops none of many users before their data is written', async () => {
    const sut = store();
    const identities = Array.from({ length: 60 }, (_, i) => `chrome-extension://${i}`);
    const users = identities.map((identity) => {
      const user = sut.open(identity);
      user.notes.add(identity);
      return user;
    });
    for (const identity of identities)
      expect(sut.open(identity).notes.list()).toMatchObject([{ text: identity }]);
    await Promise.all(users.map((user) => user.saved()));
  });

  it('reads the oldest of many users again', async () => {
    const sut = store();
    const user = sut.open(ME);
    user.notes.add('my car is on level 3');
    await user.saved();
    for (let i = 0; i < 60; i++) sut.open(`chrome-extension://${i}`);
    const again = sut.open(ME);
    expect(again).not.toBe(user);
    expect(again.notes.list()).toEqual(user.notes.list());
  });

  it('writes nothing without a folder', async () => {
    const user = new UserDataStore({}).open(ME);
    user.notes.add('my car is on level 3');
    expect(await user.saved()).toBeUndefined();
  });

  it('writes what is new before the backend ends', async () => {
    const sut = store();
    for (let i = 0; i < 50; i++) sut.open(ME).notes.add(`note ${i}`);
    await sut.onApplicationShutdown();
    expect(store().open(ME).notes.list()).toHaveLength(50);
  });

  it('removes the file when the user wants everything forgotten', async () => {
    const user = await remember();
    user.forget();
    await user.saved();
    expect(files()).toEqual([]);
    expect(store().open(ME).notes.list()).toEqual([]);
  });

  it.each([
    ['is cut off', '{"version":1,"notes":[{"te'],
    ['is empty', ''],
    ['has another shape', '{"version":1,"notes":[{"text":5,"notedAt":1}]}'],
    ['has no lists', '{"version":1,"timers":{}}'],
    ['is of a newer version', '{"version":2}'],
    ['is far too large', ' '.repeat(5_000_000)],
  ])('keeps a file aside that %s, says so, and goes on', async (_, text) => {
    await remember();
    const path = file();
    writeFileSync(path, text);
    const user = store().open(ME);
    expect(user.notes.list()).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(`${path}.damaged`)]);
    user.notes.add('new');
    await user.saved();
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(text);
    expect(store().open(ME).notes.list()).toMatchObject([{ text: 'new' }]);
  });

  it('goes on in memory where its folder cannot be made, and says so once until it can', async () => {
    symlinkSync(join(folder, 'nowhere', 'else'), users());
    const user = store().open(ME);
    user.notes.add('one');
    expect(await user.saved()).toBe('its file cannot be written');
    user.notes.add('two');
    expect(await user.saved()).toBeUndefined();
    expect(warnings).toHaveLength(1);
    rmSync(users());
    user.notes.add('three');
    expect(await user.saved()).toBeUndefined();
    expect(store().open(ME).notes.list()).toHaveLength(3);
  });

  it('does not replace a file that it cannot read', async () => {
    await remember();
    const path = file();
    rmSync(path);
    mkdirSync(path);
    const user = store().open(ME);
    user.notes.add('one');
    expect(await user.saved()).toBe('its file cannot be written');
    expect(warnings).toEqual([expect.stringMatching(/cannot be read \(EISDIR\)/)]);
    expect(statSync(path).isDirectory()).toBe(true);
    user.forget();
    expect(await user.saved()).toBe('its file cannot be written');
  });

  it('reads back the longest words and the oddest times that it writes', async () => {
    const sut = store();
    const user = sut.open(ME);
    const words = 'x'.repeat(250);
    user.timers.set(HOUR_MS, { label: words, task: words });
    // As a running timer has left, when it is extended.
    user.timers.set(HOUR_MS / 7);
    user.alarms.set({ dueAt: Date.now() + HOUR_MS, label: words, task: words });
    user.notes.add(words);
    user.preferences.set('home', words);
    await user.saved();
    const again = store().open(ME);
    expect(again.preferences.all()).toEqual(user.preferences.all());
    expect(again.timers.saved()).toEqual(user.timers.saved());
    expect(warnings).toEqual([]);
  });

  it.each([
    ['an unknown time zone', { timeZone: 'Europe/Atlantis' }, {}],
    ['a time that no clock shows', {}, { dueAt: 9e15 }],
    ['a negative time', {}, { dueAt: -9e15 }],
  ])('treats a file with %s as damaged', async (_, repeat, alarm) => {
    await remember();
    const path = file();
    const saved = JSON.parse(readFileSync(path, 'utf8')) as { alarms: { repeat: object }[] };
    Object.assign(saved.alarms[0]!, alarm);
    Object.assign(saved.alarms[0]!.repeat, repeat);
    writeFileSync(path, JSON.stringify(saved));
    expect(store().open(ME).alarms.list()).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(`${path}.damaged`)]);
  });
});
