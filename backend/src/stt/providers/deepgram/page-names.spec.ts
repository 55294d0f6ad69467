import { afterEach, describe, expect, it, vi } from 'vitest';
import { phrasesOf, SpokenSession } from '../../../../../testing/contracts/stt/spoken-session.js';
import { DeepgramListenEmulator } from '../../../../../testing/emulators/stt/deepgram-listen.js';
import { wordsOf } from '../../../../../testing/emulators/stt/synthetic-speech.js';
import { writtenTerm } from '../../../language/en/spoken/written-term.js';
import { readOptions } from '../../../provider-kit/create-provider.js';
import { tokensOf } from '../../adapter/page-terms.js';
import { ResilientStt } from '../../resilient-stt.js';
import { DeepgramStt, deepgramStt } from './deepgram.js';

const MODELS = ['nova-3', 'nova-3-medical', 'flux-general-en', 'flux-general-multi'];

describe('the names of a page at Deepgram', () => {
  let emulator: DeepgramListenEmulator;
  let session: SpokenSession;
  let provider: DeepgramStt;

  const begin = async (options: Record<string, unknown>) => {
    emulator = await new DeepgramListenEmulator().start();
    const given = { apiKey: 'emulator-key', baseURL: emulator.baseURL, ...options };
    provider = new DeepgramStt(readOptions(deepgramStt, given), { termOf: writtenTerm });
    session = new SpokenSession(new ResilientStt([provider]));
  };

  const heard = () => session.texts(provider.turnEvents ? 'end_of_turn' : 'final');

  const say = async (count: number) => {
    const before = heard().length;
    session.say(wordsOf(count));
    await session.until(() => heard().length > before);
    expect(heard().at(-1)).toBe(wordsOf(count).join(' '));
  };

  const connections = () => session.events.filter(({ type }) => type === 'connecting').length;

  afterEach(async () => {
    session.abort.abort();
    await session.ended;
    await emulator[Symbol.asyncDispose]();
  });

  it.each(MODELS)('go to %s in the stream, behind the key terms, as the page changes', async (model) => {
    await begin({ model, keyterms: ['Earshot'] });
    session.give([phrasesOf('Proceed to checkout', 'Inbox (3)')]);
    await say(3);
    session.give([phrasesOf('Sign in')]);
    await say(4);
    session.give([phrasesOf()]);
    await say(5);
    expect(emulator.requests[0]!.url.searchParams.getAll('keyterm')).toEqual(['Earshot']);
    expect(emulator.updates).toEqual([
      ['Earshot', 'Proceed to checkout', 'Inbox'],
      ['Earshot', 'Sign in'],
      ['Earshot'],
    ]);
    expect(connections()).toBe(1);
  });

  it.each(['nova-3', 'flux-general-en'])('keep the limits of %s, which would fall silent', async (model) => {
    await begin({ model });
    const names = Array.from({ length: 300 }, (_, i) => `${'Verylongword'.repeat(6)}${i} KUVIX ${i}`);
    session.give([phrasesOf(...names)]);
    await say(3);
    const [terms] = emulator.updates;
    expect(terms!.length).toBeGreaterThan(5);
    expect(terms!.length).toBeLessThanOrEqual(50);
    expect(tokensOf(terms!.join(' '))).toBeLessThanOrEqual(450);
  });

  it.each(
    ['nova-3', 'flux-general-en'].flatMap((model) =>
      (['ConfigureFailure', 'Error', 'Error and close', 'close'] as const).map((by) => [model, by] as const),
    ),
  )('are given up if %s refuses them by %s, and recognition goes on', async (model, by) => {
    await begin({ model });
    emulator.refusesNames = true;
    emulator.refusesNamesBy = by;
    session.give([phrasesOf('Save')]);
    await vi.waitFor(() => expect(emulator.updates).toHaveLength(1));
    await say(3);
    expect(connections()).toBe(by.endsWith('close') ? 2 : 1);
    session.abort.abort();
    session = new SpokenSession(new ResilientStt([provider]));
    session.give([phrasesOf('Open')]);
    await say(4);
    expect(emulator.updates, 'nor does a later session send any').toEqual([['Save']]);
  });

  it.each([{ model: 'nova-2' }, { model: 'nova-3', pageNames: false }])(
    'do not go to %j',
    async (options) => {
      await begin(options);
      session.give([phrasesOf('Save')]);
      await say(3);
      expect(emulator.updates).toEqual([]);
    },
  );
});
