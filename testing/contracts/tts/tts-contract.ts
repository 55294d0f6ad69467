import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelChecks } from './cancel-checks.js';
import {
  CLAUSES,
  clausesOf,
  each,
  expectSpeech,
  failureOf,
  pcmOf,
  readAll,
  readRest,
  TtsFixture,
  type TtsContract,
} from './tts-fixture.js';
import { vendorChecks } from './vendor-checks.js';

export type { TtsContract, TtsSubject } from './tts-fixture.js';

/** What every provider of speech synthesis must do, as the stage uses it. */
export function describeTtsContract(contract: TtsContract): void {
  describe(`${contract.name} keeps the contract of speech synthesis`, () => {
    const fixture = new TtsFixture(contract);
    beforeEach(() => fixture.start());
    afterEach(() => fixture.stop());

    speechChecks(fixture, contract);
    cancelChecks(fixture, contract);
    if (contract.withoutKey) keyCheck(fixture, contract.withoutKey);
    if (contract.remote ?? true) vendorChecks(fixture, contract);
  });
}

function speechChecks(fixture: TtsFixture, { remote = true }: TtsContract): void {
  it('speaks the clauses in order, each once, and ends', async () => {
    const chunks = await fixture.speak(CLAUSES);
    const clauses = clausesOf(chunks);
    expect(clauses).toEqual(clauses.toSorted((a, b) => a - b));
    if (!remote) return void expect(new Set(clauses)).toEqual(new Set([0, 1, 2]));
    expect(fixture.emulator.requests.map(({ text }) => text)).toEqual(CLAUSES);
    expectSpeech(chunks, fixture.speechOf(CLAUSES));
    await fixture.untilIdle();
  });

  it('speaks the first clause before there is a second', async () => {
    const second = Promise.withResolvers<void>();
    async function* source() {
      yield CLAUSES[0]!;
      await second.promise;
      yield CLAUSES[1]!;
    }
    const reader = fixture.stream(source());
    const first = await reader.next();
    expect(first.done).toBe(false);
    second.resolve();
    const rest = await readRest(reader);
    if (!first.done && remote) expectSpeech([first.value, ...rest], fixture.speechOf(CLAUSES.slice(0, 2)));
  });

  it('leaves out clauses without words, and speaks nothing if none has words', async () => {
    expect(await fixture.speak(['', ' ... ', '?!'])).toEqual([]);
    expect(await fixture.speak([])).toEqual([]);
    const chunks = await fixture.speak(['—', CLAUSES[0]!]);
    const others = clausesOf(chunks).filter((clause) => clause !== 1);
    expect(others, 'a clause without words counts, too').toEqual([]);
    if (remote) expectSpeech(chunks, fixture.speechOf([CLAUSES[0]!]));
  });

  it('speaks an answer of a thousand words', { timeout: 20_000 }, async () => {
    if (remote) fixture.emulator.msPerCharacter = 4;
    // A local provider computes the audio, so no network can be too slow for it.
    const count = remote ? 100 : 30;
    const texts = Array.from(
      { length: count },
      (_, i) => `Clause ${i} is one with ten words in it all told.`,
    );
    const chunks = await fixture.speak(texts);
    if (remote) expectSpeech(chunks, fixture.speechOf(texts));
    else expect(new Set(clausesOf(chunks)).size).toBe(count);
  });

  it('does not mix the answers of sessions that speak at once', async () => {
    const texts = Array.from({ length: 8 }, (_, i) => [`Session ${i} speaks.`, `And ${i} speaks on.`]);
    if (remote) fixture.emulator.frameDelayMs = 1;
    const answers = await Promise.all(texts.map((own) => fixture.speak(own)));
    for (const [i, own] of texts.entries()) {
      expectSpeech(answers[i]!, remote ? fixture.speechOf(own) : pcmOf(await fixture.speak(own)));
    }
  });

  it('passes on an error of the text', async () => {
    async function* broken() {
      yield CLAUSES[0]!;
      throw new Error('no more text');
    }
    await expect(readRest(fixture.stream(broken()))).rejects.toThrow('no more text');
    await fixture.untilIdle();
  });
}

function keyCheck(fixture: TtsFixture, withoutKey: NonNullable<TtsContract['withoutKey']>): void {
  it('asks for its key when it is first used', async () => {
    const sut = withoutKey();
    const { signal } = fixture.abort;
    for (const use of [
      () => sut.connect(signal),
      () => readAll(sut.synthesize(each(CLAUSES), { language: 'en', signal })),
    ]) {
      const error = await failureOf(use);
      expect(error).toMatchObject({ code: 'provider_auth', retryable: false });
      expect(error.message).toMatch(/needs an API key.*[A-Z]+_API_KEY/);
    }
  });
}
