import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { ProviderError } from '../../../backend/src/provider-kit/errors/provider-error.js';
import { eventsOf, ResilientStt } from '../../../backend/src/stt/resilient-stt.js';
import type { SttInput } from '../../../backend/src/stt/stt.port.js';
import { CLOSED_ADDRESS } from '../../closed-address.js';
import type { Misbehaviour } from '../../emulators/misbehaviour.js';
import { wordsOf } from '../../emulators/stt/synthetic-speech.js';
import { leftOpenBy } from '../../left-open.js';
import { framesOf, phrasesOf, SpokenSession } from './spoken-session.js';
import type { SttContract, SttFixture } from './stt-fixture.js';

/** Instead of ten seconds: longer than the provider waits for words of a live vendor. */
const STALL_MS = 1_800;

/** Also longer than it takes to ping a silent vendor and get the answer. */
const PRESS_STALL_MS = 5_000;

/** What a provider with a vendor's server must do. */
export function vendorChecks(fixture: SttFixture, { start, withoutKey, turns = false }: SttContract): void {
  it('understands an utterance of a thousand words', async () => {
    await fixture.begin();
    const words = wordsOf(1_000);
    const session = fixture.open();
    session.say(words);
    await session.until((s) => fixture.settled(s).length > 0);
    expect(fixture.settled(session)).toEqual([words.join(' ')]);
  });

  it('tells its vendor nothing of a page if there is none', async () => {
    await fixture.begin();
    const session = fixture.open();
    session.give(fixture.said[0]!.items);
    await session.until((s) => fixture.settled(s).length > 0);
    expect(fixture.emulator.updates).toEqual([]);
  });

  it('goes on without the names of the page if its vendor refuses them, and names none in an error', async () => {
    await fixture.begin();
    fixture.emulator.refusesNames = true;
    const warn = vi.fn();
    const session = new SpokenSession(new ResilientStt([fixture.provider]), undefined, warn);
    fixture.sessions.push(session);
    for (const [i, { items }] of fixture.said.entries()) {
      session.give([phrasesOf(`Confidential ${'abc'[i]}`), ...items]);
      await session.until((s) => fixture.settled(s).length > i);
    }
    expect(fixture.settled(session)).toEqual(fixture.said.map(({ text }) => text));
    expect(fixture.emulator.updates, 'it is asked once').toHaveLength(1);
    expect(fixture.emulator.updates[0]!.join()).toContain('Confidential a');
    expect(inspect(warn.mock.calls, { depth: 10 })).not.toContain('Confidential');
  });

  it('frees the connection when its reader leaves, also while it waits', async () => {
    await fixture.begin();
    fixture.emulator.delayMs = 60_000;
    const session = { language: 'en-US', signal: new AbortController().signal };
    const never = new ReadableStream<SttInput>();
    const iterator = eventsOf(fixture.provider, never, session);
    const waiting = iterator.next();
    await vi.waitFor(() =>
      expect(fixture.provider.onModuleDestroy ?? fixture.emulator.server.openConnections).toBeTruthy(),
    );
    await iterator.return();
    expect((await waiting).done).toBe(true);
    await fixture.expectNothingOpen();
  });

  it('connects, and leaves nothing open that is not kept for the next turn', async () => {
    await fixture.begin();
    await fixture.provider.connect(new AbortController().signal);
    expect(fixture.emulator.requests).toHaveLength(1);
    if (!fixture.provider.onModuleDestroy) await fixture.expectNothingOpen();
  });

  describe.each([
    ['wrong_key', 'provider_auth', /refused the API key\. .*(?:_API_KEY|"apiKey")/, false],
    ['no_credit', 'provider_unavailable', /no credit left/, false],
    ['rate_limited', 'provider_unavailable', /accepts no more requests at the moment/, true],
    ['unknown_model', 'provider_unavailable', /has no model "(?:flux-)?no-such-model"/, false],
  ] as const)('where the answer is %s', (misbehaviour, code, words, retryable) => {
    it('tells what to do', async () => {
      await fixture.begin({ model: 'no-such-model' });
      fixture.emulator.misbehave = misbehaviour;
      const session = fixture.open();
      session.give(fixture.said[0]!.items);
      fixture.expectProblem(await session.ended, code, words, retryable);
    });
  });

  it('finds out about a wrong key by connecting', async () => {
    await fixture.begin({ apiKey: 'another-key' });
    const problem: unknown = await fixture.provider
      .connect(new AbortController().signal)
      .catch((e: unknown) => e);
    fixture.expectProblem(problem, 'provider_auth', /refused the API key/, false);
  });

  if (withoutKey)
    it('asks for the key that is missing when it is used', async () => {
      await fixture.begin();
      const session = fixture.open(withoutKey());
      fixture.expectProblem(
        await session.ended,
        'provider_auth',
        /needs an API key\. Set \w+_API_KEY to a valid key/,
        false,
      );
    });

  it('fails if no server listens', async () => {
    await fixture.begin();
    const { baseURL, server } = fixture.emulator;
    const closed = baseURL.replace(server.address, CLOSED_ADDRESS);
    await fixture.stop();
    await fixture.begin({ baseURL: closed });
    const session = fixture.open();
    session.give(fixture.said[0]!.items);
    const error = await session.ended;
    fixture.expectProblem(error, 'provider_unavailable', /cannot be reached/, true);
    expect((error as ProviderError).message).toContain(CLOSED_ADDRESS);
  });

  it.each<[Misbehaviour, RegExp, boolean]>([
    ['drop', /stopped in the middle of the answer/, true],
    ['malformed', /something that Earshot does not understand/, false],
  ])('fails where the connection does this: %s', async (misbehaviour, words, retryable) => {
    await fixture.begin();
    fixture.emulator.misbehave = misbehaviour;
    const session = fixture.open();
    session.give(fixture.said[0]!.items);
    fixture.expectProblem(await session.ended, 'provider_unavailable', words, retryable);
    expect(session.events.filter(({ type }) => type !== 'speech_start')).toEqual([]);
  });

  it('is found out when its vendor stalls, and what was said is heard by the next connection', async () => {
    await fixture.begin();
    fixture.emulator.misbehave = 'stall';
    const warnings: ProviderError[] = [];
    const session = new SpokenSession(
      new ResilientStt([fixture.provider], { stallMs: STALL_MS }),
      undefined,
      (error) => {
        warnings.push(error);
        fixture.emulator.misbehave = undefined;
      },
    );
    fixture.sessions.push(session);
    const words = wordsOf(4);
    session.say(words);
    await session.until((s) => fixture.settled(s).length > 0);
    expect(fixture.settled(session), 'nothing is settled by silence').toEqual([words.join(' ')]);
    expect(warnings).toMatchObject([
      { stage: 'stt', provider: fixture.provider.name, code: 'provider_timeout' },
    ]);
    expect(warnings[0]!.message).toMatch(/ Earshot keeps trying; what you say now is kept/);
  });

  if (!turns)
    it('does not count as stalled after a talk button was held without a word', async () => {
      await fixture.begin();
      const warn = vi.fn();
      const session = new SpokenSession(
        new ResilientStt([fixture.provider], { stallMs: PRESS_STALL_MS }),
        undefined,
        warn,
      );
      fixture.sessions.push(session);
      session.give([{ type: 'speech_start' }, ...framesOf(new Int16Array(32_000)), { type: 'speech_end' }]);
      await session.until((s) => fixture.settled(s).length > 0);
      expect(fixture.settled(session)).toEqual(['']);
      expect(warn).not.toHaveBeenCalled();
    });

  it('stays silent while the vendor does, and can be ended then', async () => {
    await fixture.begin();
    fixture.emulator.misbehave = 'stall';
    const session = fixture.open();
    session.give(fixture.said[0]!.items);
    await vi.waitFor(() => expect(fixture.emulator.audioAt).toBeGreaterThan(0));
    session.abort.abort();
    expect(await session.ended).toBeUndefined();
    expect(session.texts('partial')).toEqual([]);
    await fixture.expectNothingOpen();
  });

  it('leaves no timer and no socket behind, however a session ends', async () => {
    const left = await leftOpenBy(async () => {
      const subject = await start();
      const own = subject.emulator!;
      await subject.provider.connect(new AbortController().signal);
      const heard = new SpokenSession(subject.provider);
      heard.give(fixture.said[0]!.items);
      heard.finish();
      await heard.ended;
      for (const misbehaviour of ['stall', 'drop', 'malformed', 'wrong_key'] as const) {
        own.misbehave = misbehaviour;
        own.audioAt = 0;
        const session = new SpokenSession(subject.provider);
        session.give(fixture.said[0]!.items);
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

  it('loses no speech from before the connection is open', async () => {
    await fixture.begin();
    const session = new SpokenSession(fixture.provider);
    fixture.sessions.push(session);
    session.give(fixture.said[0]!.items);
    await session.until((s) => fixture.settled(s).length > 0);
    expect(fixture.settled(session)).toEqual([fixture.said[0]!.text]);
  });
}
