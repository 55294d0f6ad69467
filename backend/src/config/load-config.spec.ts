import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.js';
import { ConfigFolder } from './testing/config-folder.js';

const KEY = 'sk-test-0123456789abcdef';

describe(loadConfig.name, () => {
  const folder = new ConfigFolder();
  const { load, problemsOf } = folder;

  describe('the file', () => {
    it('is optional', async () => {
      expect(await loadConfig({}, folder.path)).toMatchObject({
        host: '127.0.0.1',
        port: 8765,
        singleClient: false,
        profile: 'auto',
        vad: { provider: 'silero' },
        llm: { provider: 'embedded', fallbacks: [], skills: true, tools: 'auto' },
        conversation: { endpointing: { delayMs: 600 } },
      });
    });

    it('is earshot.config.json in the folder.path, unless EARSHOT_CONFIG names another', async () => {
      writeFileSync(join(folder.path, 'earshot.config.json'), '{"port": 1}');
      expect(await loadConfig({}, folder.path)).toMatchObject({ port: 1 });
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

    it('is overridden by PORT, HOST, EARSHOT_PROFILE and EARSHOT_DATA', async () => {
      const env = { PORT: '0', HOST: '0.0.0.0', EARSHOT_PROFILE: 'embedded', EARSHOT_DATA: 'data' };
      expect(await load({ port: 1, profile: 'cloud' }, env)).toMatchObject({
        port: 0,
        host: '0.0.0.0',
        dataFolder: join(folder.path, 'data'),
        profile: 'embedded',
        stt: { provider: 'embedded' },
      });
    });

    it('is overridden by the variables of metrics and log', async () => {
      const env = { EARSHOT_METRICS_PORT: '9464', EARSHOT_METRICS_HOST: '0.0.0.0', EARSHOT_LOG: 'json' };
      expect(await load({ metrics: { port: 1 }, log: { turns: false } }, env)).toMatchObject({
        metrics: { port: 9_464, host: '0.0.0.0' },
        log: { format: 'json', turns: false, words: false },
      });
      expect(await load({}, {})).toMatchObject({ metrics: { host: '127.0.0.1' }, log: { format: 'text' } });
      const problems = await problemsOf({}, { EARSHOT_METRICS_PORT: 'x', EARSHOT_LOG: 'yaml' });
      expect(problems).toContain('metrics.port: found "x" in EARSHOT_METRICS_PORT');
      expect(problems).toContain('log.format: found "yaml" in EARSHOT_LOG');
    });

    it.each([
      ['~/earshot', join(homedir(), 'earshot')],
      ['~', homedir()],
    ])('may name a data folder in the home folder: %s', async (dataFolder, expected) => {
      expect(await load({ dataFolder })).toMatchObject({ dataFolder: expected });
      expect(await load({}, { EARSHOT_DATA: dataFolder })).toMatchObject({ dataFolder: expected });
    });

    it('may name a data folder that begins with a tilde', async () => {
      const dataFolder = join(folder.path, '~data');
      expect(await load({ dataFolder: '~data' })).toMatchObject({ dataFolder });
    });

    it.each([
      ['tls/cert.pem', () => join(folder.path, 'tls/cert.pem')],
      ['~/tls/cert.pem', () => join(homedir(), 'tls/cert.pem')],
      [resolve('/etc/tls/cert.pem'), () => resolve('/etc/tls/cert.pem')],
    ])('finds the certificate at %s and its key beside it', async (cert, expected) => {
      const { tls } = await load({ tls: { cert, key: cert.replace('cert', 'key') } });
      expect(tls).toEqual({ cert: expected(), key: expected().replace('cert', 'key') });
    });

    const TEXT = '{"port": 1}';
    const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();
    it.each([
      ['UTF-8', Buffer.from(TEXT)],
      ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
      ['UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
      ['UTF-16 without a byte order mark', Buffer.from(TEXT, 'utf16le')],
      ['big-endian UTF-16', bigEndian(`\uFEFF${TEXT}`)],
      ['big-endian UTF-16 without a byte order mark', bigEndian(TEXT)],
    ])('may be in %s', async (_encoding, bytes) => {
      writeFileSync(join(folder.path, 'earshot.config.json'), bytes);
      expect(await loadConfig({}, folder.path)).toMatchObject({ port: 1 });
    });

    it.each([
      ['Latin-1', Buffer.from('{"conversation": {"greeting": "Olé"}}', 'latin1')],
      ['cut UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').subarray(0, -1)],
    ])('says that it is in the wrong encoding if it is in %s', async (_encoding, bytes) => {
      writeFileSync(join(folder.path, 'earshot.config.json'), bytes);
      await expect(loadConfig({}, folder.path)).rejects.toThrow('Save it with the encoding UTF-8');
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
      const env = { EARSHOT_CONFIG: join(folder.path, 'none.json') };
      await expect(loadConfig(env, folder.path)).rejects.toThrow(/none\.json cannot be read \(ENOENT\)/);
    });
  });

  describe('problems', () => {
    it('are all reported at once, with the file, path, value and what is allowed', async () => {
      const message = await problemsOf({
        port: 'x',
        allowedOrigins: [1],
        conversation: { greting: 'Hi', endpointing: { delayMs: -1 } },
        stt: 'deepgram',
        llm: { skills: 'no', tools: 'few', fallbacks: [{ provider: 'skils' }] },
        tts: { provider: 'embeded' },
        quite: { new: true },
      });
      expect(message).toContain(folder.file);
      expect(message.split('\n  ').slice(1).sort()).toEqual([
        'allowedOrigins: found a list, each value must be a string',
        'conversation.endpointing.delayMs: found -1, must not be less than 0',
        'conversation.greting: unknown setting; did you mean "greeting"?',
        'llm.fallbacks[0].provider: found "skils", which is not a known provider of this stage; did you mean "skills"?',
        'llm.skills: found "no", must be a boolean value',
        'llm.tools: found "few", must be one of the following values: auto, core, all',
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
      await expect(loadConfig({ PORT: 'http' }, folder.path)).rejects.toThrow(
        /port: found "http" in PORT, must be an integer/,
      );
      await expect(loadConfig({ PORT: '70000' }, folder.path)).rejects.toThrow(
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
});
