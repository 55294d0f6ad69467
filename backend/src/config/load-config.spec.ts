import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsBoolean, IsInt, IsOptional, Max } from 'class-validator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HttpApiOptions } from '../provider-kit/provider-options.js';
import { REGISTRIES } from './registries.js';
import { ConfigError, loadConfig } from './load-config.js';

class RemoteOptions extends HttpApiOptions {
  @IsOptional()
  @IsInt()
  @Max(11)
  volume?: number;

  @IsOptional()
  @IsBoolean()
  loud?: boolean;
}

const KEY = 'sk-test-0123456789abcdef';

describe(loadConfig.name, () => {
  beforeAll(() => {
    const remote = (name: string) => async () => ({
      name,
      label: name,
      Options: RemoteOptions,
      apiKeyEnv: 'REMOTE_API_KEY',
      create: (): never => {
        throw new Error('Not made here.');
      },
    });
    REGISTRIES.tts.remote = remote('remote');
    REGISTRIES.stt.remote = remote('remote');
  });
  afterAll(() => {
    delete REGISTRIES.tts.remote;
    delete REGISTRIES.stt.remote;
  });

  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-config-'));
    file = join(folder, 'own.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const load = (content: unknown, env = {}) => {
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return loadConfig({ EARSHOT_CONFIG: file, ...env }, folder);
  };
  const problemsOf = async (content: unknown, env = {}): Promise<string> => {
    const error: unknown = await load(content, env).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  };

  describe('the file', () => {
    it('is optional', async () => {
      expect(await loadConfig({}, folder)).toMatchObject({
        host: '127.0.0.1',
        port: 8765,
        singleClient: false,
        profile: 'auto',
        vad: { provider: 'silero' },
        llm: { provider: 'embedded', fallbacks: [], skills: true },
        conversation: { endpointing: { delayMs: 600 } },
      });
    });

    it('is earshot.config.json in the folder, unless EARSHOT_CONFIG names another', async () => {
      writeFileSync(join(folder, 'earshot.config.json'), '{"port": 1}');
      expect(await loadConfig({}, folder)).toMatchObject({ port: 1 });
      expect(await load({ port: 2 })).toMatchObject({ port: 2 });
    });

    it('overrides only the settings that it contains', async () => {
      const config = await load({
        $schema: './earshot.config.schema.json',
        singleClient: true,
        conversation: { greeting: '' },
        tts: { provider: 'remote' },
      });
      expect(config).toMatchObject({
        singleClient: true,
        port: 8765,
        tts: { provider: 'remote', options: {} },
      });
      expect(config.conversation).toMatchObject({ greeting: '', bargeIn: { minSpeechMs: 250 } });
    });

    it("can be README's example", async () => {
      const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
      const example = /```json\n(.*?)```/s.exec(readme)?.[1];
      expect(await load(example, { EARSHOT_MODEL: '' })).toMatchObject({
        stt: { provider: 'deepgram', fallbacks: [{ provider: 'embedded' }] },
        llm: { options: { model: 'qwen3:4b' } },
      });
    });

    it('is overridden by PORT, HOST and EARSHOT_PROFILE', async () => {
      const env = { PORT: '0', HOST: '0.0.0.0', EARSHOT_PROFILE: 'embedded' };
      expect(await load({ port: 1, profile: 'cloud' }, env)).toMatchObject({
        port: 0,
        host: '0.0.0.0',
        profile: 'embedded',
        stt: { provider: 'embedded' },
      });
    });

    it('may start with a byte order mark', async () => {
      expect(await load('\uFEFF{"port": 1}')).toMatchObject({ port: 1 });
    });

    it.each([
      ['{', /not valid JSON: .*line 1, column 2/],
      [`{\n "apiKey": ${KEY}\n}`, /not valid JSON: look at line 2, column/],
      ['{"a": 1', /not valid JSON/],
      ['[]', /must contain a JSON object/],
    ])('is refused when it is %j, without quoting it', async (content, words) => {
      const message = await problemsOf(content);
      expect(message).toMatch(words);
      expect(message).not.toContain(KEY.slice(0, 6));
    });

    it('must exist if EARSHOT_CONFIG names it', async () => {
      const env = { EARSHOT_CONFIG: join(folder, 'none.json') };
      await expect(loadConfig(env, folder)).rejects.toThrow(/none\.json cannot be read \(ENOENT\)/);
    });
  });

  describe('problems', () => {
    it('are all reported at once, with the file, path, value and what is allowed', async () => {
      const message = await problemsOf({
        port: 'x',
        allowedOrigins: [1],
        conversation: { greting: 'Hi', endpointing: { delayMs: -1 } },
        stt: 'deepgram',
        llm: { skills: 'no', fallbacks: [{ provider: 'skils' }] },
        tts: { provider: 'embeded' },
        quite: { new: true },
      });
      expect(message).toContain(file);
      expect(message.split('\n  ').slice(1).sort()).toEqual([
        'allowedOrigins: found a list, each value must be a string',
        'conversation.endpointing.delayMs: found -1, must not be less than 0',
        'conversation.greting: unknown setting; did you mean "greeting"?',
        'llm.fallbacks[0].provider: found "skils", which is not a known provider of this stage; did you mean "skills"?',
        'llm.skills: found "no", must be a boolean value',
        'port: found "x", must be an integer number, must not be less than 0, must not be greater than 65535',
        expect.stringMatching(/^quite: unknown setting; known: profile, profiles, host, port, /),
        'stt: found "deepgram", must be an object',
        'tts.provider: found "embeded", which is not a known provider of this stage; did you mean "embedded"?',
      ]);
    });

    it('include those of options, fallbacks and unused profiles', async () => {
      const message = await problemsOf({
        tts: {
          provider: 'remote',
          options: { volum: 1 },
          fallbacks: [{ provider: 'remote', options: { volume: 12 } }],
        },
        profiles: {
          home: { stt: { provider: 'remote', options: { loud: 1 } }, sst: {} },
          cloud: {},
          work: 'remote',
        },
      });
      expect(message.split('\n  ').slice(1).sort()).toEqual([
        'profiles.cloud: "cloud" is a built-in profile: choose another name',
        'profiles.home.sst: unknown setting; did you mean "stt"?',
        'profiles.home.stt.options.loud: found 1, must be a boolean value',
        'profiles.work: must be an object, with stages such as "stt"',
        'tts.fallbacks[0].options.volume: found 12, must not be greater than 11',
        'tts.options.volum: unknown setting; did you mean "volume"?',
      ]);
    });

    it('show no secrets: no secret option, no value from the environment, nothing that looks like a key', async () => {
      const message = await problemsOf(
        {
          port: KEY,
          host: ['${env:REMOTE_API_KEY}'],
          tts: {
            provider: 'remote',
            options: { apiKey: 5_551_234, baseURL: KEY, volume: '${env:REMOTE_API_KEY}', [KEY]: 1 },
          },
          stt: { provider: 'remote', options: { baseURL: 'my password' } },
        },
        { REMOTE_API_KEY: 'hush-hush' },
      );
      expect(message).toMatch(/port: found a hidden value, must be an integer/);
      expect(message).toMatch(/tts\.options\.apiKey: a hidden value, /);
      expect(message).toMatch(/tts\.options\.baseURL: found a hidden value, /);
      expect(message).toMatch(/tts\.options\.volume: found the value of REMOTE_API_KEY, must be an integer/);
      expect(message).toMatch(/stt\.options\.baseURL: found "my password", must be an address/);
      expect(message).not.toMatch(/5551234|hush/);
    });

    it('show a PORT that is not a port', async () => {
      await expect(loadConfig({ PORT: 'http' }, folder)).rejects.toThrow(
        /port: found "http" in PORT, must be an integer/,
      );
      await expect(loadConfig({ PORT: '70000' }, folder)).rejects.toThrow(
        /port: found "70000" in PORT, must not be greater than 65535/,
      );
    });

    it('hide a name that comes from the environment', async () => {
      const message = await problemsOf(
        {
          profile: '${env:SECRET}',
          stt: { provider: '${env:SECRET}' },
          tts: { provider: 'embedded', fallbacks: [{ provider: KEY }] },
        },
        { SECRET: 'hush-hush' },
      );
      expect(message).toMatch(/profile: found the value of SECRET, which is not a known profile; known: /);
      expect(message).toMatch(/stt\.provider: found the value of SECRET, which is not a known provider/);
      expect(message).toMatch(/tts\.fallbacks\[0\]\.provider: found a hidden value, which is not a known/);
      expect(message).not.toMatch(/hush|sk-test/);
    });

    it('name EARSHOT_PROFILE', async () => {
      expect(await problemsOf({ profile: '${env:X|cloud}' }, { EARSHOT_PROFILE: 'clod' })).toContain(
        'profile: found "clod" in EARSHOT_PROFILE, which is not a known profile; did you mean "cloud"?',
      );
    });
  });

  describe('profiles', () => {
    it('include the built-in "cloud" and "embedded"', async () => {
      expect(await load({ profile: 'cloud', stt: { provider: 'embedded' } })).toMatchObject({
        stt: { provider: 'embedded' },
        llm: { provider: 'openai' },
        tts: { provider: 'elevenlabs' },
      });
      expect(await load({ profile: 'embedded' }, { OPENAI_API_KEY: 'x' })).toMatchObject({
        llm: { provider: 'embedded', fallbacks: [] },
      });
    });

    it('choose the cloud provider whose key is set, with the embedded one as fallback', async () => {
      const config = await load({}, { OPENAI_API_KEY: 'x' });
      expect(config.llm).toEqual({
        provider: 'openai',
        options: {},
        fallbacks: [{ provider: 'embedded', options: {} }],
        skills: true,
      });
      expect((await load({}, { OPENAI_API_KEY: '' })).llm).toMatchObject({
        provider: 'embedded',
        fallbacks: [],
      });
    });

    it('can be defined in the file, with "auto" for stages that they leave out', async () => {
      const profiles = {
        office: {
          tts: { provider: 'remote', options: { volume: 3 }, fallbacks: [{ provider: 'embedded' }] },
        },
      };
      expect(await load({ profile: 'office', profiles })).toMatchObject({
        stt: { provider: 'embedded' },
        tts: {
          provider: 'remote',
          options: { volume: 3 },
          fallbacks: [{ provider: 'embedded', options: {} }],
        },
        profiles: {},
      });
    });

    it('are overridden by the settings of a stage', async () => {
      const profiles = {
        office: {
          tts: {
            provider: 'remote',
            options: { volume: 3, loud: true },
            fallbacks: [{ provider: 'embedded' }],
          },
          llm: { provider: 'openai', skills: false },
        },
      };
      const load_ = async (stages: object) => load({ profile: 'office', profiles, ...stages });
      expect((await load_({ tts: { options: { volume: 4 } } })).tts).toMatchObject({
        provider: 'remote',
        options: { volume: 4, loud: true },
        fallbacks: [{ provider: 'embedded' }],
      });
      // The stage names its own provider, so the profile's options and fallbacks do not apply.
      expect((await load_({ tts: { provider: 'embedded' } })).tts).toMatchObject({
        provider: 'embedded',
        options: {},
        fallbacks: [],
      });
      expect((await load_({ llm: { provider: 'skills' } })).llm).toMatchObject({
        provider: 'skills',
        skills: false,
      });
    });

    it('must exist', async () => {
      const message = await problemsOf({ profile: 'ofice', profiles: { office: {} } });
      expect(message).toContain(
        'profile: found "ofice", which is not a known profile; did you mean "office"?',
      );
      expect(await problemsOf({ profile: '__proto__' })).toContain(
        'found "__proto__", which is not a known profile',
      );
    });

    it('do not allow options without a provider', async () => {
      expect(await problemsOf({ tts: { options: { voice: 'slt' } } })).toMatch(
        /tts\.options: options belong to one provider: set "provider" too; known: .*embedded/,
      );
    });

    it('allow "auto" for a stage whose provider the profile names', async () => {
      expect(await load({ profile: 'cloud', tts: { provider: 'auto' } })).toMatchObject({
        tts: { provider: 'embedded' },
      });
    });
  });

  describe('placeholders', () => {
    it('become numbers and booleans for settings of that type, and stay text for others', async () => {
      const config = await load(
        {
          port: '${env:MY_PORT}',
          conversation: { greeting: '${env:MY_PORT}' },
          llm: { provider: 'skills', skills: '${env:SKILLS|false}' },
          tts: { provider: 'remote', options: { volume: '${env:VOLUME}', loud: '${env:LOUD|true}' } },
        },
        { MY_PORT: '1234', VOLUME: '7' },
      );
      expect(config).toMatchObject({
        port: 1234,
        conversation: { greeting: '1234' },
        llm: { skills: false },
        tts: { options: { volume: 7, loud: true } },
      });
    });

    it('stay text when they are a part of a text', async () => {
      expect(await problemsOf({ port: '1${env:X}' }, { X: '2' })).toMatch(
        /port: found the value of X, must be an int/,
      );
    });

    it('are a problem when the variable is not set, except in unused profiles', async () => {
      const profiles = {
        away: {
          tts: { provider: 'remote', options: { apiKey: '${env:NOT_SET}', volume: '${env:NOT_SET}' } },
        },
      };
      expect(await load({ profiles })).toMatchObject({ tts: { provider: 'embedded' } });
      expect(await problemsOf({ profile: 'away', profiles })).toMatch(
        /profiles\.away\.tts\.options\.apiKey: the environment variable NOT_SET is not set/,
      );
    });
  });
});
