import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../load-config.js';
import { ConfigError } from './config-file.js';
import { dataFolderOf } from './data-folder.js';

describe(dataFolderOf.name, () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'earshot-data-folder-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (config: unknown) =>
    writeFileSync(
      join(folder, 'earshot.config.json'),
      typeof config === 'string' ? config : JSON.stringify(config),
    );

  it.each([
    ['nothing', undefined, {}, undefined],
    ['the environment', undefined, { EARSHOT_DATA: '/data' }, '/data'],
    ['the environment, which wins', { dataFolder: '/own' }, { EARSHOT_DATA: ' /data ' }, '/data'],
    ['an empty variable', { dataFolder: '/own' }, { EARSHOT_DATA: ' ' }, '/own'],
    ['the config', { dataFolder: '/own' }, {}, '/own'],
    ['a placeholder', { dataFolder: '${env:BASE}/own' }, { BASE: '/base' }, '/base/own'],
    ['a default', { dataFolder: '${env:BASE|/other}' }, {}, '/other'],
    ['the home folder', { dataFolder: '~/own' }, {}, join(homedir(), 'own')],
    ['a relative path', { dataFolder: 'own' }, {}, 'own'],
    ['nothing in the config', { dataFolder: null, port: 1 }, {}, undefined],
  ])('is the one that the backend takes: %s', async (_, config, env, expected) => {
    if (config) write(config);
    const found = dataFolderOf(env, folder);
    expect(found).toBe((await loadConfig(env, folder)).dataFolder);
    if (expected) expect(found).toBe(resolve(folder, expected));
    else expect(found).toMatch(/earshot(?:[\\/]Data)?$/);
  });

  it('does not look at the other settings', () => {
    write({ dataFolder: '/own', port: 'x', llm: { options: { apiKey: '${env:NOT_SET}' } } });
    expect(dataFolderOf({}, folder)).toBe(resolve('/own'));
  });

  it.each([
    ['a number', { dataFolder: 1 }, 'must be the path of a folder'],
    ['an empty path', { dataFolder: '' }, 'must be the path of a folder'],
    ['a variable that is not set', { dataFolder: '${env:NOT_SET}' }, 'NOT_SET is not set'],
    ['a file that is no JSON', '{', 'is not valid JSON'],
  ])('says what is wrong with %s', (_, config, problem) => {
    write(config);
    expect(() => dataFolderOf({}, folder)).toThrow(problem);
    expect(() => dataFolderOf({}, folder)).toThrow(ConfigError);
  });

  it('needs no config file that can be read where the environment names the folder', () => {
    write('{');
    expect(dataFolderOf({ EARSHOT_DATA: '/data' }, folder)).toBe(resolve('/data'));
  });
});
