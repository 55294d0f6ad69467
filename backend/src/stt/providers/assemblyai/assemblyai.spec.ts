import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { readOptions } from '../../../provider-kit/create-provider.js';
import { AssemblyAiEmulator } from '../../../../../testing/emulators/stt/assemblyai.js';
import { wordsOf } from '../../../../../testing/emulators/stt/synthetic-speech.js';
import { LoopbackServer } from '../../../../../testing/loopback-server.js';
import { framesOf, phrasesOf, SpokenSession } from '../../../../../testing/contracts/stt/spoken-session.js';
import { describeSttContract } from '../../../../../testing/contracts/stt/stt-contract.js';
import { AssemblyAiStt, assemblyAiStt } from './assemblyai.js';

const createSut = (options: Record<string, unknown>) =>
  new AssemblyAiStt(readOptions(assemblyAiStt, options));

async function start(overrides: Record<string, unknown> = {}) {
  const emulator = await new AssemblyAiEmulator().start();
  const provider = createSut({ apiKey: 'emulator-key', baseURL: emulator.baseURL, ...overrides });
  return { emulator, provider };
}

describeSttContract({ name: 'AssemblyAI', start, withoutKey: () => createSut({}) });

describe(AssemblyAiStt.name, () => {
  let emulator: AssemblyAiEmulator;
  let session: SpokenSession;

  const begin = async (options: Record<string, unknown>, language: string) => {
    const subject = await start(options);
    emulator = subject.emulator;
    session = new SpokenSession(subject.provider, language);
  };

  const transcribe = async (options: Record<string, unknown>, language: string) => {
    await begin(options, language);
    // With an odd number of frames, the rest at the end of speech is shorter than the API takes.
    session.give(framesOf(new Int16Array(512)));
    session.say(wordsOf(3));
    session.say(wordsOf(4));
    await session.until((s) => s.texts('final').length === 2);
    return Object.fromEntries(emulator.requests[0]!.url.searchParams);
  };

  afterEach(async () => {
    session.abort.abort();
    await emulator[Symbol.asyncDispose]();
  });

  it.each([
    ['en-GB', 'universal-streaming-english'],
    ['de-DE', 'universal-streaming-multilingual'],
  ])('hears %s with the model for it, and leaves the ends of turns to the marks', async (language, model) => {
    expect(await transcribe({ keyterms: ['Earshot'] }, language)).toEqual({
      sample_rate: '16000',
      encoding: 'pcm_s16le',
      speech_model: model,
      end_of_turn_confidence_threshold: '1',
      max_turn_silence: '10000',
      format_turns: 'false',
      keyterms_prompt: '["Earshot"]',
    });
  });

  it('sends the language to a multilingual model', async () => {
    expect(await transcribe({ model: 'u3-rt-pro' }, 'fr-FR')).toMatchObject({
      speech_model: 'u3-rt-pro',
      language_codes: '["fr"]',
    });
  });

  it('sends the names of the page in the stream, behind the key terms, and takes them back', async () => {
    await begin({ keyterms: ['Earshot'] }, 'en-US');
    const names = Array.from({ length: 300 }, (_, i) => `Item ${'abc'[i % 3]}${i} ${'longword'.repeat(5)}`);
    for (const [i, page] of [phrasesOf('Sign in', ...names), phrasesOf()].entries()) {
      session.give([page]);
      session.say(wordsOf(3));
      await session.until((s) => s.texts('final').length > i);
    }
    const [terms, after] = emulator.updates;
    expect(terms!.slice(0, 2)).toEqual(['Earshot', 'Sign in']);
    expect(terms).toHaveLength(50);
    expect(Math.max(...terms!.map(({ length }) => length))).toBeLessThanOrEqual(50);
    expect(after).toEqual(['Earshot']);
    expect(emulator.requests[0]!.url.searchParams.get('keyterms_prompt')).toBe('["Earshot"]');
  });

  it('keeps the names out of the error, and can be connected again, if AssemblyAI refuses them', async () => {
    await begin({}, 'en-US');
    emulator.refusesNames = true;
    session.give([phrasesOf('Confidential')]);
    const error = await session.ended;
    expect(error).toMatchObject({ retryable: true });
    expect(inspect(error, { depth: 10 })).not.toContain('Confidential');
  });

  it('sends no names if the config says so', async () => {
    await begin({ pageNames: false }, 'en-US');
    session.give([phrasesOf('Sign in')]);
    session.say(wordsOf(3));
    await session.until((s) => s.texts('final').length > 0);
    expect(emulator.updates).toEqual([]);
  });

  it('sends audio in messages of a length that the API takes', async () => {
    await transcribe({}, 'en-US');
    expect(emulator.badChunks).toBe(0);
  });
});

describe('a Turn that is not as documented', () => {
  it.each([[[null]], [['word']], ['words']])(
    'with the words %j is an error of the session alone',
    async (words) => {
      await using server = await LoopbackServer.start({
        socket: (socket) => {
          socket.send(JSON.stringify({ type: 'Begin', id: 'session', expires_at: 0 }));
          socket.once('message', () => socket.send(JSON.stringify({ type: 'Turn', transcript: 'x', words })));
        },
      });
      const provider = createSut({ apiKey: 'emulator-key', baseURL: `ws://${server.address}` });
      const session = new SpokenSession(provider);
      session.say(wordsOf(3));
      expect(await session.ended).toMatchObject({
        message: expect.stringContaining('does not understand') as string,
      });
    },
  );
});
