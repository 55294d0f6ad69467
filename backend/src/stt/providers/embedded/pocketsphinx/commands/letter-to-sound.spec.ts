import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { LetterToSound } from './letter-to-sound.js';

/** A thread in the place of flite's. */
const thread = (program: string) =>
  new Worker(
    `const { parentPort: port } = require('node:worker_threads');
    const onWord = (listener) => port.on('message', listener);
    ${program}`,
    { eval: true },
  );

const ANSWERS = "onWord(() => port.postMessage(['k']))";

describe(LetterToSound.name, () => {
  it('pronounces words that no dictionary has, in the phones of the acoustic model', async () => {
    const sut = new LetterToSound();
    expect(await sut.pronounce(['nespresso', 'ikea', 'x'.repeat(30)], () => true)).toBe(true);
    expect(sut.of('nespresso')).toBe('N EH S P R EH S OW');
    expect(sut.of('ikea')).toBe('AY K IY AH');
    expect(sut.of('x'.repeat(30))).toBeUndefined();
    expect(sut.of('tefal')).toBeUndefined();
    expect(await sut.pronounce(['ikea'], () => true)).toBe(false);
  });

  it('stops when the words are not wanted any more', async () => {
    const sut = new LetterToSound();
    let asked = 0;
    await sut.pronounce(['nespresso', 'ikea', 'tefal'], () => asked++ < 2);
    expect(['nespresso', 'ikea', 'tefal'].map((word) => sut.of(word))).toEqual([
      'N EH S P R EH S OW',
      undefined,
      undefined,
    ]);
  });

  it('ends the thread without an error if it is stopped before the first word', async () => {
    const flite = thread(ANSWERS);
    const ended = once(flite, 'exit');
    let asked = 0;
    const sut = new LetterToSound(() => flite);
    expect(await sut.pronounce(['ikea'], () => asked++ < 1)).toBe(false);
    await ended;
  });

  it.each([
    ['fails', "throw new Error('No flite.')", 'No flite.'],
    ['fails at a word', "onWord(() => { throw new Error('No phones.') })", 'No phones.'],
    ['exits', 'process.exit(3)', 'code 3'],
    ['exits at a word', 'onWord(() => process.exit(0))', 'code 0'],
  ])('rejects if the thread %s, and takes the next words', async (_, program, message) => {
    const programs = [program, ANSWERS];
    const sut = new LetterToSound(() => thread(programs.shift()!));
    const first = sut.pronounce(['ikea'], () => true);
    const next = sut.pronounce(['tefal'], () => true);
    await expect(first).rejects.toThrow(message);
    expect(await next).toBe(true);
    expect(sut.of('tefal')).toBe('K');
  });

  it.each(["throw new Error('No flite.')", 'process.exit(3)'])(
    'rejects at the next word if the thread ends between two: %s',
    async (end) => {
      const flite = thread(`onWord(() => { port.postMessage(['k']); ${end} })`);
      const sut = new LetterToSound(() => flite);
      const words = sut.pronounce(['ikea', 'tefal'], () => true);
      await expect(words).rejects.toThrow();
    },
  );
});
