import { execFile } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LoopbackServer, type LoopbackHandlers } from '../../testing/loopback-server.ts';
import { checkLibraries } from './check-libraries.ts';
import { checkBrowser, checkBuilds } from './check-computer.ts';

const DOCTOR = join(import.meta.dirname, '../doctor.ts');
const KEY = 'a-key-that-nobody-may-see';

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
      const { PATH = '', HOME = '' } = process.env;
      execFile(
        process.execPath,
        [DOCTOR, ...args],
        { cwd: folder, env: { PATH, HOME, DEEPGRAM_API_KEY: KEY, ...env } },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
      );
    });
  }

  it('finds that the keyless default works, and an Earshot that already listens', async () => {
    const { port } = await serve((_, response) => void response.end('{"status":"ok","protocol":1}'));
    const { code, text } = await doctor({ profile: 'embedded', port });
    expect(text).toMatch(/✓ Config +.*earshot\.config\.json, profile "embedded"/);
    for (const stage of ['Voice detection', 'Speech recognition', 'The language model', 'Speech synthesis']) {
      expect(text).toMatch(new RegExp(`✓ ${stage} +\\w+: works`));
    }
    expect(text).toMatch(/✓ Native libraries +libsphinxbase\.so\.3, libpocketsphinx\.so\.3/);
    expect(text).toContain(`an Earshot already listens on ${port}`);
    expect(text).toContain('set: DEEPGRAM_API_KEY');
    expect(code).toBe(0);
  });

  it('asks a server on this computer without --online, and finds that it is down', async () => {
    const { port } = await serve((_, response) => void response.end('{"data":[{"id":"a-model"}]}'));
    const llm = { provider: 'openai', options: { baseURL: `http://127.0.0.1:${port}/v1` } };
    const config = { profile: 'embedded', port: 0, llm };
    const up = await doctor(config);
    expect(up.text).toMatch(new RegExp(`✓ The language model +openai: reached at 127.0.0.1:${port}`));
    expect(up.code).toBe(0);
    await server![Symbol.asyncDispose]();
    server = undefined;
    const down = await doctor(config);
    expect(down.text).toMatch(/✗ The language model +openai: could not be used\n +-> .*cannot be reached/);
    expect(down.code).toBe(1);
  });

  it('says in a sentence that there is no such option', async () => {
    const { code, text } = await doctor({}, {}, ['--onlin']);
    expect(text).toBe("Unknown option '--onlin'. There is only --online: npm run doctor -- --online\n");
    expect(code).toBe(1);
  });

  it('finds what is wrong with the config, and shows no key', async () => {
    const { code, text } = await doctor({
      prot: 1,
      tts: { provider: 'elevenlabs', options: { apiKey: 5, speed: KEY } },
    });
    expect(text).toMatch(/✗ Config .*cannot be used:/);
    expect(text).toContain('prot: there is no such setting; did you mean "port"?');
    expect(text).toContain('tts.options.speed: ');
    expect(text).not.toContain(KEY);
    expect(code).toBe(1);
  });

  it('finds keys missing, and a port that another program has', async () => {
    const { port } = await serve((_, response) => void response.end('hello'));
    const { code, text } = await doctor({
      profile: 'cloud',
      port,
      llm: { fallbacks: [{ provider: 'skills' }] },
    });
    expect(text).toMatch(/✓ Speech recognition +deepgram: key is there/);
    expect(text).toMatch(/! The language model +openai: no key\n +-> .*OPENAI_API_KEY/);
    expect(text).toMatch(/✓ {3}or else +skills: works/);
    expect(text).toMatch(/✗ Speech synthesis +elevenlabs: no key\n +-> .*ELEVENLABS_API_KEY/);
    expect(text).toMatch(new RegExp(`✗ Port +${port} is taken by another program`));
    expect(text).not.toContain(KEY);
    expect(code).toBe(1);
  });

  it('asks with --online whether a key is accepted', async () => {
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
    expect(text).toMatch(/✓ {3}or else +openai: reached/);
    expect(text).not.toContain(KEY);
    expect(code).toBe(0);
  });
});

describe(checkLibraries.name, () => {
  const missing = {
    libraries: { sphinxbase: 'libsphinxbase.so.3', pocketsphinx: 'libnone.so.3' },
    modelFolder: '/nonexistent',
  };
  const stt = (provider: string) => ({ provider, options: {}, fallbacks: [] });

  it('names what is missing, and how to get it', async () => {
    expect(await checkLibraries({ stt: stt('embedded') }, missing)).toMatchObject({
      verdict: 'poor',
      found: 'missing: libnone.so.3, /nonexistent',
      todo: expect.stringContaining('apt-get install libpocketsphinx3') as string,
    });
  });

  it('counts all of them as missing where this computer has nothing to load them with', async () => {
    const loader = () => Promise.reject(new Error('Cannot find the native Koffi module'));
    expect(await checkLibraries({ stt: stt('embedded') }, { ...missing, loader })).toMatchObject({
      verdict: 'poor',
      found: 'missing: libsphinxbase.so.3, libnone.so.3, /nonexistent',
    });
  });

  it('does not mind where nothing needs it', async () => {
    expect(await checkLibraries({ stt: stt('deepgram') }, missing)).toMatchObject({ verdict: 'ok' });
  });
});

describe(checkBuilds.name, () => {
  it('tells what is not built, and what is older than its source', () => {
    const root = mkdtempSync(join(tmpdir(), 'earshot-builds-'));
    const write = (file: string, seconds: number) => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), '');
      utimesSync(join(root, file), seconds, seconds);
    };
    write('backend/src/main.ts', 100);
    expect(checkBuilds(root).map(({ found }) => found)).toEqual(['not built yet', 'not built yet']);
    write('dist/backend/src/main.js', 200);
    write('dist/extension/chrome-mv3/manifest.json', 200);
    write('backend/src/main.spec.ts', 300);
    expect(checkBuilds(root).map(({ verdict }) => verdict)).toEqual(['ok', 'ok']);
    write('backend/src/main.ts', 300);
    expect(checkBuilds(root)[0]).toMatchObject({ verdict: 'poor', found: 'older than backend/src/main.ts' });
    rmSync(root, { recursive: true });
  });
});

describe(checkBrowser.name, () => {
  it('finds the one that CHROMIUM names', () => {
    expect(checkBrowser({ CHROMIUM: process.execPath })).toMatchObject({
      verdict: 'ok',
      found: process.execPath,
    });
  });
});
