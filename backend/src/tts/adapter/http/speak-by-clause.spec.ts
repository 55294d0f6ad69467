import { describe, expect, it, vi } from 'vitest';
import { speakByClause } from './speak-by-clause.js';

const HZ = 16_000;
const chunk = () => ({ pcm: new Int16Array(HZ) });

async function* each(...texts: string[]) {
  yield* texts;
}

describe(speakByClause.name, () => {
  it('requests the next piece when audio of the current one has come, and no further one', async () => {
    const requested: string[] = [];
    async function* speak(text: string) {
      requested.push(text);
      yield chunk();
      yield chunk();
    }
    const { signal } = new AbortController();
    const reader = speakByClause({ clauses: each('a', 'b', 'c', 'd'), speak, sampleRateHz: HZ, signal });
    expect((await reader.next()).value).toMatchObject({ piece: 0 });
    await vi.waitFor(() => expect(requested).toEqual(['a', 'b']));
    expect((await reader.next()).value).toMatchObject({ piece: 0 });
    expect((await reader.next()).value).toMatchObject({ piece: 1 });
    await vi.waitFor(() => expect(requested).toEqual(['a', 'b', 'c']));
    await reader.return?.();
  });

  it('does not wait for the next piece to go on with this one', async () => {
    async function* speak() {
      for (let i = 0; i < 3; i++) yield chunk();
    }
    async function* source() {
      yield 'a';
      await new Promise(() => undefined);
    }
    const { signal } = new AbortController();
    const reader = speakByClause({ clauses: source(), speak, sampleRateHz: HZ, signal });
    for (let i = 0; i < 3; i++) expect((await reader.next()).done).toBe(false);
    await reader.return?.();
  });

  it('counts the times of words from the first sample of the answer', async () => {
    async function* speak(text: string) {
      yield { ...chunk(), words: [{ text, startMs: 100, endMs: 200 }] };
    }
    const { signal } = new AbortController();
    const starts: number[] = [];
    for await (const { words } of speakByClause({
      clauses: each('a', 'b', 'c'),
      speak,
      sampleRateHz: HZ,
      signal,
    }))
      starts.push(words![0]!.startMs);
    expect(starts).toEqual([100, 1_100, 2_100]);
  });

  it('ends the request that runs ahead, and the wait for text, where one fails', async () => {
    const signals: AbortSignal[] = [];
    async function* speak(text: string, signal: AbortSignal) {
      signals.push(signal);
      yield chunk();
      if (text === 'a') throw new Error('broken');
    }
    let left = false;
    async function* source() {
      try {
        yield* ['a', 'b', 'c'];
      } finally {
        left = true;
      }
    }
    const { signal } = new AbortController();
    const reader = speakByClause({ clauses: source(), speak, sampleRateHz: HZ, signal });
    await reader.next();
    await expect(reader.next()).rejects.toThrow('broken');
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
    await vi.waitFor(() => expect(left).toBe(true));
  });
});
