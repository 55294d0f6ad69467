import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concatPcm, dbfs } from '#audio';
import { abortable } from '../../../common/streams/abortable.js';
import type { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { describeTtsContract } from '../../../../../testing/contracts/tts/tts-contract.js';
import type { TtsChunk } from '../../tts.port.js';
import { EmbeddedTts } from './embedded.js';

async function* clauses(...texts: string[]) {
  yield* texts;
}

/** Durations of the silences within the speech, in ms, which a listener hears as pauses. */
function silencesMs(pcm: Int16Array): number[] {
  const silences: number[] = [];
  let run = 0;
  for (let at = 0; at + 160 <= pcm.length; at += 160) {
    if (dbfs(pcm.subarray(at, at + 160)) < -52) run += 10;
    else {
      if (run > 0 && at > 160 * 10) silences.push(run);
      run = 0;
    }
  }
  return silences;
}

describeTtsContract({
  name: EmbeddedTts.name,
  async start() {
    const provider = new EmbeddedTts();
    await provider.warmUp();
    return { provider };
  },
  remote: false,
});

describe(EmbeddedTts.name, () => {
  let sut: EmbeddedTts;

  const speak = async (texts: string[], signal = new AbortController().signal, voice?: string) => {
    const chunks: TtsChunk[] = [];
    for await (const chunk of sut.synthesize(clauses(...texts), { language: 'en-US', voice, signal })) {
      chunks.push(chunk);
    }
    return chunks;
  };

  it.each([
    [0.5, 1.7, 2.3],
    [0.8, 1.15, 1.35],
    [1.5, 0.55, 0.75],
  ])('speaks at %s of its speed, and its word times keep to it', async (speakingRate, least, most) => {
    const signal = new AbortController().signal;
    const speech = async (options: { speakingRate?: number }) => {
      const chunks: TtsChunk[] = [];
      const text = clauses('The weather is fine today, and so am I.');
      for await (const chunk of sut.synthesize(text, { language: 'en-US', signal, ...options }))
        chunks.push(chunk);
      const ms = chunks.reduce((sum, { pcm }) => sum + pcm.length / 16, 0);
      return { ms, wordsEndMs: chunks.flatMap(({ words }) => words ?? []).at(-1)!.endMs };
    };
    const normal = await speech({});
    const changed = await speech({ speakingRate });
    expect(changed.ms / normal.ms).toBeGreaterThan(least);
    expect(changed.ms / normal.ms).toBeLessThan(most);
    expect(Math.abs(changed.wordsEndMs - changed.ms)).toBeLessThan(1);
  });

  it('warns once that an answer in other letters cannot be heard', async () => {
    const warnings: ProviderError[] = [];
    const signal = new AbortController().signal;
    const options = { language: 'en-US', signal, warn: (error: ProviderError) => warnings.push(error) };
    const heard = async (...texts: string[]) => {
      let samples = 0;
      for await (const { pcm } of sut.synthesize(clauses(...texts), options)) samples += pcm.length;
      return samples;
    };
    expect(await heard('これは日本語です。', '明日は雨。')).toBe(0);
    expect(warnings.map(({ stage, message }) => `${stage}: ${message}`)).toEqual([
      expect.stringMatching(/^tts: Built-in speech synthesis speaks English .*can be read, but not heard/),
    ]);
    expect(await heard('Tokyo is 東京.', '東京')).toBeGreaterThan(0);
    expect(await heard('…', '!')).toBe(0);
    expect(warnings).toHaveLength(1);
  });

  it.each(['Сегодня хорошая погода.', '东京'])('says of %s that it has no sound', async (text) => {
    const chunks = await speak(['Hello.', text, 'Bye.']);
    const samplesOf = (index: number) =>
      chunks.filter(({ clause }) => clause === index).map(({ pcm }) => pcm.length);
    expect(samplesOf(1)).toEqual([0]);
    for (const index of [0, 2]) expect(Math.max(...samplesOf(index))).toBeGreaterThan(0);
  });

  beforeAll(async () => {
    sut = new EmbeddedTts();
    await sut.warmUp();
  });

  afterAll(() => sut.onModuleDestroy());

  it('speaks in chunks of at most 200 ms with the index of their clause, in order', async () => {
    const chunks = await speak(['Hello there.', 'The timer is set for five minutes.']);
    expect(Math.max(...chunks.map(({ pcm }) => pcm.length))).toBe(3_200);
    const order = chunks.map(({ clause }) => clause);
    expect(new Set(order)).toEqual(new Set([0, 1]));
    expect(order).toEqual(order.toSorted());
    const seconds = chunks.reduce((sum, { pcm }) => sum + pcm.length, 0) / sut.sampleRateHz;
    expect(seconds).toBeGreaterThan(2);
    expect(seconds).toBeLessThan(4);
  });

  it('begins within 30 ms of audio, and pauses between clauses for 80 to 160 ms', async () => {
    for (const voice of ['slt', 'rms', 'awb', 'kal16']) {
      const chunks = await speak(['My name is Earshot.', 'Again, my name is Earshot.'], undefined, voice);
      const [first, second] = [0, 1].map((clause) =>
        concatPcm(chunks.filter((chunk) => chunk.clause === clause).map(({ pcm }) => pcm)),
      );
      const lead = first!.findIndex((_, at) => at % 160 === 0 && dbfs(first!.subarray(at, at + 160)) >= -52);
      expect(lead / 16, `${voice}: ms before the first sound`).toBeLessThanOrEqual(30);
      const tail = first!.subarray(-16 * 400);
      const pause = silencesMs(concatPcm([tail, second!.subarray(0, 16 * 100)])).at(-1);
      expect(pause, `${voice}: ms between the clauses`).toBeGreaterThanOrEqual(80);
      expect(pause, `${voice}: ms between the clauses`).toBeLessThanOrEqual(160);
    }
  });

  it('speaks a long clause in phrases, without a gap if only its length required the split', async () => {
    const text = 'There are many reasons why somebody might speak on without making a stop of any kind';
    const chunks = await speak([text]);
    expect(new Set(chunks.map(({ clause }) => clause))).toEqual(new Set([0]));
    const pcm = concatPcm(chunks.map((chunk) => chunk.pcm));
    expect(Math.max(0, ...silencesMs(pcm))).toBeLessThanOrEqual(70);
  });

  it('speaks nothing for a clause that cannot be spoken, and counts it', async () => {
    expect(await speak(['', '...', '😀', '  '])).toEqual([]);
    const chunks = await speak(['?!', 'Yes.']);
    expect(new Set(chunks.map(({ clause }) => clause))).toEqual(new Set([1]));
  });

  it('takes the next clause only when the audio of the last one has been read', async () => {
    const taken: string[] = [];
    async function* source() {
      for (const text of ['One.', 'Two.']) {
        taken.push(text);
        yield text;
      }
    }
    const signal = new AbortController().signal;
    for await (const { clause } of sut.synthesize(source(), { language: 'en', signal })) {
      expect(taken, 'clauses taken while one is read').toHaveLength(clause! + 1);
    }
    expect(taken).toEqual(['One.', 'Two.']);
  });

  it('gives nothing more after an abort in the middle of a clause', async () => {
    const abort = new AbortController();
    let after = 0;
    const source = clauses('This is a clause that would go on for quite a while.', 'And another.');
    for await (const _ of sut.synthesize(source, { language: 'en', signal: abort.signal })) {
      if (abort.signal.aborted) after++;
      abort.abort();
    }
    expect(after).toBe(0);
  });

  it('ends when it is aborted while it waits for text', async () => {
    const abort = new AbortController();
    async function* endless(): AsyncGenerator<string> {
      await new Promise(() => undefined);
    }
    const next = abortable(
      (signal) => sut.synthesize(abortable(endless(), signal), { language: 'en', signal }),
      abort.signal,
    ).next();
    abort.abort();
    expect((await next).done).toBe(true);
  });

  it('serves two sessions at once, without waiting for all of the other', async () => {
    const order: string[] = [];
    const long = Array.from({ length: 6 }, () => 'This is one of many clauses of a long answer.');
    const run = async (name: string, texts: string[]) => {
      await speak(texts);
      order.push(name);
    };
    await Promise.all([run('long', long), run('short', ['Yes.'])]);
    expect(order).toEqual(['short', 'long']);
  });

  it("speaks in its own voice if the request names another provider's voice", async () => {
    expect(await speak(['Yes.'], undefined, 'alloy')).toEqual(await speak(['Yes.']));
  });
});
