import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigFolder } from './testing/config-folder.js';

describe('the settings of the recordings', () => {
  const folder = new ConfigFolder();
  const { load, problemsOf } = folder;

  it('record nothing by default', async () => {
    expect((await load({ dataFolder: 'data' })).recording).toEqual({
      enabled: false,
      folder: join(folder.path, 'data/recordings'),
      maxMegabytes: 250,
      maxTotalMegabytes: 2_000,
      days: 7,
    });
  });

  it.each([
    ['a folder of their own', { folder: 'calls' }, {}, 'calls'],
    ['the data folder of the environment', {}, { EARSHOT_DATA: 'elsewhere' }, 'elsewhere/recordings'],
    [
      'the environment',
      { enabled: '${env:RECORD}', folder: '${env:CALLS}' },
      { RECORD: 'true', CALLS: 'here' },
      'here',
    ],
  ])('may name %s', async (_, recording, env, expected) => {
    const config = await load({ recording }, env);
    expect(config.recording.folder).toBe(join(folder.path, expected));
    expect(config.recording.enabled).toBe('enabled' in recording);
  });

  it.each([
    [{ enabled: 'yes' }, /recording\.enabled: .*boolean/],
    [{ folder: '' }, /recording\.folder: /],
    [{ maxMegabytes: 0 }, /recording\.maxMegabytes: .*1/],
    [{ maxMegabytes: 4_001 }, /recording\.maxMegabytes: .*4000/],
    [{ maxTotalMegabytes: 1.5 }, /recording\.maxTotalMegabytes: .*integer/],
    [{ days: -1 }, /recording\.days: .*1/],
    [{ days: 3_651 }, /recording\.days: .*3650/],
    [{ maxMinutes: 5 }, /recording\.maxMinutes/],
    ['on', /recording: /],
  ])('refuse %j', async (recording, problem) => {
    expect(await problemsOf({ recording })).toMatch(problem);
  });
});
