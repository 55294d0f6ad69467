import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import { FailureStreak } from './failure-streak.js';
import { ResilientStt } from './resilient-stt.js';
import type { SttInput, SttOptions } from './stt.port.js';
import { audio, end, FlakyStt, listen, lost, page, start } from '../../../testing/contracts/stt/flaky-stt.js';

/** Accepts audio without any answer until the connection with that number. */
class DeafStt extends FlakyStt {
  tries = 0;

  constructor(
    name: string,
    private readonly hears = Infinity,
  ) {
    super(name);
  }

  override async *transcribe(input: AsyncIterable<SttInput>, options: SttOptions) {
    if (++this.tries >= this.hears) return yield* super.transcribe(input, options);
    for await (const _ of input);
  }
}

/** Accepts nothing, as on a dead network; the connection with that number opens at once. */
class UnconnectedStt extends FlakyStt {
  tries = 0;

  constructor(
    name: string,
    private readonly connects = Infinity,
    private readonly at?: string,
  ) {
    super(name);
  }

  override get address(): string | undefined {
    return this.at;
  }

  override async *transcribe(input: AsyncIterable<SttInput>, options: SttOptions) {
    if (++this.tries >= this.connects) return yield* super.transcribe(input, options);
    await new Promise((resolve) => options.signal.addEventListener('abort', resolve));
  }
}

describe(`${FailureStreak.name} of a recogniser`, () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('transcribes what was said while there was no connection', async () => {
    const stt = new FlakyStt('first', (connection) => (connection <= 2 ? lost() : undefined));
    const warnings: string[] = [];
    const { input, finals } = listen(new ResilientStt([stt]), ({ message }) => warnings.push(message));
    for (const item of [start, audio(1), audio(2), end, start, audio(3), end]) input.push(item);
    expect(await finals(2)).toEqual(['1 2', '3']);
    expect(warnings).toEqual([expect.stringContaining('is kept and transcribed later')]);
    input.close();
  });

  it('tells a new connection and a fallback first what the page shows', async () => {
    const first = new FlakyStt('first', (_, got) => (got.includes('end') ? lost() : undefined));
    const second = new FlakyStt('second');
    const { input, finals } = listen(new ResilientStt([first, second]));
    for (const item of [page('A'), page('B'), start, audio(1), end]) input.push(item);
    expect(await finals(1)).toEqual(['1']);
    for (const got of [...first.connections, ...second.connections])
      expect(got).toEqual(['page B', 'start', 1, 'end']);
    expect(first.connections.length + second.connections.length).toBeGreaterThan(2);
    input.close();
  });

  it('switches to the fallback if the provider stays silent', async () => {
    const sut = new ResilientStt([new DeafStt('first'), new FlakyStt('second')], { stallMs: 30 });
    const { input, finals } = listen(sut);
    for (const item of [start, audio(1), end]) input.push(item);
    expect(await finals(1)).toEqual(['1']);
    input.close();
  });

  it('reports a stall at once, and only once', async () => {
    const warnings: ProviderError[] = [];
    const sut = new ResilientStt([new DeafStt('first')], { stallMs: 20 });
    const { input, events } = listen(sut, (error) => warnings.push(error));
    for (const item of [start, audio(1), end]) input.push(item);
    for (let connecting = 0; connecting < 3;)
      if ((await events.next()).value?.type === 'connecting') connecting++;
    expect(warnings).toMatchObject([{ code: 'provider_timeout' }]);
    input.close();
  });

  it('connects again when a transcript does not come', async () => {
    const deaf = new DeafStt('first', 2);
    const { input, finals } = listen(new ResilientStt([deaf], { stallMs: 30 }));
    for (const item of [start, audio(1), end]) input.push(item);
    expect(await finals(1)).toEqual(['1']);
    expect(deaf.tries).toBe(2);
    input.close();
  });

  describe('that cannot connect', () => {
    it('is replaced by a fallback as soon as speech has waited for it once', async () => {
      const first = new UnconnectedStt('first');
      const warn = vi.fn();
      const sut = new ResilientStt([first, new FlakyStt('second')], { connectMs: 30 });
      const { input, finals } = listen(sut, warn);
      for (const item of [start, audio(1), end]) input.push(item);
      expect(await finals(1)).toEqual(['1']);
      expect(first.tries).toBe(1);
      expect(warn).toHaveBeenCalledOnce();
      expect(warn.mock.calls[0]![0]).toMatchObject({
        code: 'provider_timeout',
        message: expect.stringMatching(/could not connect .* "second" is used meanwhile/) as string,
      });
      input.close();
    });

    it('is reported while it keeps trying, and speech until then is kept', async () => {
      const first = new UnconnectedStt('first', 2);
      const warnings: string[] = [];
      const { input, finals } = listen(new ResilientStt([first], { connectMs: 30 }), ({ message }) =>
        warnings.push(message),
      );
      for (const item of [start, audio(1), end]) input.push(item);
      expect(await finals(1)).toEqual(['1']);
      expect(warnings).toEqual([
        expect.stringMatching(/could not connect .* what you say now is kept and transcribed later/),
      ]);
      input.close();
    });

    it.each([
      [undefined, '(first). Check the internet connection.'],
      [
        '127.0.0.1:9',
        '(first at 127.0.0.1:9). Check that it is running, or check its address in the config.',
      ],
    ])('is told of with what can be done about it, at the address %s', async (address, words) => {
      const warnings: string[] = [];
      const sut = new ResilientStt([new UnconnectedStt('first', 2, address)], { connectMs: 30 });
      const { input, finals } = listen(sut, ({ message }) => warnings.push(message));
      for (const item of [start, audio(1), end]) input.push(item);
      await finals(1);
      expect(warnings).toEqual([expect.stringContaining(words)]);
      input.close();
    });

    it('has unlimited time while there is no speech', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
      const warn = vi.fn();
      const { input, events } = listen(new ResilientStt([new UnconnectedStt('first')]), warn);
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

  describe('that answers with nonsense', () => {
    const odd = (from = 1, to = Infinity) =>
      new FlakyStt('first', (connection, got) =>
        got.at(-1) === 'end' && connection >= from && connection <= to
          ? new ProviderError('stt', 'first', 'provider_unavailable', 'Nonsense.', { oddAnswer: true })
          : undefined,
      );

    it('is tried once more, and nothing is lost', async () => {
      const stt = odd(1, 1);
      const warn = vi.fn();
      const { input, finals } = listen(new ResilientStt([stt]), warn);
      for (const item of [start, audio(1), end]) input.push(item);
      expect(await finals(1)).toEqual(['1']);
      expect(warn).not.toHaveBeenCalled();
      input.close();
    });

    it('is tried at most once more', async () => {
      const stt = odd();
      const { input, finals } = listen(new ResilientStt([stt]));
      for (const item of [start, audio(1), end]) input.push(item);
      await expect(finals(1)).rejects.toThrow('Nonsense.');
      expect(stt.connections).toHaveLength(2);
    });
  });
});
