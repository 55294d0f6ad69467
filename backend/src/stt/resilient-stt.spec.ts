import { describe, expect, it, vi } from 'vitest';
import { ResilientStt } from './resilient-stt.js';
import { audio, end, FlakyStt, listen, lost, start } from '../../../testing/contracts/stt/flaky-stt.js';

describe(ResilientStt.name, () => {
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

  it('hands all of it to the fallback when the provider refuses', async () => {
    const refusing = new FlakyStt('first', (_, got) => (got.at(-1) === 'end' ? lost(false) : undefined));
    const fallback = new FlakyStt('second');
    const warn = vi.fn();
    const { input, finals } = listen(new ResilientStt([refusing, fallback]), warn);
    for (const item of [start, audio(1), end]) input.push(item);
    expect(await finals(1)).toEqual(['1']);
    expect(refusing.connections).toHaveLength(1);
    expect(warn.mock.calls[0]![0]).toMatchObject({
      message: 'The connection was lost. "second" is used meanwhile.',
    });
    input.close();
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

  it('ends with the error if the only provider refuses', async () => {
    const { input, events } = listen(new ResilientStt([new FlakyStt('first', () => lost(false))]));
    input.push(start);
    expect((await events.next()).value).toMatchObject({ type: 'connecting' });
    await expect(events.next()).rejects.toThrow('The connection was lost.');
  });

  it.each([
    [[true], true],
    [[false], false],
    [[false, true], true],
    [[true, false], true],
    [[false, false], false],
  ])('with providers of which %j can start: %s', async (starts, expected) => {
    const providers = starts.map((start, i) => {
      const stt = new FlakyStt(`provider ${i}`);
      stt.warmUp = async () => {
        if (!start) throw new Error('libraries are missing');
      };
      return stt;
    }) as [FlakyStt, ...FlakyStt[]];
    expect(await new ResilientStt(providers).canStart()).toBe(expected);
  });
});
