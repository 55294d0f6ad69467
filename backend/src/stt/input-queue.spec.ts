import { describe, expect, it, vi } from 'vitest';
import { Channel } from '../common/streams/channel.js';
import { SttInputQueue } from './input-queue.js';
import type { SttInput } from './stt.port.js';
import { audio, end, start } from '../../../testing/contracts/stt/flaky-stt.js';

describe(SttInputQueue.name, () => {
  it('keeps what its limit allows, and the newest of it', async () => {
    const source = new Channel<SttInput>();
    const sut = new SttInputQueue(source, 4 * 1_024);
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
    const sut = new SttInputQueue(source, 1e6);
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
    const sut = new SttInputQueue(source, 1e6);
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
    const sut = new SttInputQueue(source, 1e6);
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
    const sut = new SttInputQueue(source, 1e6);
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
