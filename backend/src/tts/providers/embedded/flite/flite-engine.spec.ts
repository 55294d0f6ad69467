import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FliteEngine, type FliteEngineOptions } from './flite-engine.js';

/** A WebAssembly program with a memory and a global number, 0, whose `_start` has this body. */
const program = (...body: number[]) =>
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 4, 1, 0x60, 0, 0],
    ...[3, 2, 1, 0],
    ...[5, 3, 1, 0, 1],
    ...[6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b],
    ...[7, 19, 2, 6, ...Buffer.from('memory'), 2, 0, 6, ...Buffer.from('_start'), 0, 0],
    ...[10, body.length + 4, 1, body.length + 2, 0, ...body, 0x0b],
  ]);
const ENDLESS_LOOP = program(0x03, 0x40, 0x0c, 0x00, 0x0b);
/** Traps in the first run; a second run of the same instance would return. */
const TRAP = program(0x23, 0, 0x04, 0x40, 0x0f, 0x0b, 0x41, 1, 0x24, 0, 0x00);

describe(FliteEngine.name, () => {
  let folder: string;
  let sut: FliteEngine;
  const start = (options: FliteEngineOptions = {}) => (sut = new FliteEngine(options));
  const startWith = async (bytes: Uint8Array, options: FliteEngineOptions = {}) => {
    const wasmPath = join(folder, 'program.wasm');
    await writeFile(wasmPath, bytes);
    return start({ wasmPath, ...options });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flite-engine-'));
  });

  afterEach(() => sut.close());

  afterAll(() => rm(folder, { recursive: true }));

  it('synthesizes without blocking the event loop', async () => {
    start();
    await sut.synthesize('Hello.', { voice: 'slt' });
    let ticks = 0;
    const count = () => {
      ticks++;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    const pcm = await sut.synthesize('This phrase takes a while to make.', { voice: 'slt' });
    clearImmediate(timer);
    expect(pcm!.length / 16_000, 'seconds of speech').toBeGreaterThan(1.5);
    expect(ticks, 'ticks of the event loop meanwhile').toBeGreaterThan(20);
  });

  it('gives the same audio for the same text, and other audio for another voice', async () => {
    start();
    const [one, other, again] = await Promise.all(
      ['slt', 'rms', 'slt'].map((voice) => sut.synthesize('Good morning.', { voice })),
    );
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('serves requests in their order', async () => {
    start();
    const order: string[] = [];
    await Promise.all(
      ['a longer phrase than the others', 'two', 'three'].map(async (text) => {
        await sut.synthesize(text, { voice: 'kal16' });
        order.push(text);
      }),
    );
    expect(order).toEqual(['a longer phrase than the others', 'two', 'three']);
  });

  it('ends an aborted request before the next one, whether it waits or runs', async () => {
    start();
    const abort = new AbortController();
    const order: string[] = [];
    const aborted = ['running for a while, because it is long', 'waiting'].map(async (text) => {
      const pcm = await sut.synthesize(text, { voice: 'slt' }, abort.signal);
      order.push(`aborted ${text.split(' ')[0]}`);
      return pcm;
    });
    const other = sut.synthesize('other', { voice: 'kal16' }).then((pcm) => {
      order.push('other');
      return pcm;
    });
    abort.abort();
    expect(await Promise.all(aborted)).toEqual([null, null]);
    expect((await other)!.length).toBeGreaterThan(0);
    expect(order).toEqual(['aborted running', 'aborted waiting', 'other']);
    expect(await sut.synthesize('too late', { voice: 'slt' }, abort.signal)).toBeNull();
  });

  it('says what to do if flite cannot be loaded, for every request', async () => {
    start({ wasmPath: join(folder, 'missing.wasm') });
    const requests = [sut.synthesize('one', { voice: 'slt' }), sut.synthesize('two', { voice: 'slt' })];
    for (const result of await Promise.allSettled(requests)) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: {
          name: 'ProviderError',
          stage: 'tts',
          code: 'provider_unavailable',
          message: expect.stringContaining('npm ci'),
        },
      });
    }
  });

  it('takes a new instance after a phrase that makes flite fail', async () => {
    await startWith(TRAP);
    for (const text of ['one', 'two']) {
      await expect(sut.synthesize(text, { voice: 'slt' })).rejects.toMatchObject({
        code: 'provider_unavailable',
        message: 'Built-in speech synthesis failed on a part of the answer.',
        cause: expect.stringContaining('unreachable'),
      });
    }
  });

  it('fails a phrase that hangs, and serves the next one in a new thread', async () => {
    await startWith(ENDLESS_LOOP, { phraseTimeoutMs: 300 });
    const requests = [sut.synthesize('one', { voice: 'slt' }), sut.synthesize('two', { voice: 'slt' })];
    for (const result of await Promise.allSettled(requests)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'provider_timeout' } });
    }
  });

  describe('when its thread ends', () => {
    const PHRASE = 'Another phrase.';
    /** Ends the thread of each of the next phrases, so many times. */
    const endThreads = (times: number) => {
      const spy = vi.spyOn(Worker.prototype, 'postMessage');
      for (let i = 0; i < times; i++)
        spy.mockImplementationOnce(function (this: Worker) {
          void this.terminate();
        });
    };
    // Far longer than the test may take: the end of the thread is noticed without it.
    beforeEach(async () => {
      start({ phraseTimeoutMs: 600_000 });
      await sut.synthesize('Hello.', { voice: 'kal16' });
    });
    afterEach(() => vi.restoreAllMocks());

    it('speaks the phrase and those that wait in a new one', async () => {
      const whole = await Promise.all(['one', 'two'].map((text) => sut.synthesize(text, { voice: 'kal16' })));
      endThreads(1);
      expect(
        await Promise.all(['one', 'two'].map((text) => sut.synthesize(text, { voice: 'kal16' }))),
      ).toEqual(whole);
    });

    it('fails a phrase at which two threads end, and speaks the next one', async () => {
      endThreads(2);
      const phrases = [sut.synthesize('one', { voice: 'kal16' }), sut.synthesize(PHRASE, { voice: 'kal16' })];
      await expect(phrases[0]).rejects.toThrow('failed on a part of the answer');
      expect((await phrases[1])!.length).toBeGreaterThan(0);
    });

    it('ends an aborted phrase', async () => {
      endThreads(1);
      const abort = new AbortController();
      const phrase = sut.synthesize(PHRASE, { voice: 'kal16' }, abort.signal);
      abort.abort();
      expect(await phrase).toBeNull();
      expect((await sut.synthesize(PHRASE, { voice: 'kal16' }))!.length).toBeGreaterThan(0);
    });
  });

  it('synthesizes again after it was closed', async () => {
    start();
    await sut.synthesize('Before.', { voice: 'kal16' });
    await sut.close();
    expect((await sut.synthesize('After.', { voice: 'kal16' }))!.length).toBeGreaterThan(0);
  });
});
