import { afterEach, describe, expect, it, vi } from 'vitest';
import { Channel } from '../common/channel.js';
import { ProviderError } from '../common/provider-error.js';
import { Backlog } from './backlog.js';
import { ResilientStt } from './resilient-stt.js';
import { Stt, type SttEvent, type SttInput, type SttOptions } from './stt.port.js';

const lost = (retryable = true) =>
  new ProviderError('stt', 'first', 'provider_unavailable', 'The connection was lost.', { retryable });

const audio = (value: number): SttInput => ({ type: 'audio', pcm: new Int16Array(512).fill(value) });
const start: SttInput = { type: 'speech_start' };
const end: SttInput = { type: 'speech_end' };

/** What each connection got: the values of its audio, and its marks. */
type Got = (number | 'start' | 'end')[];

/** Says as a final what it heard between marks; a connection of which `failsAt` says so breaks at that item. */
class FlakyStt extends Stt {
  readonly connections: Got[] = [];

  constructor(
    readonly name: string,
    private readonly failsAt: (connection: number, got: Got) => ProviderError | undefined = () => undefined,
  ) {
    super();
  }

  async warmUp(): Promise<void> {}

  async *transcribe(input: AsyncIterable<SttInput>, _options: SttOptions): AsyncGenerator<SttEvent> {
    const got: Got = [];
    const connection = this.connections.push(got);
    let words: number[] = [];
    for await (const item of input) {
      got.push(item.type === 'audio' ? item.pcm[0]! : item.type === 'speech_start' ? 'start' : 'end');
      const error = this.failsAt(connection, got);
      if (error) throw error;
      if (item.type === 'audio') words.push(item.pcm[0]!);
      else if (item.type === 'speech_start') words = [];
      else yield { type: 'final', text: words.join(' ') };
    }
  }
}

describe(ResilientStt.name, () => {
  const abort = new AbortController();
  afterEach(() => {
    vi.useRealTimers();
    abort.abort();
  });

  function listen(sut: ResilientStt, warn: (error: ProviderError) => void = () => undefined) {
    const input = new Channel<SttInput>();
    const events = sut.transcribe(input, { language: 'en-US', signal: new AbortController().signal, warn });
    const finals = async (count: number): Promise<string[]> => {
      const texts: string[] = [];
      while (texts.length < count) {
        const { value, done } = await events.next();
        if (done) break;
        if (value.type === 'final') texts.push(value.text);
      }
      return texts;
    };
    return { input, events, finals };
  }

  it('gives a new connection what the lost one had not transcribed, and nothing else', async () => {
    const stt = new FlakyStt('first', (connection, got) =>
      connection === 1 && got.at(-1) === 3 ? lost() : undefined,
    );
    const { input, finals } = listen(new ResilientStt([stt]));
    for (const item of [start, audio(1), end]) input.push(item);
    expect(await finals(1)).toEqual(['1']);
    for (const item of [start, audio(2), audio(3), audio(4), end]) input.push(item);
    expect(await finals(1)).toEqual(['2 3 4']);
    expect(stt.connections).toEqual([
      ['start', 1, 'end', 'start', 2, 3],
      ['start', 2, 3, 4, 'end'],
    ]);
    input.close();
  });

  it('transcribes what was said while there was no connection', async () => {
    const stt = new FlakyStt('first', (connection) => (connection <= 2 ? lost() : undefined));
    const warnings: string[] = [];
    const { input, finals } = listen(new ResilientStt([stt]), ({ message }) => warnings.push(message));
    for (const item of [start, audio(1), audio(2), end, start, audio(3), end]) input.push(item);
    expect(await finals(2)).toEqual(['1 2', '3']);
    expect(warnings).toEqual([expect.stringContaining('is kept and will be heard')]);
    input.close();
  });

  it('hands all of it to the fallback when the provider refuses', async () => {
    const refusing = new FlakyStt('first', (_, got) => (got.at(-1) === 'end' ? lost(false) : undefined));
    const fallback = new FlakyStt('second');
    const warn = vi.fn();
    const { input, finals } = listen(new ResilientStt([refusing, fallback]), warn);
    for (const item of [start, audio(1), end]) input.push(item);
    expect(await finals(1)).toEqual(['1']);
    expect(refusing.connections).toHaveLength(1);
    expect(warn.mock.calls[0]![0]).toMatchObject({
      message: 'The connection was lost. Until then "second" takes over.',
    });
    input.close();
  });

  it('goes to the fallback where the provider stays deaf', async () => {
    const deaf = new (class extends FlakyStt {
      override async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent> {
        for await (const _ of input);
      }
    })('first');
    const { input, finals } = listen(new ResilientStt([deaf, new FlakyStt('second')], { stallMs: 30 }));
    for (const item of [start, audio(1), end]) input.push(item);
    expect(await finals(1)).toEqual(['1']);
    input.close();
  });

  describe('that cannot connect', () => {
    /** Takes nothing, as while a network swallows everything; the connection of that number is there at once. */
    class Unconnected extends FlakyStt {
      tries = 0;

      constructor(
        name: string,
        private readonly connects = Infinity,
      ) {
        super(name);
      }

      override async *transcribe(input: AsyncIterable<SttInput>, options: SttOptions) {
        if (++this.tries >= this.connects) return yield* super.transcribe(input, options);
        await new Promise((resolve) => options.signal.addEventListener('abort', resolve));
      }
    }

    it('gives way to a fallback as soon as speech has waited for it once', async () => {
      const first = new Unconnected('first');
      const warn = vi.fn();
      const sut = new ResilientStt([first, new FlakyStt('second')], { connectMs: 30 });
      const { input, finals } = listen(sut, warn);
      for (const item of [start, audio(1), end]) input.push(item);
      expect(await finals(1)).toEqual(['1']);
      expect(first.tries).toBe(1);
      expect(warn).toHaveBeenCalledOnce();
      expect(warn.mock.calls[0]![0]).toMatchObject({
        code: 'provider_timeout',
        message: expect.stringMatching(/could not connect .* "second" takes over/) as string,
      });
      input.close();
    });

    it('is told of while it goes on trying, with what was said until then', async () => {
      const first = new Unconnected('first', 2);
      const warnings: string[] = [];
      const { input, finals } = listen(new ResilientStt([first], { connectMs: 30 }), ({ message }) =>
        warnings.push(message),
      );
      for (const item of [start, audio(1), end]) input.push(item);
      expect(await finals(1)).toEqual(['1']);
      expect(warnings).toEqual([
        expect.stringMatching(/could not connect .* what you say now is kept and will be heard/),
      ]);
      input.close();
    });

    it('has all the time that it takes while nobody speaks', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
      const warn = vi.fn();
      const { input, events } = listen(new ResilientStt([new Unconnected('first')]), warn);
      input.push(audio(0));
      await events.next();
      void events.next();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(warn).not.toHaveBeenCalled();
      input.push(start);
      await vi.advanceTimersByTimeAsync(3_100);
      expect(warn).toHaveBeenCalledOnce();
      input.close();
    });
  });

  it('tells at once of a stall, and once', async () => {
    const deaf = new (class extends FlakyStt {
      override async *transcribe(input: AsyncIterable<SttInput>): AsyncGenerator<SttEvent> {
        this.connections.push([]);
        for await (const _ of input);
      }
    })('first');
    const warnings: ProviderError[] = [];
    const { input, events } = listen(new ResilientStt([deaf], { stallMs: 20 }), (error) =>
      warnings.push(error),
    );
    for (const item of [start, audio(1), end]) input.push(item);
    for (let connecting = 0; connecting < 3;)
      if ((await events.next()).value?.type === 'connecting') connecting++;
    expect(warnings).toMatchObject([{ code: 'provider_timeout' }]);
    input.close();
  });

  describe('that answers with nonsense', () => {
    const odd = (from = 1, to = Infinity) =>
      new FlakyStt('first', (connection, got) =>
        got.at(-1) === 'end' && connection >= from && connection <= to
          ? new ProviderError('stt', 'first', 'provider_unavailable', 'Nonsense.', { oddAnswer: true })
          : undefined,
      );

    it('is asked once more, and nothing is lost', async () => {
      const stt = odd(1, 1);
      const warn = vi.fn();
      const { input, finals } = listen(new ResilientStt([stt]), warn);
      for (const item of [start, audio(1), end]) input.push(item);
      expect(await finals(1)).toEqual(['1']);
      expect(warn).not.toHaveBeenCalled();
      input.close();
    });

    it('is asked no more than once more', async () => {
      const stt = odd();
      const { input, finals } = listen(new ResilientStt([stt]));
      for (const item of [start, audio(1), end]) input.push(item);
      await expect(finals(1)).rejects.toThrow('Nonsense.');
      expect(stt.connections).toHaveLength(2);
    });
  });

  it('tries no further when it was replaced', async () => {
    const stt = new FlakyStt('first', () => lost());
    const { input, events } = listen(new ResilientStt([stt]));
    input.push(start);
    input.close();
    let last = await events.next();
    while (!last.done) last = await events.next();
    expect(stt.connections.length).toBeLessThanOrEqual(1);
  });

  it('ends with the error where the only provider refuses', async () => {
    const { input, events } = listen(new ResilientStt([new FlakyStt('first', () => lost(false))]));
    input.push(start);
    expect((await events.next()).value).toMatchObject({ type: 'connecting' });
    await expect(events.next()).rejects.toThrow('The connection was lost.');
  });

  it('connects again when a transcript does not come', async () => {
    let connections = 0;
    const deaf = new (class extends FlakyStt {
      override async *transcribe(input: AsyncIterable<SttInput>, options: SttOptions) {
        if (++connections > 1) return yield* super.transcribe(input, options);
        for await (const _ of input);
      }
    })('first');
    const { input, finals } = listen(new ResilientStt([deaf], { stallMs: 30 }));
    for (const item of [start, audio(1), end]) input.push(item);
    expect(await finals(1)).toEqual(['1']);
    expect(connections).toBe(2);
    input.close();
  });
});

describe(Backlog.name, () => {
  it('keeps what its limit allows, and the newest of it', async () => {
    const source = new Channel<SttInput>();
    const sut = new Backlog(source, 4 * 1_024);
    source.push(start);
    for (let i = 1; i <= 10; i++) source.push(audio(i));
    source.close();
    await vi.waitFor(() => expect(sut.ended).toBe(true));
    expect(sut.bytes).toBeLessThanOrEqual(4 * 1_024);
    const values: number[] = [];
    for await (const item of sut.read()) if (item.type === 'audio') values.push(item.pcm[0]!);
    expect(values).toEqual([7, 8, 9, 10]);
  });

  it('keeps half a second of silence, for the beginning of a word', async () => {
    const source = new Channel<SttInput>();
    const sut = new Backlog(source, 1e6);
    const reader = sut.read();
    for (let i = 1; i <= 100; i++) {
      source.push(audio(i));
      await reader.next();
    }
    expect(sut.bytes).toBe(16 * 1_024);
    source.close();
  });

  it.each([
    ['', []],
    [' and the noise before it', [start, audio(1), end]],
  ])('does not collect the silence of an outage%s', async (_, noise) => {
    const source = new Channel<SttInput>();
    const sut = new Backlog(source, 1e6);
    for (const item of noise) source.push(item);
    for (let i = 0; i < 1_000; i++) source.push(audio(2));
    for (const item of [start, audio(3), audio(4), end]) source.push(item);
    source.close();
    await vi.waitFor(() => expect(sut.ended).toBe(true));
    const values: number[] = [];
    for await (const item of sut.read()) if (item.type === 'audio') values.push(item.pcm[0]!);
    expect(values.length).toBeLessThan(90);
    expect(values.slice(-2)).toEqual([3, 4]);
    expect(sut.bytes).toBeLessThan(90 * 1_024);
  });

  it('loses no silence that a connection has still to be given', async () => {
    const source = new Channel<SttInput>();
    const sut = new Backlog(source, 1e6);
    const reader = sut.read();
    for (const item of [start, audio(1), end]) source.push(item);
    for (let i = 0; i < 3; i++) await reader.next();
    for (let i = 0; i < 300; i++) {
      source.push(audio(100 + i));
      expect((await reader.next()).value).toMatchObject({ pcm: { 0: 100 + i } });
    }
    source.close();
  });

  it('needs nothing any more of a turn that its recogniser ended', async () => {
    const source = new Channel<SttInput>();
    const sut = new Backlog(source, 1e6);
    const reader = sut.read();
    for (const item of [start, audio(1), audio(2)]) {
      source.push(item);
      await reader.next();
    }
    sut.heard({ type: 'end_of_turn', text: 'one two' });
    expect(sut.bytes).toBe(0);
    source.close();
  });
});
