import { beforeEach, describe, expect, it } from 'vitest';
import { Channel } from '../../../../common/streams/channel.js';
import type { HeardCommand, PagePhrases, SttEvent, SttInput } from '../../../stt.port.js';
import type { RecogniserSegment, SegmentHandlers, SegmentResult } from './recogniser-segment.js';
import type { SessionPage } from './session-page.js';
import { Transcription } from './transcription.js';

const FRAME_SAMPLES = 512;
const silence = new Int16Array(FRAME_SAMPLES);
const sound = new Int16Array(FRAME_SAMPLES).map((_, i) => (i % 2 ? 2_000 : -2_000));

/** A decoder that recognises what it is told. */
class FakeSegment {
  ended = false;
  samples = 0;
  text = '';
  pauses = 0;
  endedAsCommand = false;
  command: HeardCommand | undefined;
  readonly result: Promise<SegmentResult>;
  #finish!: () => void;

  constructor(readonly handlers: SegmentHandlers) {
    this.result = new Promise((resolve) => {
      this.#finish = () => resolve({ text: this.text, mean: new Float32Array(13), command: this.command });
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

  pause(): void {
    this.pauses++;
    if (this.command) this.handlers.onCommand(this.command);
  }

  end(isCommand = false): void {
    this.endedAsCommand = isCommand;
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
  let pages: (PagePhrases | undefined)[];
  let forgotten: number;
  let input: Channel<SttInput>;
  let running: Promise<void>;

  beforeEach(() => {
    segments = [];
    events = [];
    input = new Channel<SttInput>(10_000);
    pool = {
      isContended: false,
      open: (_leadIn, _mean, _page, handlers) => {
        segments.push(new FakeSegment(handlers as SegmentHandlers));
        return Promise.resolve(segments.at(-1) as unknown as RecogniserSegment);
      },
    };
    pages = [];
    forgotten = 0;
    const told = {
      prepare: ({ phrases }: SessionPage) => void pages.push(phrases),
      forget: () => void forgotten++,
    };
    running = new Transcription(
      Object.assign(pool, told),
      (event) => events.push(event),
      new AbortController().signal,
    ).run(input);
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

  const COMMAND = { text: 'click Sign in', target: 'Sign in', confidence: 0.95 };

  it('tells the pool each page, and at the end that the session is over', async () => {
    const phrases = { names: ['Sign in'], numbers: [] };
    await give({ type: 'phrases', phrases });
    expect(pages).toEqual([phrases]);
    await end();
    expect(forgotten).toBe(1);
  });

  it('reports a command at a pause and with the final', async () => {
    await give({ type: 'speech_start' });
    segments[0]!.command = COMMAND;
    segments[0]!.hear('click sine in');
    await give({ type: 'speech_pause' });
    expect(events.at(-1)).toEqual({ type: 'command', command: COMMAND });
    await give({ type: 'speech_end', isCommand: true });
    expect(segments[0]!.endedAsCommand).toBe(true);
    expect(events.at(-1)).toEqual({ type: 'final', text: 'click sine in', command: COMMAND });
  });

  it('reports no command of speech that two decoders shared', async () => {
    await give({ type: 'speech_start' });
    segments[0]!.hear('well');
    pool.isContended = true;
    await give(...frames(silence, 4), ...frames(sound, 1));
    segments[1]!.command = COMMAND;
    await give({ type: 'speech_pause' });
    expect(segments[1]!.pauses).toBe(0);
    await end();
    expect(events.at(-1)).toEqual({ type: 'final', text: 'well' });
  });
});
