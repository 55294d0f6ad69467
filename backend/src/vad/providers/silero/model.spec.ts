import { InferenceSession } from 'onnxruntime-web';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FRAME_SAMPLES, SileroModel } from './model.js';

const frame = new Int16Array(FRAME_SAMPLES).map((_, i) => 3_000 * Math.sin(i / 5));

/** The sizes of its runs, in order. */
async function loadWatched(run?: (size: number) => void): Promise<{ sut: SileroModel; sizes: number[] }> {
  const sizes: number[] = [];
  const create = InferenceSession.create.bind(InferenceSession) as typeof InferenceSession.create;
  vi.spyOn(InferenceSession, 'create').mockImplementation(async (...args: unknown[]) => {
    const session = await create(...(args as Parameters<typeof create>));
    const original = session.run.bind(session);
    session.run = async (feeds: Parameters<typeof original>[0]) => {
      const size = (feeds['input'] as { dims: readonly number[] }).dims[0]!;
      sizes.push(size);
      run?.(size);
      return original(feeds);
    };
    return session;
  });
  return { sut: await SileroModel.load(), sizes };
}

/** Like a socket: each in a callback of its own. */
const inCallbacks = <T>(of: (() => Promise<T>)[]): Promise<T[]> =>
  Promise.all(
    of.map((begin) => new Promise<T>((resolve, reject) => setImmediate(() => begin().then(resolve, reject)))),
  );

describe(SileroModel.name, () => {
  afterEach(() => vi.restoreAllMocks());

  it('judges what several have said in one run, as it would each alone', async () => {
    const { sut, sizes } = await loadWatched();
    const alone = sut.createStream();
    const expected = [await alone.judge(frame), await alone.judge(frame)];
    sizes.length = 0;
    const streams = Array.from({ length: 20 }, () => sut.createStream());
    const first = await inCallbacks(streams.map((stream) => () => stream.judge(frame)));
    const second = await inCallbacks(streams.map((stream) => () => stream.judge(frame)));
    expect(first).toEqual(streams.map(() => expected[0]));
    expect(second).toEqual(streams.map(() => expected[1]));
    expect(sizes).toEqual([16, 4, 16, 4]);
  });

  it('goes on after a run that failed, of which all are told that waited for it', async () => {
    let fails = true;
    const { sut } = await loadWatched(() => {
      if (fails) throw new Error('out of memory');
    });
    const streams = [sut.createStream(), sut.createStream()];
    const outcomes = await Promise.allSettled(streams.map((stream) => stream.judge(frame)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await streams[0]!.judge(frame)).toBeGreaterThanOrEqual(0);
  });
});
