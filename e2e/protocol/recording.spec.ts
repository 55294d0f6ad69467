import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { concatPcm, dbfs, parseWav } from '#audio';
import { fixturePcm, microphoneChunks, quietRoom, speechFixtures } from '../../testing/speech-fixtures.ts';
import { NO_LOCAL_STT, startBackend, type Backend } from '../harness/backend.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

const PAGE = 'http://localhost:5173';
const [fixture] = speechFixtures('clean');
const speech = fixturePcm(fixture!);

describe('a backend that records', () => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-recording-'));
  let backend: Backend;
  afterEach(() => backend.stop());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const startServer = async () =>
    (backend = await startBackend({
      config: { ...NO_LOCAL_STT, allowedOrigins: [PAGE], recording: { enabled: true, folder } },
    }));
  const connect = () => ProtocolClient.connect(backend.url, { origin: PAGE });
  const files = (name: string) => globSync(`*/*/${name}`, { cwd: folder }).map((file) => join(folder, file));
  const wav = (file: string) => parseWav(readFileSync(file));

  it('has both sides of a call, over a reconnect; killed, it leaves what can be played', async () => {
    await startServer();
    const client = await connect();
    client.command('session_start', { greeting: false });
    const session = await client.data('session');
    expect(session.recording).toBe(true);
    expect(backend.output()).toContain(`Calls are recorded in ${folder} and deleted after 7 days`);
    expect(session.recording_expires_at! - Date.now()).toBeGreaterThan(6.9 * 24 * 3_600_000);
    client.command('text_input', { text: 'what is twenty percent of eighty' });
    const { turn_id } = await client.commandNamed('audio_end');
    const answer = client.pcmOf(turn_id);
    for (const chunk of microphoneChunks(speech)) client.audio(chunk);
    await client.close();

    const next = await connect();
    next.command('session_start', { resume_token: session.resume_token });
    expect(await next.data('session')).toMatchObject({ resumed: true, recording: true });
    // The last second is written when it is whole.
    const more = quietRoom(2_000);
    next.audio(more);
    const input = files('input.wav')[0]!;
    const heard = concatPcm([speech, more]);
    const wholeSeconds = Math.floor(heard.length / 16_000) * 16_000;
    await expect.poll(() => wav(input).pcm.length, { timeout: 10_000 }).toBe(wholeSeconds);
    await backend.stop('SIGKILL');
    expect(wav(input)).toEqual({ sampleRateHz: 16_000, channels: 1, pcm: heard.slice(0, wholeSeconds) });
    const { speechStartMs, speechEndMs } = fixture!;
    expect(dbfs(wav(input).pcm.subarray(speechStartMs * 16, speechEndMs * 16))).toBeGreaterThan(-35);
    expect(dbfs(wav(input).pcm.subarray(0, speechStartMs * 8))).toBeLessThan(-60);
    const spoken = wav(files('output.wav')[0]!).pcm;
    expect(spoken.length).toBe(Math.floor(answer.length / 16_000) * 16_000);
    expect(spoken).toEqual(answer.slice(0, spoken.length));
    expect(dbfs(spoken)).toBeGreaterThan(-35);
    if (process.platform !== 'win32') expect(statSync(input).mode & 0o777).toBe(0o600);
  });

  it('writes the rest when it stops', async () => {
    await startServer();
    // Loading the models, it has little time for anything else.
    await backend.ready();
    const client = await connect();
    client.command('session_start', { greeting: false });
    await client.data('session');
    for (const chunk of microphoneChunks(speech)) client.audio(chunk);
    client.command('ping', { t: 1 });
    await client.commandNamed('pong');
    await backend.stop();
    const [newest] = files('input.wav').sort().slice(-1);
    expect(wav(newest!).pcm).toEqual(speech);
  });

  it('that cannot write says so once, and speaks unrecorded', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    await startServer();
    for (let i = 0; i < 2; i++) {
      const client = await connect();
      client.command('session_start', { greeting: false });
      expect((await client.data('session')).recording).toBe(false);
      client.command('text_input', { text: 'are you recording me' });
      await client.data('text_data', ({ text }) => text.startsWith("I'm not recording this call"));
      await client.close();
    }
    expect(backend.output().match(/Calls are not recorded, because .* is no folder/g)).toHaveLength(1);
  });
});
