import { describe, expect, it } from 'vitest';
import { ConfigFolder } from './testing/config-folder.js';

describe('the stages of a config', () => {
  const { load, problemsOf } = new ConfigFolder();

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
        tools: 'auto',
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
          llm: { provider: 'openai', skills: false, tools: 'core' },
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
        tools: 'core',
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
