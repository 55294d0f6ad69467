import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Channel } from '../../../common/streams/channel.js';
import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { domainSentences } from '../../../skills/domain-sentences.js';
import {
  fixturePcm,
  microphoneChunks,
  speechFixtures,
  toAsync,
  type SpeechFixture,
} from '../../../../../testing/speech-fixtures.js';
import { FliteEngine } from '../../../tts/providers/embedded/flite/flite-engine.js';
import { SileroVad } from '../../../vad/providers/silero/silero.js';
import { SpeechGate } from '../../../main-control/input/speech-gate.js';
import { SttInputQueue } from '../../input-queue.js';
import { eventsOf } from '../../resilient-stt.js';
import type { SttEvent, SttInput } from '../../stt.port.js';
import { describeSttContract, type Utterance } from '../../../../../testing/contracts/stt/stt-contract.js';
import { RecogniserThread } from './pocketsphinx/recogniser-thread.js';
import { EmbeddedStt } from './embedded.js';

const vad = new SileroVad();
const sut = new EmbeddedStt({ sentences: domainSentences });
const never = new AbortController().signal;

/** Does what main control does: sends the detector's frames and the gate's marks, as fast as possible. */
async function* heard(pcm: Int16Array): AsyncGenerator<SttInput> {
  const gate = new SpeechGate();
  for await (const frame of vad.detect(toAsync(microphoneChunks(pcm)), never)) {
    yield { type: 'audio', pcm: frame.pcm };
    const event = gate.push(frame.speechProbability, frame.pcm.length);
    if (event) yield { type: event.type };
  }
}

async function transcribe(
  input: AsyncIterable<SttInput>,
  { stt = sut, language = 'en-US', signal = never } = {},
): Promise<SttEvent[]> {
  const events: SttEvent[] = [];
  const queue = SttInputQueue.from(input);
  for await (const event of eventsOf(stt, queue, { language, signal })) events.push(event);
  return events;
}

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

const texts = (events: SttEvent[], wanted: 'partial' | 'final') =>
  events.flatMap((event) => (event.type === wanted ? [event.text] : []));

const understood = (events: SttEvent[]) => texts(events, 'final').filter(Boolean).join(' ');

const audio = (ms: number): SttInput => ({ type: 'audio', pcm: new Int16Array(ms * 16) });

const [whatTimeIsIt, setATimer] = speechFixtures('clean');

/** A provider of one decoder whose threads the test can see. */
function createWatched() {
  const threads: RecogniserThread[] = [];
  const stt = new EmbeddedStt({
    sentences: domainSentences,
    workers: 1,
    decodersPerWorker: 1,
    createThread(data) {
      threads.push(new RecogniserThread(data));
      return threads.at(-1)!;
    },
  });
  return { stt, threads };
}

describe(EmbeddedStt.name, () => {
  beforeAll(async () => {
    await Promise.all([vad.warmUp(), sut.warmUp()]);
  }, 30_000);
  afterAll(() => sut.onModuleDestroy());

  it('understands at least 9 of 10 clean recordings word by word', { timeout: 60_000 }, async () => {
    const wrong: string[] = [];
    for (const fixture of speechFixtures('clean')) {
      const text = understood(await transcribe(heard(fixturePcm(fixture))));
      if (text !== fixture.text) wrong.push(`"${fixture.text}" as "${text}"`);
    }
    expect(wrong.length, `misunderstood: ${wrong.join('; ')}`).toBeLessThanOrEqual(1);
  });

  it(
    'understands words of one syllable that the dictionary alone has wrong',
    { timeout: 30_000 },
    async () => {
      const voices = new FliteEngine();
      const pause = new Int16Array(16_000);
      try {
        for (const [voice, words] of [
          ['slt', 'flip a coin'],
          ['slt', 'roll a die'],
          ['rms', 'toss a coin'],
          ['kal16', 'help'],
        ] as const) {
          const speech = await voices.synthesize(`${words}.`, { voice });
          const recording = Int16Array.from([...pause, ...speech!, ...pause]);
          expect(understood(await transcribe(heard(recording)))).toBe(words);
        }
      } finally {
        await voices.close();
      }
    },
  );

  it('gives partials while the user speaks, each different from the last, then one final', async () => {
    const events = await transcribe(heard(fixturePcm(setATimer!)));
    const partials = texts(events, 'partial');
    expect(partials.length).toBeGreaterThanOrEqual(3);
    partials.slice(1).forEach((text, i) => expect(text).not.toBe(partials[i]));
    expect(events.map(({ type }) => type).lastIndexOf('partial')).toBe(events.length - 2);
    expect(events.at(-1)!.type).toBe('final');
  });

  it('gives the first partial within the first 400 ms of speech', async () => {
    const { speechStartMs } = setATimer!;
    const spoken = fixturePcm(setATimer!).subarray(0, (speechStartMs + 400) * 16);
    async function* input() {
      yield* heard(spoken);
      yield { type: 'speech_end' } as const;
    }
    expect(texts(await transcribe(input()), 'partial')).not.toEqual([]);
  });

  it('gives one final for each speech_end, empty if nothing was said', async () => {
    async function* input(): AsyncGenerator<SttInput> {
      yield { type: 'speech_end' };
      yield audio(500);
      for (let i = 0; i < 2; i++)
        yield* [{ type: 'speech_start' } as const, audio(400), { type: 'speech_end' } as const];
    }
    expect(texts(await transcribe(input()), 'final')).toEqual(['', '', '']);
  });

  it('hears no words in silence, noise and clicks', async () => {
    const silence = new Int16Array(3 * 16_000);
    let low = 0;
    // White noise through a one-pole low pass, loud.
    const noise = silence.map(
      (_, i) => (low += (((Math.imul(i + 1, 2_654_435_761) >>> 16) & 0xffff) - 0x8000 - low) * 0.2),
    );
    const clicks = silence.map((_, i) => (i % 4_000 < 8 ? 30_000 : 0));
    for (const pcm of [silence, noise, clicks]) expect(understood(await transcribe(heard(pcm)))).toBe('');
  });

  it(
    'keeps sessions apart that speak at the same time, and the event loop free',
    { timeout: 60_000 },
    async () => {
      const recordings = speechFixtures('clean').slice(0, 4);
      const alone: string[] = [];
      for (const recording of recordings)
        alone.push(understood(await transcribe(heard(fixturePcm(recording)))));
      const inputs = await Promise.all(recordings.map((recording) => collect(heard(fixturePcm(recording)))));
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const together = await Promise.all(inputs.map((input) => transcribe(toAsync(input))));
      delay.disable();
      expect(together.map(understood)).toEqual(alone);
      // Decoding such a recording once takes far longer.
      expect(delay.percentile(90) / 1e6).toBeLessThan(50);
    },
  );

  it(
    'lets a session wait for a decoder, and frees the one of a session that leaves',
    { timeout: 30_000 },
    async () => {
      const { stt, threads } = createWatched();
      await stt.warmUp();
      const [thread] = threads as [RecogniserThread];
      const takenAtBegin: number[] = [];
      const begin = thread.begin.bind(thread);
      vi.spyOn(thread, 'begin').mockImplementation((...args) => {
        takenAtBegin.push(thread.load);
        return begin(...args);
      });
      const abort = new AbortController();
      const first = new Channel<SttInput>();
      const leaving = transcribe(first, { stt, signal: abort.signal });
      first.push({ type: 'speech_start' });
      first.push(audio(200));
      await vi.waitFor(() => expect(thread.load).toBe(1));
      const recording = await collect(heard(fixturePcm(whatTimeIsIt!)));
      const waiting = transcribe(toAsync(recording), { stt });
      abort.abort();
      expect(texts(await leaving, 'final')).toEqual([]);
      expect(understood(await waiting)).toBe(whatTimeIsIt!.text);
      expect(takenAtBegin).toEqual([0, 0]);
      await stt.onModuleDestroy();
    },
  );

  it('fails once when its thread dies, and goes on with a new one', { timeout: 30_000 }, async () => {
    const { stt, threads } = createWatched();
    await stt.warmUp();
    const input = new Channel<SttInput>();
    const dying = transcribe(input, { stt });
    input.push({ type: 'speech_start' });
    input.push(audio(200));
    await vi.waitFor(() => expect(threads[0]!.load).toBe(1));
    await threads[0]!.terminate();
    input.push(audio(200));
    const error: unknown = await dying.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderError);
    expect((error as ProviderError).message).toContain('starts again');
    expect(understood(await transcribe(heard(fixturePcm(whatTimeIsIt!)), { stt }))).toBe(whatTimeIsIt!.text);
    expect(threads).toHaveLength(2);
    await stt.onModuleDestroy();
  });

  it.each([
    ['library', { libraries: { sphinxbase: 'libnone.so.3', pocketsphinx: 'libnone.so.3' } }],
    ['model', { modelFolder: '/nonexistent' }],
  ])('says what to install if the %s is missing', async (_, missing) => {
    const stt = new EmbeddedStt({ sentences: domainSentences, ...missing });
    const expected = {
      name: 'ProviderError',
      code: 'provider_unavailable',
      message: expect.stringContaining('apt-get install libpocketsphinx3 pocketsphinx-en-us') as string,
    };
    await expect(stt.warmUp()).rejects.toMatchObject(expected);
    const silent = new Channel<SttInput>();
    await expect(transcribe(silent, { stt }), 'before anything is said').rejects.toMatchObject(expected);
    await stt.onModuleDestroy();
  });

  it('transcribes after PocketSphinx was installed', { timeout: 30_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-model-'));
    const modelFolder = join(folder, 'en-us');
    const stt = new EmbeddedStt({ sentences: domainSentences, modelFolder });
    await expect(transcribe(new Channel<SttInput>(), { stt })).rejects.toThrow('not installed');
    symlinkSync('/usr/share/pocketsphinx/model/en-us', modelFolder);
    expect(understood(await transcribe(heard(fixturePcm(whatTimeIsIt!)), { stt }))).toBe(whatTimeIsIt!.text);
    await stt.onModuleDestroy();
    rmSync(folder, { recursive: true });
  });

  it('refuses languages other than English', async () => {
    const german = transcribe(toAsync<SttInput>([]), { language: 'de-DE' });
    await expect(german).rejects.toThrow('understands only English, not "de-DE"');
  });

  // Their texts are this provider's results; the test above measures how good they are.
  let utterances: Promise<Utterance[]> | undefined;

  describeSttContract({
    name: 'The built-in recogniser',
    remote: false,
    shared: true,
    start: async () => ({ provider: sut }),
    utterances: () => (utterances ??= Promise.all(speechFixtures('clean').slice(0, 2).map(listenTo))),
    timeoutMs: 60_000,
  });
});

async function listenTo(recording: SpeechFixture): Promise<Utterance> {
  const items = await collect(heard(fixturePcm(recording)));
  return { items, text: understood(await transcribe(toAsync(items))) };
}
