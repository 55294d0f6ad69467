import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/project.ts';
import { CLOSED_ADDRESS } from '../../testing/closed-address.ts';
import { LoopbackServer, type LoopbackHandlers } from '../../testing/loopback-server.ts';

/** What `npm run doctor` runs (scripts/cli.spec.ts), with V8's option for tests (harness/backend.ts). */
const DOCTOR = ['--liftoff-only', join(ROOT, 'dist/backend/src/cli/doctor.js')];
const KEY = 'a-key-that-must-not-be-shown';

describe('npm run doctor', { timeout: 60_000 }, () => {
  let folder: string;
  let server: LoopbackServer | undefined;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'earshot-doctor-'))));
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await server?.[Symbol.asyncDispose]();
    server = undefined;
  });

  const serve = async (http: LoopbackHandlers['http']) => (server = await LoopbackServer.start({ http }));

  function doctor(config: unknown, env: Record<string, string> = {}, args: string[] = []) {
    writeFileSync(join(folder, 'earshot.config.json'), JSON.stringify(config));
    return new Promise<{ code: number; text: string }>((resolve) => {
      const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
      execFile(
        process.execPath,
        [...DOCTOR, ...args],
        { cwd: folder, env: { PATH, HOME, NODE_COMPILE_CACHE, DEEPGRAM_API_KEY: KEY, ...env } },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
      );
    });
  }

  it('reports that the embedded profile works, and that Earshot already listens', async () => {
    const { port } = await serve((_, response) => void response.end('{"status":"ok","protocol":1}'));
    const { code, text } = await doctor({ profile: 'embedded', port });
    expect(text).toMatch(/✓ Config +.*earshot\.config\.json, profile "embedded"/);
    for (const stage of [
      'Speech detection',
      'Speech recognition',
      'The language model',
      'Speech synthesis',
    ]) {
      expect(text).toMatch(new RegExp(`✓ ${stage} +\\w+: works`));
    }
    expect(text).toMatch(/✓ Skills +work\n/);
    expect(text).toMatch(/✓ Native libraries +libsphinxbase\.so\.3, libpocketsphinx\.so\.3/);
    expect(text).toContain(`Earshot already listens on ${port}`);
    expect(text).toContain('set: DEEPGRAM_API_KEY');
    expect(code).toBe(0);
  });

  it('asks a server on this computer without --online, and reports that it is down', async () => {
    const { port } = await serve((_, response) => void response.end('{"data":[{"id":"a-model"}]}'));
    const llm = { provider: 'openai', options: { baseURL: `http://127.0.0.1:${port}/v1` } };
    // Only its key is looked at, which saves the loading of the built-in recogniser.
    const stt = { provider: 'deepgram' };
    const up = await doctor({ profile: 'embedded', port: 0, stt, llm });
    expect(up.text).toMatch(new RegExp(`✓ The language model +openai: reached at 127.0.0.1:${port}`));
    expect(up.code).toBe(0);
    llm.options.baseURL = `http://${CLOSED_ADDRESS}/v1`;
    const down = await doctor({ profile: 'embedded', port: 0, stt, llm });
    expect(down.text).toMatch(/✗ The language model +openai: could not be used\n +-> .*cannot be reached/);
    expect(down.code).toBe(1);
  });

  it('reports an unknown option in one sentence', async () => {
    const { code, text } = await doctor({}, {}, ['--onlin']);
    expect(text).toBe("Unknown option '--onlin'. The only option is --online: npm run doctor -- --online\n");
    expect(code).toBe(1);
  });

  it('reports the problems of the config without showing a key', async () => {
    const { code, text } = await doctor({
      prot: 1,
      tts: { provider: 'elevenlabs', options: { apiKey: 5, speed: KEY } },
    });
    expect(text).toMatch(/✗ Config .*is not valid:/);
    expect(text).toContain('prot: unknown setting; did you mean "port"?');
    expect(text).toContain('tts.options.speed: ');
    expect(text).not.toContain(KEY);
    expect(code).toBe(1);
  });

  it('reports missing keys, and a port that another program uses', async () => {
    const { port } = await serve((_, response) => void response.end('hello'));
    const { code, text } = await doctor({
      profile: 'cloud',
      port,
      llm: { fallbacks: [{ provider: 'skills' }] },
    });
    expect(text).toMatch(/✓ Speech recognition +deepgram: key is set/);
    expect(text).toMatch(/! The language model +openai: no key\n +-> .*OPENAI_API_KEY/);
    expect(text).toMatch(/✓ {3}fallback +skills: works\n✓ Skills +work\n/);
    expect(text).toMatch(/✗ Speech synthesis +elevenlabs: no key\n +-> .*ELEVENLABS_API_KEY/);
    expect(text).toMatch(new RegExp(`✗ Port +${port} is taken by another program`));
    expect(text).not.toContain(KEY);
    expect(code).toBe(1);
  });

  it('checks with --online whether a key is accepted', async () => {
    const { port } = await serve((_, response, { pathname }) => {
      response.writeHead(pathname.startsWith('/wrong') ? 401 : 200, { 'content-type': 'application/json' });
      response.end('{"data":[{"id":"a-model"}]}');
    });
    const openai = (path: string) => ({
      provider: 'openai',
      options: { apiKey: '${env:MY_KEY}', baseURL: `http://127.0.0.1:${port}${path}` },
    });
    const llm = { ...openai('/wrong/v1'), fallbacks: [openai('/right/v1')] };
    const { code, text } = await doctor({ profile: 'embedded', port: 0, llm }, { MY_KEY: `${KEY}-too` }, [
      '--online',
    ]);
    expect(text).toMatch(/! The language model +openai: could not be used\n +-> .*refused the API key/);
    expect(text).toMatch(/✓ {3}fallback +openai: reached/);
    expect(text).not.toContain(KEY);
    expect(code).toBe(0);
  });
});
