import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { drained } from './drained.js';

const fullStream = () => {
  const stream = new PassThrough({ highWaterMark: 1 });
  expect(stream.write('full')).toBe(false);
  return stream;
};

const listeners = (stream: PassThrough) =>
  ['drain', 'close', 'error'].map((event) => stream.listenerCount(event));

describe(drained, () => {
  it('waits until the stream takes more, and leaves no listener behind', async () => {
    const stream = fullStream();
    const before = listeners(stream);
    const waiting = drained(stream);
    stream.read();
    await waiting;
    expect(listeners(stream)).toEqual(before);
  });

  it('ends with a stream that is closed', async () => {
    const stream = fullStream();
    const waiting = drained(stream);
    stream.destroy();
    await waiting;
    expect(stream.destroyed).toBe(true);
  });
});
