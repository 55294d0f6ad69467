import type { OnModuleDestroy } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../../../backend/src/provider-kit/errors/provider-error.js';
import { wordsOf } from '../../emulators/stt/synthetic-speech.js';
import type { Misbehaviour } from '../../emulators/misbehaviour.js';
import { leftOpenBy } from '../../left-open.js';
import type { SttEmulator } from '../../emulators/stt/stt-emulator.js';
import { eventsOf, ResilientStt } from '../../../backend/src/stt/resilient-stt.js';
import type { Stt, SttInput } from '../../../backend/src/stt/stt.port.js';
import { framesOf, SpokenSession, utteranceOf } from './spoken-session.js';

export interface SttSubject {
  provider: Stt & Partial<OnModuleDestroy>;
  /** Started; undefined where the provider needs no server. */
  emulator?: SttEmulator;
}

export interface Utterance {
  items: SttInput[];
  text: string;
}

export interface SttContract {
  name: string;
  start(overrides?: { apiKey?: string; model?: string }): Promise<SttSubject>;
  /** One without a key, at the vendor's own address; left out where none is needed. */
  withoutKey?(): Stt;
  /** It is a vendor's, behind an emulator. */
  remote?: boolean;
  partials?: boolean;
  /** It ends turns by itself. */
  turns?: boolean;
  /** What is said, where the words of the emulators are not understood. */
  utterances?(): Promise<Utterance[]>;
  /** Other tests use the same provider: it is not destroyed. */
  shared?: boolean;
  timeoutMs?: number;
}

/** In place of the ten seconds that a vendor has: longer than words are waited for where it lives. */
const STALL_MS = 1_800;

/** And longer than it takes to ask a silent vendor whether it lives, and to hear so. */
const PRESS_STALL_MS = 5_000;

/** It is 50 ms, which the benchmark of providers measures; here, on a machine that has other things to do. */
const AT_ONCE_MS = 250;

const SECRETS = /emulator-key|sk-secret|another-key/;

/** What each recogniser owes, whoever hears. */
export function describeSttContract({
  name,
  start,
  withoutKey,
  remote = true,
  partials = true,
  turns = false,
  utterances,
  shared = false,
  timeoutMs = 10_000,
}: SttContract): void {
  describe(`${name} keeps the contract of speech recognition`, { timeout: timeoutMs }, () => {
    let provider: SttSubject['provider'];
    let emulator: SttEmulator;
    let sessions: SpokenSession[];
    let said: Utterance[];

    const begin = async (overrides?: Parameters<typeof start>[0]) => {
      const subject = await start(overrides);
      provider = subject.provider;
      emulator = subject.emulator!;
    };

    const open = (stt = provider) => {
      const session = new SpokenSession(stt);
      sessions.push(session);
      return session;
    };

    const settled = (session: SpokenSession) => session.texts(turns ? 'end_of_turn' : 'final');

    const expectNothingOpen = () =>
      vi.waitFor(() => expect(emulator.server.openConnections, 'connections at the server').toBe(0), {
        timeout: AT_ONCE_MS,
        interval: 5,
      });

    const expectProblem = (error: unknown, code: string, words: RegExp, retryable: boolean) => {
      expect(error).toBeInstanceOf(ProviderError);
      expect(error).toMatchObject({ stage: 'stt', provider: provider.name, code, retryable });
      const { message } = error as ProviderError;
      expect(message).toMatch(/^Speech recognition failed: /);
      expect(message).toMatch(words);
      expect(message).not.toMatch(SECRETS);
    };

    beforeEach(async () => {
      sessions = [];
      emulator = undefined!;
      said = utterances
        ? await utterances()
        : [wordsOf(5), wordsOf(3, 30), wordsOf(8, 60)].map((words) => ({
            items: [...utteranceOf(words)],
            text: words.join(' '),
          }));
    });

    afterEach(async () => {
      for (const session of sessions) session.abort.abort();
      for (const session of sessions) await session.ended;
      if (!shared) await provider?.onModuleDestroy?.();
      if (emulator) {
        await expectNothingOpen();
        await emulator[Symbol.asyncDispose]();
      }
    });

    it('gives the words of each utterance, in order', async () => {
      await begin();
      const session = open();
      for (const { items } of said) session.give(items);
      await session.until((s) => settled(s).length >= said.length);
      session.finish();
      expect(await session.ended).toBeUndefined();
      expect(settled(session)).toEqual(said.map(({ text }) => text));
    });

    if (partials)
      it('gives partials, each with more words, before what is final', async () => {
        await begin();
        const session = open();
        session.give(said[0]!.items);
        await session.until((s) => settled(s).length > 0);
        const texts = session.texts('partial');
        const types = session.events.map(({ type }) => type);
        expect(texts.length).toBeGreaterThanOrEqual(2);
        expect(new Set(texts).size, 'none is said twice').toBe(texts.length);
        expect(types.indexOf('partial')).toBeLessThan(types.indexOf(turns ? 'end_of_turn' : 'final'));
        if (remote) expect(said[0]!.text).toContain(texts[0]);
      });

    if (!turns)
      it('gives exactly one final for each end of speech, empty where nothing was said', async () => {
        await begin();
        const session = open();
        session.give([...utteranceOf([]), ...said[0]!.items, ...utteranceOf([])]);
        await session.until((s) => settled(s).length >= 3);
        session.finish();
        await session.ended;
        expect(settled(session)).toEqual(['', said[0]!.text, '']);
      });

    it('drains what is owed when the input ends', async () => {
      await begin();
      const session = open();
      session.give(said[0]!.items);
      session.finish();
      expect(await session.ended).toBeUndefined();
      expect(settled(session)).toEqual([said[0]!.text]);
      if (remote && !provider.onModuleDestroy) await expectNothingOpen();
    });

    it('ends at once on abort, and says nothing more', async () => {
      await begin();
      const session = open();
      if (emulator) emulator.delayMs = 60_000;
      session.give(said[0]!.items);
      if (partials) await session.until((s) => s.events.length > 0);
      else if (emulator) await vi.waitFor(() => expect(emulator.requests).not.toEqual([]));
      // Whatever was handed over already has arrived by then.
      await new Promise(setImmediate);
      const heard = session.events.length;
      const abortedAt = performance.now();
      session.abort.abort();
      expect(await session.ended).toBeUndefined();
      expect(performance.now() - abortedAt).toBeLessThan(AT_ONCE_MS);
      expect(session.events).toHaveLength(heard);
      if (remote) await expectNothingOpen();
    });

    it('does nothing where it is aborted already', async () => {
      await begin();
      const signal = AbortSignal.abort();
      const input = (async function* () {})();
      const events = eventsOf(provider, input, { language: 'en-US', signal });
      for await (const event of events) expect.fail(`It said ${JSON.stringify(event)}`);
    });

    it('keeps two sessions apart', async () => {
      await begin();
      const [one, two] = [open(), open()];
      const [first, second] = said as [Utterance, Utterance];
      // In turns, as two microphones do.
      const inputs = [first.items, second.items];
      for (let i = 0; i < Math.max(...inputs.map(({ length }) => length)); i++) {
        one.give(first.items.slice(i, i + 1));
        two.give(second.items.slice(i, i + 1));
      }
      await Promise.all([one, two].map((session) => session.until((s) => settled(s).length > 0)));
      expect([settled(one), settled(two)]).toEqual([[first.text], [second.text]]);
    });

    if (!remote) return;

    it('understands an utterance of a thousand words', async () => {
      await begin();
      const words = wordsOf(1_000);
      const session = open();
      session.say(words);
      await session.until((s) => settled(s).length > 0);
      expect(settled(session)).toEqual([words.join(' ')]);
    });

    it('frees the connection when its reader leaves, also while it waits', async () => {
      await begin();
      emulator.delayMs = 60_000;
      const session = { language: 'en-US', signal: new AbortController().signal };
      const never = new ReadableStream<SttInput>();
      const iterator = eventsOf(provider, never, session);
      const waiting = iterator.next();
      await vi.waitFor(() =>
        expect(provider.onModuleDestroy ?? emulator.server.openConnections).toBeTruthy(),
      );
      await iterator.return();
      expect((await waiting).done).toBe(true);
      await expectNothingOpen();
    });

    it('connects, and leaves nothing open that is not kept for the next turn', async () => {
      await begin();
      await provider.connect(new AbortController().signal);
      expect(emulator.requests).toHaveLength(1);
      if (!provider.onModuleDestroy) await expectNothingOpen();
    });

    describe.each([
      ['wrong_key', 'provider_auth', /refused the API key\. .*(?:_API_KEY|"apiKey")/, false],
      ['no_credit', 'provider_unavailable', /no credit left/, false],
      ['rate_limited', 'provider_unavailable', /takes no more requests for now/, true],
      ['unknown_model', 'provider_unavailable', /has no model "(?:flux-)?no-such-model"/, false],
    ] as const)('where the answer is %s', (misbehaviour, code, words, retryable) => {
      it('says what to do', async () => {
        await begin({ model: 'no-such-model' });
        emulator.misbehave = misbehaviour;
        const session = open();
        session.give(said[0]!.items);
        expectProblem(await session.ended, code, words, retryable);
      });
    });

    it('finds out about a wrong key by connecting', async () => {
      await begin({ apiKey: 'another-key' });
      const problem: unknown = await provider.connect(new AbortController().signal).catch((e: unknown) => e);
      expectProblem(problem, 'provider_auth', /refused the API key/, false);
    });

    if (withoutKey)
      it('asks for the key that is missing when it is used', async () => {
        await begin();
        const session = open(withoutKey());
        expectProblem(
          await session.ended,
          'provider_auth',
          /needs an API key\. Put a valid one .*_API_KEY/,
          false,
        );
      });

    it('says so where nobody listens', async () => {
      await begin();
      const { address } = emulator.server;
      await emulator.server[Symbol.asyncDispose]();
      const session = open();
      session.give(said[0]!.items);
      const error = await session.ended;
      expectProblem(error, 'provider_unavailable', /cannot be reached/, true);
      expect((error as ProviderError).message).toContain(address);
      emulator = undefined!;
    });

    it.each<[Misbehaviour, RegExp, boolean]>([
      ['drop', /broke off in the middle/, true],
      ['malformed', /something that Earshot does not understand/, false],
    ])('fails where the connection does this: %s', async (misbehaviour, words, retryable) => {
      await begin();
      emulator.misbehave = misbehaviour;
      const session = open();
      session.give(said[0]!.items);
      expectProblem(await session.ended, 'provider_unavailable', words, retryable);
      expect(session.events.filter(({ type }) => type !== 'speech_start')).toEqual([]);
    });

    it('is found out when its vendor stalls, and what was said is heard by the next connection', async () => {
      await begin();
      emulator.misbehave = 'stall';
      const warnings: ProviderError[] = [];
      const session = new SpokenSession(
        new ResilientStt([provider], { stallMs: STALL_MS }),
        undefined,
        (error) => {
          warnings.push(error);
          emulator.misbehave = undefined;
        },
      );
      sessions.push(session);
      const words = wordsOf(4);
      session.say(words);
      await session.until((s) => settled(s).length > 0);
      expect(settled(session), 'nothing is settled by silence').toEqual([words.join(' ')]);
      expect(warnings).toMatchObject([{ stage: 'stt', provider: provider.name, code: 'provider_timeout' }]);
      expect(warnings[0]!.message).toMatch(/ Earshot keeps trying; what you say now is kept/);
    });

    if (!turns)
      it('is not thought to stall where a talk button was held without a word, and nothing comes after it', async () => {
        await begin();
        const warn = vi.fn();
        const session = new SpokenSession(
          new ResilientStt([provider], { stallMs: PRESS_STALL_MS }),
          undefined,
          warn,
        );
        sessions.push(session);
        session.give([{ type: 'speech_start' }, ...framesOf(new Int16Array(32_000)), { type: 'speech_end' }]);
        await session.until((s) => settled(s).length > 0);
        expect(settled(session)).toEqual(['']);
        expect(warn).not.toHaveBeenCalled();
      });

    it('stays silent while the vendor does, and can be ended then', async () => {
      await begin();
      emulator.misbehave = 'stall';
      const session = open();
      session.give(said[0]!.items);
      await vi.waitFor(() => expect(emulator.audioAt).toBeGreaterThan(0));
      session.abort.abort();
      expect(await session.ended).toBeUndefined();
      expect(session.texts('partial')).toEqual([]);
      await expectNothingOpen();
    });

    it('leaves no timer and no socket behind, however a session ends', async () => {
      const left = await leftOpenBy(async () => {
        const subject = await start();
        const own = subject.emulator!;
        await subject.provider.connect(new AbortController().signal);
        const heard = new SpokenSession(subject.provider);
        heard.give(said[0]!.items);
        heard.finish();
        await heard.ended;
        for (const misbehaviour of ['stall', 'drop', 'malformed', 'wrong_key'] as const) {
          own.misbehave = misbehaviour;
          own.audioAt = 0;
          const session = new SpokenSession(subject.provider);
          session.give(said[0]!.items);
          if (misbehaviour === 'stall') {
            await vi.waitFor(() => expect(own.audioAt).toBeGreaterThan(0));
            session.abort.abort();
          }
          await session.ended;
        }
        await subject.provider.onModuleDestroy?.();
        await own[Symbol.asyncDispose]();
      });
      expect(left).toEqual([]);
    });

    it('loses nothing of what is said before the connection is there', async () => {
      await begin();
      const session = new SpokenSession(provider);
      sessions.push(session);
      session.give(said[0]!.items);
      await session.until((s) => settled(s).length > 0);
      expect(settled(session)).toEqual([said[0]!.text]);
    });
  });
}
