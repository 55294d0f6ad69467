import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EarshotConfig } from '../../config/config.dto.js';
import { checkBrowser, checkBuilds } from './check-computer.js';
import { checkDataFolder, checkRecording } from './check-data-folder.js';
import { checkWeather } from './check-weather.js';
import { checkLibraries } from './check-libraries.js';
import { checkStage } from './check-stages.js';

describe(checkLibraries.name, () => {
  const missing = {
    libraries: { sphinxbase: 'libsphinxbase.so.3', pocketsphinx: 'libnone.so.3' },
    modelFolder: '/nonexistent',
  };
  const stt = (provider: string) => ({ provider, options: {}, fallbacks: [] });

  it('lists what is missing, and how to install it', async () => {
    expect(await checkLibraries({ stt: stt('embedded') }, missing)).toMatchObject({
      verdict: 'poor',
      found: 'missing: libnone.so.3, /nonexistent',
      todo: expect.stringContaining('apt-get install libpocketsphinx3') as string,
    });
  });

  it('reports all as missing when the library loader is not available', async () => {
    const loader = () => Promise.reject(new Error('Cannot find the native Koffi module'));
    expect(await checkLibraries({ stt: stt('embedded') }, { ...missing, loader })).toMatchObject({
      verdict: 'poor',
      found: 'missing: libsphinxbase.so.3, libnone.so.3, /nonexistent',
    });
  });

  it('is ok when no configured provider needs them', async () => {
    expect(await checkLibraries({ stt: stt('deepgram') }, missing)).toMatchObject({ verdict: 'ok' });
  });
});

describe(checkBuilds.name, () => {
  it('reports missing builds, and builds older than their sources', () => {
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

describe(checkDataFolder.name, () => {
  it('reports a folder, one that will be made, and one that cannot be', () => {
    const root = mkdtempSync(join(tmpdir(), 'earshot-data-'));
    expect(checkDataFolder(root)).toEqual({ verdict: 'ok', what: 'Data folder', found: root });
    const folder = join(root, 'a', 'b');
    expect(checkDataFolder(folder)).toMatchObject({
      verdict: 'ok',
      found: `${folder}, made when it is needed`,
    });
    writeFileSync(join(root, 'a'), '');
    expect(checkDataFolder(folder)).toMatchObject({
      verdict: 'poor',
      found: expect.stringContaining(`${join(root, 'a')} is no folder`) as string,
      todo: expect.stringContaining('EARSHOT_DATA') as string,
    });
    rmSync(root, { recursive: true });
  });
});

describe(checkRecording.name, () => {
  const check = (enabled: boolean, folder: string) =>
    checkRecording({ recording: Object.assign(new EarshotConfig().recording, { enabled, folder }) });

  it('tells whether calls are recorded, where, and what hinders it', () => {
    const root = mkdtempSync(join(tmpdir(), 'earshot-data-'));
    const file = join(root, 'a');
    writeFileSync(file, '');
    expect(check(false, root)).toMatchObject({
      verdict: 'ok',
      found: expect.stringMatching(/^off/) as string,
    });
    expect(check(true, join(root, 'b/c'))).toMatchObject({
      verdict: 'ok',
      found: `on: calls are kept in ${join(root, 'b/c')} for 7 days`,
    });
    expect(check(true, join(file, 'b'))).toMatchObject({
      verdict: 'poor',
      found: expect.stringContaining(`${file} is no folder, so calls are not recorded`) as string,
      todo: expect.stringContaining('recording.folder') as string,
    });
    rmSync(root, { recursive: true });
  });
});

describe(checkWeather.name, () => {
  it.each([
    ['ask', /only after the user has allowed it/],
    ['allowed', /without a question/],
    ['off', /switched off/],
  ] as const)('tells that the weather service is "%s"', (weather, found) => {
    expect(checkWeather({ weather })).toMatchObject({ verdict: 'ok', found: expect.stringMatching(found) });
  });
});

describe(checkStage.name, () => {
  const failing = { warmUp: () => Promise.reject(new Error("Cannot find package 'mathjs'")) };
  const check = (provider: string, skills: boolean, answerer?: typeof failing) => {
    const config = new EarshotConfig();
    Object.assign(config.llm, {
      provider,
      skills,
      options: provider === 'openai' ? { apiKey: 'a-key' } : {},
    });
    return checkStage('llm', config, false, answerer);
  };

  it.each([
    ['skills', false],
    ['openai', true],
  ])('loads the data of the skills for %s with skills: %s', async (provider, skills) => {
    expect((await check(provider, skills)).at(-1)).toEqual({ verdict: 'ok', what: 'Skills', found: 'work' });
    expect((await check(provider, skills, failing)).at(-1)).toMatchObject({
      verdict: 'bad',
      what: 'Skills',
      found: expect.stringContaining("Cannot find package 'mathjs'") as string,
      todo: expect.stringContaining('npm ci') as string,
    });
  });

  it('does not check skills that the config does not use', async () => {
    expect((await check('openai', false, failing)).map(({ what }) => what)).toEqual(['The language model']);
  });
});

describe(checkBrowser.name, () => {
  it('finds the browser that CHROMIUM names', () => {
    expect(checkBrowser({ CHROMIUM: process.execPath })).toMatchObject({
      verdict: 'ok',
      found: process.execPath,
    });
  });
});
