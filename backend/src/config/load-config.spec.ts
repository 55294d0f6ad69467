import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from './load-config.js';

describe(loadConfig.name, () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-config-'));
    file = join(folder, 'earshot.config.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const load = (content: unknown, env = {}) => {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return loadConfig({ EARSHOT_CONFIG: file, ...env });
  };

  it('has defaults for everything', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8765,
      singleClient: false,
      llm: { provider: 'embedded' },
      conversation: { endpointing: { delayMs: 600 } },
    });
  });

  it('takes what a file says, and leaves the rest', () => {
    const config = load({ singleClient: true, conversation: { greeting: '' }, tts: { provider: 'x' } });
    expect(config).toMatchObject({ singleClient: true, port: 8765, tts: { provider: 'x', options: {} } });
    expect(config.conversation).toMatchObject({ greeting: '', bargeIn: { minSpeechMs: 250 } });
  });

  it('lets PORT and HOST win', () => {
    expect(load({ port: 1 }, { PORT: '0', HOST: '0.0.0.0' })).toMatchObject({ port: 0, host: '0.0.0.0' });
  });

  it('names every problem with its path, and the file', () => {
    const problems = () => load({ port: 'x', conversation: { greting: 'Hi', endpointing: { delayMs: -1 } } });
    expect(problems).toThrow(ConfigError);
    expect(problems).toThrow(file);
    expect(problems).toThrow(/port: port must be an integer/);
    expect(problems).toThrow(/conversation\.greting: there is no such setting/);
    expect(problems).toThrow(/conversation\.endpointing\.delayMs: /);
  });

  it.each([
    ['{', /not valid JSON/],
    ['[]', /must hold a JSON object/],
  ])('says what is wrong with %j', (content, words) => {
    expect(() => load(content)).toThrow(words);
  });

  it('says that a file is missing', () => {
    expect(() => loadConfig({ EARSHOT_CONFIG: join(folder, 'none.json') })).toThrow(/cannot be read/);
  });

  it('says that PORT is no port', () => {
    expect(() => loadConfig({ PORT: 'http' })).toThrow(/port/);
  });
});
