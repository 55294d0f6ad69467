import { existsSync, mkdirSync, readdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { concatPcm } from '#audio';
import { RecordingService } from './recording.service.js';
import { recordingName } from './recording-name.js';
import { ME, Recordings, second, SESSION, startRecording } from './testing/recordings.js';

const OTHER = 'https://voice.example.com';
const DAY_MS = 24 * 3_600_000;
const isWindows = process.platform === 'win32';

let recordings: Recordings;
beforeEach(() => void (recordings = new Recordings()));
afterEach(() => recordings.end());

describe(RecordingService.name, () => {
  it('records what came and what was sent, without a sample more or less', async () => {
    const service = await recordings.service();
    const { recording } = startRecording(service);
    expect(recording.on).toBe(true);
    const input = Int16Array.from({ length: 40_001 }, (_, i) => (i * 7) % 30_000);
    for (let at = 0; at < input.length; at += 320) recording.input(input.subarray(at, at + 320));
    recording.output(second(5), 16_000);
    recording.output(second(6).subarray(0, 99), 16_000);
    await recording.close();
    const [inputFile, outputFile, ...others] = recordings.files();
    expect(others).toEqual([]);
    expect(recordings.wav(inputFile!)).toEqual({ sampleRateHz: 16_000, channels: 1, pcm: input });
    const output = concatPcm([second(5), second(6).subarray(0, 99)]);
    expect(recordings.wav(outputFile!)).toEqual({ sampleRateHz: 16_000, channels: 1, pcm: output });
    expect(recordings.warnings).toEqual([]);
  });

  it('goes on in a new file when the rate of the answers changes', async () => {
    const { recording } = startRecording(await recordings.service());
    for (const [value, hz] of [
      [1, 16_000],
      [2, 48_000],
      [3, 16_000],
    ] as const)
      recording.output(second(value), hz);
    await recording.close();
    const outputs = recordings.files('**/output*.wav').map((file) => recordings.wav(file));
    expect(outputs.map(({ sampleRateHz, pcm }) => [sampleRateHz, pcm[0], pcm.length])).toEqual([
      [48_000, 2, 16_000],
      [16_000, 3, 16_000],
      [16_000, 1, 16_000],
    ]);
  });

  it('has names without the identity and the whole session, for the owner only', async () => {
    const { recording } = startRecording(await recordings.service());
    recording.input(second(1));
    await recording.close();
    const [file] = recordings.files();
    expect(file).toMatch(/^[0-9a-f]{24}\/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-5f1c2a3b\/input\.wav$/);
    const path = join(recordings.folder, file!);
    const modes = [path, join(path, '..'), join(path, '../..'), recordings.folder].map(
      (at) => statSync(at).mode & 0o777,
    );
    expect(modes).toEqual(isWindows ? expect.anything() : [0o600, 0o700, 0o700, 0o700]);
  });

  it('leaves files that can be played at any moment, as after kill -9', async () => {
    const { recording } = startRecording(await recordings.service());
    recording.input(concatPcm([second(1), second(2), second(3).subarray(0, 9_000)]));
    const lengths = () => recordings.files('**/input.wav').map((file) => recordings.wav(file).pcm.length);
    // What is not a whole second is still in memory.
    await expect.poll(lengths).toEqual([32_000]);
    recording.input(second(4));
    await expect.poll(lengths).toEqual([48_000]);
  });

  it('keeps nothing of a session without audio', async () => {
    const service = await recordings.service();
    const { recording } = startRecording(service);
    void recording.close();
    await service.onApplicationShutdown();
    expect(readdirSync(recordings.folder)).toEqual([]);
  });

  it('records nothing unless it is switched on', async () => {
    const { recording, told } = startRecording(await recordings.service({ enabled: false }));
    recording.input(second(1));
    recording.output(second(1), 16_000);
    await recording.close();
    expect([recording.on, told, existsSync(recordings.folder)]).toEqual([false, [], false]);
  });

  it('writes the rest of all recordings when the backend stops', async () => {
    const service = await recordings.service();
    for (let i = 0; i < 3; i++)
      startRecording(service, { identity: `https://${i}.example.com` }).recording.input(
        second(i + 1).subarray(0, 7),
      );
    await service.onApplicationShutdown();
    expect(recordings.files().map((file) => recordings.wav(file).pcm.length)).toEqual([7, 7, 7]);
  });
});

describe('the limit of one recording', () => {
  it('ends it there, once and with a warning, and the session goes on', async () => {
    const { recording, told } = startRecording(await recordings.service({ maxMegabytes: 1 }));
    recording.output(second(9), 16_000);
    for (let i = 0; i < 40; i++) recording.input(second(1));
    expect([recording.on, told]).toEqual([false, [false]]);
    await recording.close();
    const bytes = recordings.files().map((file) => recordings.wav(file).pcm.byteLength);
    expect(bytes).toEqual([1_000_000 - 32_000, 32_000]);
    expect(recordings.warnings).toEqual([
      expect.stringMatching(/-5f1c2a3b ends, because it has 1 MB: recording\.maxMegabytes/),
    ]);
    expect(told).toEqual([false]);
  });
});

describe('old recordings', () => {
  /** Makes a recording of another run, of one second. @returns its folder */
  function old(
    ageMs: number,
    user = 'a'.repeat(24),
    name = recordingName(Date.now() - ageMs, SESSION),
  ): string {
    const folder = join(recordings.folder, user, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'input.wav'), new Uint8Array(32_044));
    return folder;
  }

  it.each([
    ['is deleted after its days', 7 * DAY_MS + 60_000, false],
    ['is kept until then', 7 * DAY_MS - 60_000, true],
    ['is kept if the clock was set back since', -DAY_MS, true],
  ])('%s, also if calls are not recorded any more', async (_, ageMs, isKept) => {
    const folder = old(ageMs);
    const service = await recordings.service({ enabled: false });
    await service.sweep();
    expect(existsSync(folder)).toBe(isKept);
    expect(existsSync(join(folder, '..'))).toBe(isKept);
  });

  it('are deleted while the backend runs, too', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    try {
      const service = await recordings.service();
      const folder = old(6 * DAY_MS);
      const running = startRecording(service).recording;
      running.input(second(1));
      vi.setSystemTime(Date.now() + DAY_MS);
      await vi.waitFor(() => {
        vi.advanceTimersByTime(3_600_000);
        expect(existsSync(folder)).toBe(false);
      });
      vi.advanceTimersByTime(30 * DAY_MS);
      await service.sweep();
      expect(running.on).toBe(true);
      await running.close();
      expect(recordings.files()).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that Earshot has not made stay', async () => {
    const ancient = recordingName(0, SESSION);
    const foreign = [
      old(0, 'Music', ancient),
      old(0, 'a'.repeat(24), 'holiday'),
      old(0, 'a'.repeat(24), '2020-01-01T00-00-00-000Z'),
    ];
    const mine = old(0, 'unnamed', ancient);
    await (await recordings.service()).sweep();
    expect([...foreign, mine].map((folder) => existsSync(folder))).toEqual([true, true, true, false]);
  });

  it('go first when all together are too many, the oldest before the others', async () => {
    const hours = [5, 1, 4, 2, 3];
    const folders = hours.map((hour, i) => old(hour * 3_600_000, `${i}`.repeat(24)));
    const service = await recordings.service({ maxTotalMegabytes: 1 });
    await service.sweep();
    const { recording, told } = startRecording(service);
    // 864,000 bytes beside five times 32,044: over the limit, so that they are deleted down to nine tenths of it.
    for (let i = 0; i < 27; i++) recording.input(second(1));
    const left = () => hours.filter((_, i) => existsSync(folders[i]!));
    await vi.waitFor(() => expect(left()).toEqual([1]));
    expect([recording.on, told, recordings.warnings]).toEqual([true, [], []]);
  });

  it('are not enough if those that run have too much: these end, with one warning', async () => {
    const service = await recordings.service({ maxTotalMegabytes: 1 });
    const [one, other] = [startRecording(service), startRecording(service, { identity: OTHER })];
    for (let i = 0; i < 17; i++) for (const { recording } of [one, other]) recording.input(second(1));
    await vi.waitFor(() => expect([one.told, other.told]).toEqual([[false], [false]]));
    expect(recordings.warnings).toEqual([
      expect.stringMatching(/all recordings together have 1 MB: recording\.maxTotalMegabytes/),
    ]);
    await Promise.all([one.recording.close(), other.recording.close()]);
    // They are old ones now, and give room to the next.
    const next = startRecording(service);
    next.recording.input(second(1));
    await service.sweep();
    expect([next.recording.on, recordings.files('**/input.wav').length]).toEqual([true, 2]);
  });
});

describe('forgetting', () => {
  it("deletes this user's recordings, and begins the running ones anew", async () => {
    const service = await recordings.service();
    const [earlier, running, ofOther] = [ME, ME, OTHER].map((identity, i) =>
      startRecording(service, { identity, session: SESSION.replace('5', String(i)) }),
    );
    for (const { recording } of [earlier!, running!, ofOther!])
      recording.input(concatPcm([second(1), second(2)]));
    await earlier!.recording.close();
    expect(await running!.recording.forget()).toBeUndefined();
    expect([running!.recording.on, running!.told]).toEqual([true, [true]]);
    running!.recording.input(second(7));
    await Promise.all([running!, ofOther!].map(({ recording }) => recording.close()));
    const heard = recordings.files().map((file) => [...new Set(recordings.wav(file).pcm)]);
    expect(heard.sort()).toEqual([[1, 2], [7]]);
    expect(recordings.warnings).toEqual([]);
  });

  it('happens once if all sessions of a user ask for it', async () => {
    const service = await recordings.service();
    const calls = [1, 2, 3].map((value) =>
      startRecording(service, { session: SESSION.replace('5', String(value)) }),
    );
    for (const { recording } of calls) recording.input(second(1));
    const problems = await Promise.all(calls.map(({ recording }) => recording.forget()));
    expect(problems).toEqual([undefined, undefined, undefined]);
    expect(calls.map(({ told }) => told)).toEqual([[true], [true], [true]]);
    for (const { recording } of calls) recording.input(second(2));
    await calls[0]!.recording.forget();
    await Promise.all(calls.map(({ recording }) => recording.close()));
    expect(recordings.files()).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('closes the files that it deletes', async () => {
    const { recording } = startRecording(await recordings.service());
    recording.input(second(1));
    await recording.forget();
    await recording.close();
    const links = readdirSync('/proc/self/fd').map((file) => {
      try {
        return readlinkSync(join('/proc/self/fd', file));
      } catch {
        return '';
      }
    });
    expect(links.filter((path) => path.startsWith(recordings.folder))).toEqual([]);
  });

  it('deletes earlier ones if calls are not recorded any more', async () => {
    const { recording } = startRecording(await recordings.service());
    recording.input(second(1));
    await recording.close();
    const now = startRecording(await recordings.service({ enabled: false })).recording;
    expect(await now.forget()).toBeUndefined();
    expect([recordings.files(), now.on]).toEqual([[], false]);
  });

  it('deletes only the own session of a client without an identity', async () => {
    const service = await recordings.service();
    const [own, other] = [1, 2].map((value) => {
      const session = SESSION.replace('5', String(value));
      const { recording } = startRecording(service, { identity: null, session });
      recording.input(second(value));
      return recording;
    });
    await own!.close();
    await other!.close();
    expect(await own!.forget()).toBeUndefined();
    expect(recordings.files().map((file) => recordings.wav(file).pcm[0])).toEqual([2]);
  });

  it('has nothing to do for a client without an identity that was not recorded', async () => {
    const service = await recordings.service({ enabled: false });
    expect(await startRecording(service, { identity: null }).recording.forget()).toBeUndefined();
  });
});
