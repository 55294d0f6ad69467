import { beforeEach, describe, expect, it } from 'vitest';
import { Channel } from '../../../../common/streams/channel.js';
import type { SttEvent, SttInput } from '../../../stt.port.js';
import type { RecogniserSegment, SegmentHandlers } from './recogniser-segment.js';
import { Transcription } from './transcription.js';

const FRAME_SAMPLES = 512;
const silence = new Int16Array(FRAME_SAMPLES);
const sound = new Int16Array(FRAME_SAMPLES).map((_, i) => (i % 2 ? 2_000 : -2_000));

/** A decoder that recognises what it is told. */
class FakeSegment {
  ended = false;
  samples = 0;
  text = '';
  readonly result: Promise<{ text: string; mean: Float32Array }>;
  #finish!: () => void;

  constructor(readonly handlers: SegmentHandlers) {
    this.result = new Promise((resolve) => {
      this.#finish = () => resolve({ text: this.text, mean: new Float32Array(13) });
    });
  }

  push(pcm: Int16Array): Promise<void> {
    this.samples += pcm.length;
    return Promise.resolve();
  }

  hear(text: string): void {
    this.text = text;
    this.handlers.onPartial(text);
  }

  end(): void {
    this.ended = true;
    this.#finish();
  }

  cancel(): void {
    this.end();
  }
}

describe(Transcription.name, () => {
  let segments: FakeSegment[];
  let events: SttEvent[];
  let pool: { isContended: boolean; open: (...args: unknown[]) => Promise<RecogniserSegment> };
  let input: Channel<SttInput>;
  let running: Promise<void>;

  beforeEach(() => {
    segments = [];
    events = [];
    input = new Channel<SttInput>(10_000);
    pool = {
      isContended: false,
      open: (_leadIn, _mean, handlers) => {
        segments.push(new FakeSegment(handlers as SegmentHandlers));
        return Promise.resolve(segments.at(-1) as unknown as RecogniserSegment);
      },
    };
    running = new Transcription(pool, (event) => events.push(event), new AbortController().signal).run(input);
  });

  const give = async (...items: SttInput[]) => {
    for (const item of items) input.push(item);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const frames = (pcm: Int16Array, seconds: number): SttInput[] =>
    Array.from({ length: Math.ceil((seconds * 16_000) / FRAME_SAMPLES) }, () => ({ type: 'audio', pcm }));
  const end = async () => {
    await give({ type: 'speech_end' });
    input.close();
    await running;
  };
  const finals = () => events.flatMap((event) => (event.type === 'final' ? [event.text] : []));

  it('keeps its decoder through a long silence while no other session waits', async () => {
    await give({ type: 'speech_start' }, ...frames(silence, 60));
    segments[0]!.hear('hello');
    await end();
    expect(segments).toHaveLength(1);
    expect(finals()).toEqual(['hello']);
  });

  it('gives its decoder back after three seconds without a word while others wait', async () => {
    await give({ type: 'speech_start' });
    pool.isContended = true;
    await give(...frames(silence, 2.9));
    expect(segments[0]!.ended).toBe(false);
    await give(...frames(silence, 0.2));
    expect(segments[0]!.ended).toBe(true);
    await give(...frames(silence, 10));
    expect(segments).toHaveLength(1);
    await end();
    expect(finals()).toEqual(['']);
  });

  it('gets another decoder for the words after that, with the beginning of their sound', async () => {
    await give({ type: 'speech_start' });
    segments[0]!.hear('set a timer');
    pool.isContended = true;
    await give(...frames(silence, 4), ...frames(sound, 1));
    expect(segments).toHaveLength(2);
    expect(segments[1]!.samples).toBeGreaterThan(16_000 + 4_000);
    segments[1]!.hear('for five minutes');
    expect(events.at(-1)).toEqual({ type: 'partial', text: 'set a timer for five minutes' });
    await end();
    expect(finals()).toEqual(['set a timer for five minutes']);
  });

  it('keeps its decoder while words come', async () => {
    await give({ type: 'speech_start' });
    pool.isContended = true;
    for (let i = 0; i < 10; i++) {
      await give(...frames(sound, 2));
      segments[0]!.hear(`word ${i}`);
    }
    expect(segments).toHaveLength(1);
    await end();
  });

  it('lets others have a turn after half a minute of words', async () => {
    await give({ type: 'speech_start' });
    pool.isContended = true;
    for (let i = 0; i < 16; i++) {
      await give(...frames(sound, 2));
      segments.at(-1)!.hear(`word ${i}`);
    }
    expect(segments).toHaveLength(2);
    await end();
    expect(finals()[0]).toMatch(/^word \d+ word 15$/);
  });
});
