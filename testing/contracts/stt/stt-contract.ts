import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SttInputQueue } from '../../../backend/src/stt/input-queue.js';
import { phrasesOf, utteranceOf } from './spoken-session.js';
import { SttFixture, type SttContract, type Utterance } from './stt-fixture.js';
import { vendorChecks } from './vendor-checks.js';

export type { SttContract, SttSubject, Utterance } from './stt-fixture.js';

/** What every provider of speech recognition must do, as the stage uses it. */
export function describeSttContract(contract: SttContract): void {
  const { name, remote = true, timeoutMs = 10_000 } = contract;
  describe(`${name} keeps the contract of speech recognition`, { timeout: timeoutMs }, () => {
    const fixture = new SttFixture(contract);
    beforeEach(() => fixture.start());
    afterEach(() => fixture.stop());

    transcriptChecks(fixture, contract);
    if (remote) vendorChecks(fixture, contract);
  });
}

function transcriptChecks(
  fixture: SttFixture,
  { remote = true, partials = true, turns = false }: SttContract,
): void {
  it('gives the words of each utterance, in order', async () => {
    await fixture.begin();
    const session = fixture.open();
    for (const { items } of fixture.said) session.give(items);
    await session.until((s) => fixture.settled(s).length >= fixture.said.length);
    session.finish();
    expect(await session.ended).toBeUndefined();
    expect(fixture.settled(session)).toEqual(fixture.said.map(({ text }) => text));
  });

  if (partials)
    it('gives partials, each with more words, before what is final', async () => {
      await fixture.begin();
      const session = fixture.open();
      session.give(fixture.said[0]!.items);
      await session.until((s) => fixture.settled(s).length > 0);
      const texts = session.texts('partial');
      const types = session.events.map(({ type }) => type);
      expect(texts.length).toBeGreaterThanOrEqual(2);
      expect(new Set(texts).size, 'none is said twice').toBe(texts.length);
      expect(types.indexOf('partial')).toBeLessThan(types.indexOf(turns ? 'end_of_turn' : 'final'));
      if (remote) expect(fixture.said[0]!.text).toContain(texts[0]);
    });

  if (!turns)
    it('gives exactly one final for each end of speech, empty if nothing was said', async () => {
      await fixture.begin();
      const session = fixture.open();
      session.give([...utteranceOf([]), ...fixture.said[0]!.items, ...utteranceOf([])]);
      await session.until((s) => fixture.settled(s).length >= 3);
      session.finish();
      await session.ended;
      expect(fixture.settled(session)).toEqual(['', fixture.said[0]!.text, '']);
    });

  it('gives the same words while the page changes between utterances', async () => {
    await fixture.begin();
    const session = fixture.open();
    const pages = [
      phrasesOf('Proceed to checkout', 'Sign in'),
      phrasesOf(),
      phrasesOf('設定', '$5', 'x'.repeat(10_000)),
    ];
    for (const [i, { items }] of fixture.said.entries()) session.give([pages[i % pages.length]!, ...items]);
    await session.until((s) => fixture.settled(s).length >= fixture.said.length);
    session.finish();
    expect(await session.ended).toBeUndefined();
    expect(fixture.settled(session)).toEqual(fixture.said.map(({ text }) => text));
  });

  it('gives the last transcripts when the input ends', async () => {
    await fixture.begin();
    const session = fixture.open();
    session.give(fixture.said[0]!.items);
    session.finish();
    expect(await session.ended).toBeUndefined();
    expect(fixture.settled(session)).toEqual([fixture.said[0]!.text]);
    if (remote && !fixture.provider.onModuleDestroy) await fixture.expectNothingOpen();
  });

  it('ends at once on abort, and says nothing more', async () => {
    await fixture.begin();
    const session = fixture.open();
    if (fixture.emulator) fixture.emulator.delayMs = 60_000;
    session.give(fixture.said[0]!.items);
    if (partials) await session.until((s) => s.events.length > 0);
    else if (fixture.emulator) await vi.waitFor(() => expect(fixture.emulator.requests).not.toEqual([]));
    // Everything that was sent has arrived by then.
    await new Promise(setImmediate);
    const heard = session.events.length;
    session.abort.abort();
    expect(await session.ended).toBeUndefined();
    expect(session.events).toHaveLength(heard);
    if (remote) await fixture.expectNothingOpen();
  });

  if (remote)
    it('sends nothing to its vendor if it was aborted before', async () => {
      await fixture.begin();
      const input = new SttInputQueue();
      for (const item of fixture.said[0]!.items) input.push(item);
      input.close();
      const options = { language: 'en-US', signal: AbortSignal.abort() };
      const read = async () => {
        for await (const _ of fixture.provider.transcribe(input, options));
      };
      // A cancelled provider may end or throw: the stage reads neither.
      await read().catch(() => undefined);
      expect(fixture.emulator.requests).toEqual([]);
      await fixture.expectNothingOpen();
    });

  it('keeps two sessions apart', async () => {
    await fixture.begin();
    const [one, two] = [fixture.open(), fixture.open()];
    const [first, second] = fixture.said as [Utterance, Utterance];
    // Alternately, like two microphones.
    const inputs = [first.items, second.items];
    for (let i = 0; i < Math.max(...inputs.map(({ length }) => length)); i++) {
      one.give(first.items.slice(i, i + 1));
      two.give(second.items.slice(i, i + 1));
    }
    await Promise.all([one, two].map((session) => session.until((s) => fixture.settled(s).length > 0)));
    expect([fixture.settled(one), fixture.settled(two)]).toEqual([[first.text], [second.text]]);
  });
}
