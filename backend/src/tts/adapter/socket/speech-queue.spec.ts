import { describe, expect, it } from 'vitest';
import { SpeechQueue } from './speech-queue.js';

const HZ = 16_000;
const seconds = (count: number) => ({ pcm: new Int16Array(count * HZ) });

/** Whether the promise settles within one turn of the event loop. */
const isSettled = async (room: Promise<void>) => {
  const turn = new Promise<false>((resolve) => setImmediate(() => resolve(false)));
  return Promise.race([room.then(() => true), turn]);
};

describe(SpeechQueue.name, () => {
  it('has room until about 20 s of speech are sent or unread', async () => {
    const sut = new SpeechQueue(HZ);
    sut.addSent('x'.repeat(250));
    expect(await isSettled(sut.waitForRoom())).toBe(true);
    sut.addSent('x'.repeat(100));
    expect(await isSettled(sut.waitForRoom())).toBe(false);
  });

  it('has room again when enough was read', async () => {
    const sut = new SpeechQueue(HZ);
    sut.addSent('x'.repeat(400));
    sut.push(seconds(5));
    sut.push(seconds(5));
    const room = sut.waitForRoom();
    const reader = sut[Symbol.asyncIterator]();
    await reader.next();
    expect(await isSettled(room), 'after 5 of 26 s').toBe(false);
    await reader.next();
    void reader.next();
    await room;
  });

  it('has room while the reader waits for audio, because the vendor may speak faster than estimated', async () => {
    const sut = new SpeechQueue(HZ);
    sut.addSent('x'.repeat(1_000));
    const room = sut.waitForRoom();
    const next = sut[Symbol.asyncIterator]().next();
    await room;
    sut.close();
    expect((await next).done).toBe(true);
  });

  it('ends a wait for room when it is aborted', async () => {
    const sut = new SpeechQueue(HZ);
    sut.addSent('x'.repeat(1_000));
    const room = sut.waitForRoom();
    sut.abort();
    await room;
  });

  it('counts received audio, and ends with the error that it was closed with', async () => {
    const sut = new SpeechQueue(HZ);
    sut.push(seconds(2));
    expect(sut.receivedMs).toBe(2_000);
    sut.close(new Error('broken'));
    const reader = sut[Symbol.asyncIterator]();
    expect((await reader.next()).done).toBe(false);
    await expect(reader.next()).rejects.toThrow('broken');
  });

  it('closes on a vendor that never stops', async () => {
    const sut = new SpeechQueue(HZ);
    for (let i = 0; i < 21; i++) sut.push(seconds(30));
    expect(sut.closed).toBe(true);
  });
});
