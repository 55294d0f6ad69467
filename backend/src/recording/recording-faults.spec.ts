import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { identityName } from '../common/files/identity-name.js';
import { ME, Recordings, second, replaceWrites, startRecording, systemError } from './testing/recordings.js';

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

let recordings: Recordings;
beforeEach(() => void (recordings = new Recordings()));
afterEach(() => recordings.end());

/** @returns the samples in each file */
const recordedLengths = () => recordings.files().map((file) => recordings.wav(file).pcm.length);

/** A file system of 64 kB, if this user may mount one. @returns what unmounts it */
function mountSmall(folder: string): (() => void) | undefined {
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return () => execFileSync('umount', ['-l', folder]);
}

describe('a folder that cannot be used', () => {
  const cases: [what: string, prepare: () => void, problem: RegExp][] = [
    [
      'is a file',
      () => writeFileSync(recordings.folder, ''),
      /recordings is no folder.*: remove what is there, or/,
    ],
    [
      'is in a file',
      () => {
        recordings.folder = join(recordings.base, 'file/recordings');
        writeFileSync(join(recordings.base, 'file'), '');
      },
      /file\/recordings is no folder, or is in none/,
    ],
    [
      'is a link',
      () => {
        mkdirSync(join(recordings.base, 'elsewhere'));
        symlinkSync(join(recordings.base, 'elsewhere'), recordings.folder);
      },
      /recordings is a link: remove it, or/,
    ],
    ['is a link to nothing', () => symlinkSync(join(recordings.base, 'x'), recordings.folder), /recordings/],
    [
      'is where nothing can be made',
      () => (recordings.folder = '/proc/earshot'),
      /\/proc\/earshot cannot be written/,
    ],
  ];

  it.skipIf(isWindows).each(cases)(
    '%s: one warning says so, and calls go on unrecorded',
    async (_, prepare, problem) => {
      prepare();
      const service = await recordings.service();
      for (let i = 0; i < 2; i++) {
        const { recording, told } = startRecording(service);
        expect(recording.on).toBe(false);
        recording.input(second(1));
        await recording.close();
        expect(told).toEqual([]);
      }
      expect(recordings.warnings).toEqual([expect.stringMatching(problem)]);
      expect(recordings.warnings[0]).toMatch(
        /^Calls are not recorded, because .*choose another folder with recording\.folder\.$/,
      );
      const elsewhere = join(recordings.base, 'elsewhere');
      expect(existsSync(elsewhere) ? readdirSync(elsewhere) : []).toEqual([]);
    },
  );

  it.skipIf(isRoot || isWindows)('is not writable', async () => {
    mkdirSync(recordings.folder);
    chmodSync(recordings.folder, 0o500);
    expect(startRecording(await recordings.service()).recording.on).toBe(false);
    expect(recordings.warnings).toEqual([expect.stringMatching(/Earshot may not write to .*: allow it, or/)]);
  });

  it.skipIf(isWindows)("is the user's own, and a link", async () => {
    const service = await recordings.service();
    const elsewhere = join(recordings.base, 'elsewhere');
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, join(recordings.folder, identityName(ME)));
    const { recording, told } = startRecording(service);
    recording.input(second(1));
    await vi.waitFor(() => expect(told).toEqual([false]));
    await recording.close();
    expect([readdirSync(elsewhere), recordings.warnings.length]).toEqual([[], 1]);
    // Forgetting deletes the link, not its target.
    writeFileSync(join(elsewhere, 'mine'), '');
    expect(await recording.forget()).toBeUndefined();
    expect(readdirSync(elsewhere)).toEqual(['mine']);
  });

  it.runIf(isRoot)("is the user's own, and made by another user", async () => {
    const service = await recordings.service();
    const own = join(recordings.folder, identityName(ME));
    mkdirSync(own, { mode: 0o777 });
    chownSync(own, 12_345, 12_345);
    const { told } = startRecording(service);
    await vi.waitFor(() => expect(told).toEqual([false]));
    expect(recordings.warnings).toEqual([expect.stringContaining('belongs to another user')]);
  });

  it.skipIf(isWindows)("is the user's own, and open to others: it is closed to them", async () => {
    const service = await recordings.service();
    const own = join(recordings.folder, identityName(ME));
    mkdirSync(own);
    chmodSync(own, 0o755);
    const { recording } = startRecording(service);
    recording.input(second(1));
    await recording.close();
    expect(statSync(own).mode & 0o777).toBe(0o700);
  });

  it.skipIf(isWindows)(
    'may be deleted during a call: its recording ends, and that of the next begins',
    async () => {
      const service = await recordings.service();
      const { recording, told } = startRecording(service);
      recording.input(second(1));
      await vi.waitFor(() => expect(recordedLengths()).toEqual([16_000]));
      rmSync(recordings.folder, { recursive: true });
      recording.input(second(2));
      await vi.waitFor(() => expect(told).toEqual([false]));
      expect(recordings.warnings).toEqual([
        expect.stringMatching(/were deleted .*: the next call is recorded/),
      ]);
      await recording.close();
      const next = startRecording(service).recording;
      await vi.waitFor(() => expect(next.on).toBe(true));
      next.input(second(3));
      await next.close();
      expect(recordings.files().map((file) => recordings.wav(file).pcm[0])).toEqual([3]);
    },
  );

  it('records again, and says so, once it can be used', async () => {
    writeFileSync(recordings.folder, '');
    const service = await recordings.service();
    await startRecording(service).recording.close();
    rmSync(recordings.folder);
    const { recording, told } = startRecording(service);
    expect(recording.on).toBe(false);
    recording.input(second(1));
    await vi.waitFor(() => expect(told).toEqual([true]));
    recording.input(second(2));
    await recording.close();
    // Nothing from before the client was told.
    expect(recordings.files().map((file) => recordings.wav(file).pcm[0])).toEqual([2]);
    const next = startRecording(service);
    expect(next.recording.on).toBe(true);
    expect(recordings.warnings).toHaveLength(1);
  });
});

describe('a disk', () => {
  it('that is full ends the recording, and what was written can be played', async ({ skip }) => {
    const unmount = mountSmall(recordings.folder);
    if (!unmount) return skip('only the administrator may mount');
    try {
      const service = await recordings.service();
      const { recording, told } = startRecording(service);
      for (let i = 0; i < 4; i++) recording.input(second(1));
      await vi.waitFor(() => expect(told).toEqual([false]));
      await recording.close();
      // Two seconds fit.
      expect(recordings.files().map((file) => recordings.wav(file).pcm.length)).toEqual([32_000]);
      expect(recordings.warnings).toEqual([
        expect.stringMatching(/the disk of .* is full: free some space, or/),
      ]);
      expect(await recording.forget()).toBeUndefined();
    } finally {
      unmount();
    }
  });

  it.each([
    ['ENOSPC', /the disk of .* is full: free some space, or/],
    ['EDQUOT', /the disk of .* is full: free some space, or/],
    ['EIO', /cannot be written \(EIO\)/],
  ])(
    'that fails with %s in the middle of a write ends all its recordings with one warning',
    async (code, problem) => {
      const service = await recordings.service();
      const calls = [1, 2, 3].map((i) => startRecording(service, { identity: `https://${i}.example.com` }));
      for (const { recording } of calls) recording.input(second(1));
      // A file is there before anything is in it.
      await vi.waitFor(() => expect(recordedLengths()).toEqual([16_000, 16_000, 16_000]));
      // A full disk takes a part of the last write.
      let isFull = false;
      await replaceWrites(
        (real) =>
          function (bytes, at, length, position) {
            if (isFull) return Promise.reject(systemError(code));
            isFull = true;
            return real.call(this, bytes, at, 1_001, position);
          },
      );
      for (const { recording } of calls) recording.input(second(2));
      await vi.waitFor(() => expect(calls.map(({ told }) => told)).toEqual([[false], [false], [false]]));
      // What comes afterwards is dropped.
      for (const { recording } of calls) recording.input(second(3));
      await Promise.all(calls.map(({ recording }) => recording.close()));
      expect(recordings.warnings).toEqual([expect.stringMatching(problem)]);
      const lengths = recordings.files().map((file) => recordings.wav(file).pcm.length);
      expect(lengths).toEqual([16_000, 16_000, 16_000]);
      const sizes = recordings.files().map((file) => statSync(join(recordings.folder, file)).size);
      expect(sizes).toEqual([32_044, 32_044, 32_044]);
    },
  );

  it('that takes only a part of each write gets the rest', async () => {
    const service = await recordings.service();
    await replaceWrites(
      (real) =>
        function (bytes, at, length, position) {
          return real.call(this, bytes, at, Math.min(length, 1_001), position);
        },
    );
    const { recording } = startRecording(service);
    recording.input(Int16Array.from({ length: 16_000 }, (_, i) => i));
    await recording.close();
    const [file] = recordings.files();
    expect(recordings.wav(file!).pcm).toEqual(Int16Array.from({ length: 16_000 }, (_, i) => i));
  });

  it('that hangs ends the recordings before they fill the memory, and the backend stops anyway', async () => {
    const service = await recordings.service();
    const { recording, told } = startRecording(service);
    recording.input(second(1));
    await vi.waitFor(() => expect(recordings.files()).toHaveLength(1));
    let hangs = true;
    let release = () => {};
    await replaceWrites(
      (real) =>
        async function (...write) {
          if (hangs) await new Promise<void>((resolve) => (release = resolve));
          return real.apply(this, write);
        },
    );
    let seconds = 0;
    while (recording.on) {
      recording.input(second(2));
      seconds++;
    }
    expect(told).toEqual([false]);
    expect(seconds).toBeLessThan(600);
    expect(recordings.warnings).toEqual([expect.stringMatching(/the disk of .* is too slow/)]);
    await service.onApplicationShutdown();
    hangs = false;
    release();
  });
});
