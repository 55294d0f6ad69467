import { describe, expect, it } from 'vitest';
import { readGraphs } from './graphs.js';
import { ConfigFolder } from './testing/config-folder.js';

describe(readGraphs.name, () => {
  const { load, problemsOf } = new ConfigFolder();

  it('takes what a graph leaves out from the rest of the file', async () => {
    const { graphs } = await load({
      llm: { provider: 'skills', skills: false },
      tts: { provider: 'remote', options: { volume: 3 } },
      conversation: { greeting: 'Hello.', endpointing: { delayMs: 800 } },
      graphs: {
        same: {},
        office: {
          stt: { provider: 'remote' },
          tts: { options: { loud: true } },
          conversation: { greeting: '', endpointing: { openDelayMs: 2_000 } },
        },
      },
    });
    expect(graphs.same).toMatchObject({
      vad: { provider: 'silero' },
      stt: { provider: 'embedded', fallbacks: [] },
      llm: { provider: 'skills', skills: false },
      tts: { provider: 'remote', options: { volume: 3 } },
      conversation: { greeting: 'Hello.' },
    });
    expect(graphs.office).toMatchObject({
      stt: { provider: 'remote', options: {} },
      llm: { provider: 'skills', skills: false },
      tts: { provider: 'remote', options: { volume: 3, loud: true } },
      conversation: {
        greeting: '',
        endpointing: { delayMs: 800, openDelayMs: 2_000 },
        bargeIn: { minSpeechMs: 250 },
      },
    });
  });

  it('merges a graph over its profile, and the profile over the rest of the file', async () => {
    const { graphs, tts, stt } = await load({
      stt: { provider: 'remote', options: { loud: true } },
      tts: { provider: 'remote', options: { volume: 3 } },
      profiles: { quiet: { tts: { provider: 'remote', options: { volume: 1 } }, llm: { skills: false } } },
      graphs: {
        home: { profile: 'quiet', tts: { options: { loud: true } } },
        offline: { profile: 'embedded' },
      },
    });
    expect(graphs.home).toMatchObject({
      tts: { options: { volume: 1, loud: true } },
      llm: { skills: false },
    });
    expect(graphs.offline).toMatchObject({ stt: { provider: 'embedded' }, tts: { provider: 'embedded' } });
    expect(graphs.offline!.stt.options).toEqual({});
    expect([stt.options, tts.options]).toEqual([{ loud: true }, { volume: 3 }]);
  });

  it.each(['constructor', '__proto__'])('refuses the name %s in a sentence', async (name) => {
    expect(await problemsOf(JSON.parse(`{"graphs": {"${name}": {}}}`) as object)).toMatch(
      `\n  graphs.${name}: choose another name: this one is reserved`,
    );
  });

  it.each([
    ['agents', { agents: [] }],
    ['agents.ports', { agents: { ports: [{ from: 9_000 }] } }],
    ['log', { log: [] }],
    ['conversation.endpointing', { conversation: { endpointing: [] } }],
    ['tls', { tls: [] }],
    ['graphs.a.tts', { graphs: { a: { tts: [] } } }],
    ['graphs.a.conversation', { graphs: { a: { conversation: [] } } }],
  ])('refuses a list as %s', async (path, given) => {
    expect(await problemsOf(given)).toContain(`\n  ${path}: found a list, must be an object`);
  });

  it('chooses the providers that it leaves open, as the rest of the file does', async () => {
    const graphs = { any: { stt: { provider: 'auto' } } };
    const { graphs: read } = await load({ stt: { provider: 'embedded' }, graphs }, { DEEPGRAM_API_KEY: 'k' });
    expect(read.any!.stt).toMatchObject({ provider: 'deepgram', fallbacks: [{ provider: 'embedded' }] });
  });

  it('reads numbers and booleans from the environment', async () => {
    const { graphs } = await load(
      {
        graphs: {
          a: {
            tts: { provider: 'remote', options: { volume: '${env:VOLUME}' } },
            conversation: { historyMessages: '${env:MESSAGES|20}' },
          },
        },
      },
      { VOLUME: '7' },
    );
    expect(graphs.a).toMatchObject({
      tts: { options: { volume: 7 } },
      conversation: { historyMessages: 20 },
    });
  });

  it('reports all problems at once, with their paths', async () => {
    const message = await problemsOf({
      graphs: {
        voice_assistant: {},
        'a b': {},
        ['x'.repeat(65)]: {},
        none: 5,
        office: {
          profile: 'clod',
          sst: {},
          stt: { provider: 'embeded' },
          tts: {
            provider: 'remote',
            options: { volume: 12 },
            fallbacks: [{ provider: 'remote', options: { lod: 1 } }],
          },
          conversation: { greting: '', endpointing: { delayMs: -1 } },
        },
      },
      agents: { ports: { from: 80, to: 70_000 }, max: 0 },
    });
    expect(message.split('\n  ').slice(1).sort()).toEqual([
      'agents.max: found 0, must not be less than 1',
      'agents.ports.from: found 80, must not be less than 1024',
      'agents.ports.to: found 70000, must not be greater than 65535',
      'graphs.a b: the name of a graph has 1 to 64 letters, digits, dots, hyphens and underscores',
      'graphs.none: must be an object, with stages such as "stt"',
      'graphs.office.conversation.endpointing.delayMs: found -1, must not be less than 0',
      'graphs.office.conversation.greting: unknown setting; did you mean "greeting"?',
      'graphs.office.profile: found "clod", which is not a known profile; did you mean "cloud"?',
      'graphs.office.sst: unknown setting; did you mean "stt"?',
      'graphs.office.stt.provider: found "embeded", which is not a known provider of this stage; did you mean "embedded"?',
      'graphs.office.tts.fallbacks[0].options.lod: unknown setting; did you mean "loud"?',
      'graphs.office.tts.options.volume: found 12, must not be greater than 11',
      'graphs.voice_assistant: "voice_assistant" is the graph of the rest of this file: choose another name',
      `graphs.${'x'.repeat(65)}: the name of a graph has 1 to 64 letters, digits, dots, hyphens and underscores`,
    ]);
  });

  it('needs the variables of the profiles that graphs use', async () => {
    const profiles = {
      used: { tts: { provider: '${env:NAME}' } },
      unused: { tts: { provider: '${env:OTHER}' } },
    };
    expect(await problemsOf({ profiles, graphs: { a: { profile: 'used' } } })).toMatch(
      /profiles\.used\..*NAME/,
    );
    await expect(load({ profiles })).resolves.toBeDefined();
  });

  it.each([
    [{ ports: { from: 9_000, to: 8_000 } }, 'its last port, 8000, is before its first, 9000'],
    [{ ports: { from: 9_500 } }, 'its last port, 9000, is before its first, 9500'],
  ])('refuses the ports of %j', async (agents, problem) => {
    expect(await problemsOf({ agents })).toContain(`agents.ports: ${problem}`);
  });
});
