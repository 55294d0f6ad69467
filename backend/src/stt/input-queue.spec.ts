import { describe, expect, it } from 'vitest';
import { SttInputQueue } from './input-queue.js';
import type { SttInput } from './stt.port.js';
import { audio, end, page, start } from '../../../testing/contracts/stt/flaky-stt.js';

describe(SttInputQueue.name, () => {
  it('keeps what its limit allows, and the newest of it', async () => {
    const sut = new SttInputQueue(4 * 1_024);
    sut.push(start);
    for (let i = 1; i <= 10; i++) sut.push(audio(i));
    sut.close();
    expect(sut.ended).toBe(true);
    expect(sut.bytes).toBeLessThanOrEqual(4 * 1_024);
    const values: number[] = [];
    for await (const item of sut.read()) if (item.type === 'audio') values.push(item.pcm[0]!);
    expect(values).toEqual([7, 8, 9, 10]);
  });

  it('keeps half a second of silence, for the beginning of a word', async () => {
    const sut = new SttInputQueue(1e6);
    const reader = sut.read();
    for (let i = 1; i <= 100; i++) {
      sut.push(audio(i));
      await reader.next();
    }
    expect(sut.bytes).toBe(16 * 1_024);
    sut.close();
  });

  it.each([
    ['', []],
    [' and the noise before it', [start, audio(1), end]],
  ])('does not collect the silence of an outage%s', async (_, noise) => {
    const sut = new SttInputQueue(1e6);
    for (const item of noise) sut.push(item);
    for (let i = 0; i < 1_000; i++) sut.push(audio(2));
    for (const item of [start, audio(3), audio(4), end]) sut.push(item);
    sut.close();
    expect(sut.ended).toBe(true);
    const values: number[] = [];
    for await (const item of sut.read()) if (item.type === 'audio') values.push(item.pcm[0]!);
    expect(values.length).toBeLessThan(90);
    expect(values.slice(-2)).toEqual([3, 4]);
    expect(sut.bytes).toBeLessThan(90 * 1_024);
  });

  it('loses no silence that a connection has still to be given', async () => {
    const sut = new SttInputQueue(1e6);
    const reader = sut.read();
    for (const item of [start, audio(1), end]) sut.push(item);
    for (let i = 0; i < 3; i++) await reader.next();
    for (let i = 0; i < 300; i++) {
      sut.push(audio(100 + i));
      expect((await reader.next()).value).toMatchObject({ pcm: { 0: 100 + i } });
    }
    sut.close();
  });

  it('drops the audio of a turn that its recogniser ended', async () => {
    const sut = new SttInputQueue(1e6);
    const reader = sut.read();
    for (const item of [start, audio(1), audio(2)]) {
      sut.push(item);
      await reader.next();
    }
    sut.onTranscript({ type: 'end_of_turn', text: 'one two' });
    expect(sut.bytes).toBe(0);
    sut.close();
  });

  it('keeps two seconds of silence after speech that came before the first read', () => {
    const sut = new SttInputQueue();
    for (const item of [start, audio(1), end]) sut.push(item);
    for (let i = 0; i < 300; i++) sut.push(audio(2));
    expect(sut.bytes).toBe((1 + 64 + 16) * 1_024);
  });

  it('keeps nothing but the last half second until it is first read', async () => {
    const sut = new SttInputQueue();
    for (let i = 1; i <= 100; i++) sut.push(audio(i));
    expect(sut.bytes).toBe(16 * 1_024);
    sut.push(start);
    sut.push(audio(101));
    sut.close();
    const values: number[] = [];
    for await (const item of sut) if (item.type === 'audio') values.push(item.pcm[0]!);
    expect(values).toEqual(Array.from({ length: 17 }, (_, i) => 85 + i));
  });

  it('ends its reader when another one begins, which gets everything', async () => {
    const sut = new SttInputQueue();
    const first = sut.read();
    for (const item of [start, audio(1)]) sut.push(item);
    await first.next();
    await first.next();
    const waiting = first.next();
    const second = sut.read();
    expect((await waiting).done).toBe(true);
    expect((await second.next()).value).toMatchObject({ type: 'speech_start' });
  });

  it('fills itself from a stream', async () => {
    async function* source() {
      yield* [start, audio(1), end];
    }
    const types: string[] = [];
    for await (const { type } of SttInputQueue.from(source())) types.push(type);
    expect(types).toEqual(['speech_start', 'audio', 'speech_end']);
  });

  describe('phrases', () => {
    const pause: SttInput = { type: 'speech_pause' };

    /** What a reader can get now, in words. */
    async function taken(reader: AsyncIterator<SttInput>, count: number) {
      const items: string[] = [];
      while (items.length < count) {
        const { value } = await reader.next();
        items.push(value.type === 'phrases' ? value.phrases.names.join() : value.type);
      }
      return items;
    }

    it('come before the speech that follows them, and only the newest ones', async () => {
      const sut = new SttInputQueue();
      const reader = sut.read();
      for (const item of [page('A'), page('B'), start, audio(1)]) sut.push(item);
      expect(await taken(reader, 3)).toEqual(['B', 'speech_start', 'audio']);
    });

    it('wait for the end of a segment that the reader has begun', async () => {
      const sut = new SttInputQueue();
      const reader = sut.read();
      for (const item of [start, audio(1)]) sut.push(item);
      await taken(reader, 1);
      for (const item of [page('A'), pause, page('B'), end, start]) sut.push(item);
      expect(await taken(reader, 5)).toEqual(['audio', 'speech_pause', 'speech_end', 'B', 'speech_start']);
    });

    it('reach a reader that waits', async () => {
      const sut = new SttInputQueue();
      const next = taken(sut.read(), 1);
      sut.push(page('A'));
      expect(await next).toEqual(['A']);
    });

    it('come first to each new reader, also when the audio of before is transcribed', async () => {
      const sut = new SttInputQueue();
      const reader = sut.read();
      for (const item of [page('A'), start, audio(1), end]) sut.push(item);
      await taken(reader, 4);
      sut.onTranscript({ type: 'final', text: 'one' });
      for (const item of [start, audio(2)]) sut.push(item);
      await taken(reader, 1);
      expect(await taken(sut.read(), 2)).toEqual(['A', 'speech_start']);
    });

    it('take no room, and stay when audio is lost', async () => {
      const sut = new SttInputQueue(2 * 1_024);
      for (let i = 0; i < 10_000; i++) sut.push(page(`name ${i}`));
      for (const item of [start, audio(1), audio(2), audio(3)]) sut.push(item);
      expect(sut.bytes).toBe(2 * 1_024);
      sut.close();
      const items: SttInput[] = [];
      for await (const item of sut) items.push(item);
      expect(items[0]).toEqual(page('name 9999'));
      expect(items.filter(({ type }) => type === 'phrases')).toHaveLength(1);
    });

    it('are gone when the queue is aborted', async () => {
      const sut = new SttInputQueue();
      sut.push(page('A'));
      sut.abort();
      expect((await sut.read().next()).done).toBe(true);
    });
  });

  it('keeps speech with pauses whole, and its pre-roll', async () => {
    const pause: SttInput = { type: 'speech_pause' };
    const sut = new SttInputQueue(1e6);
    sut.push(audio(9));
    sut.push(start);
    for (let i = 0; i < 100; i++) sut.push(audio(1));
    sut.push(pause);
    for (let i = 0; i < 100; i++) sut.push(audio(2));
    expect(sut.bytes).toBe(201 * 1_024);
    sut.push(end);
    sut.push(start);
    sut.close();
    const starts: (Int16Array | undefined)[] = [];
    for await (const item of sut) if (item.type === 'speech_start') starts.push(item.preRoll);
    expect(starts.map((preRoll) => preRoll?.length)).toEqual([512, 0]);
  });

  describe('pre-roll', () => {
    const count = (from: number, to: number) => Int16Array.from({ length: to - from }, (_, i) => from + i);
    const sound = (from: number, to: number): SttInput => ({ type: 'audio', pcm: count(from, to) });
    const preRolls = async (items: SttInput[]) => {
      const sut = new SttInputQueue();
      for (const item of items) sut.push(item);
      sut.close();
      const found: (Int16Array | undefined)[] = [];
      for await (const item of sut) if (item.type === 'speech_start') found.push(item.preRoll);
      return found;
    };

    it('is the last 320 ms before speech', async () => {
      expect(await preRolls([sound(0, 6_000), start])).toEqual([count(6_000 - 5_120, 6_000)]);
    });

    it('has no audio of the previous segment', async () => {
      const items = [start, sound(0, 1_000), end, sound(1_000, 1_100), start];
      expect(await preRolls(items)).toEqual([new Int16Array(0), count(1_000, 1_100)]);
    });

    it('stays unchanged if it comes from another queue', async () => {
      const preRoll = count(0, 10);
      expect(await preRolls([sound(0, 6_000), { type: 'speech_start', preRoll }])).toEqual([preRoll]);
    });
  });
});
