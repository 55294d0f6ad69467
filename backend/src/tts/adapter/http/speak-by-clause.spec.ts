import { describe, expect, it, vi } from 'vitest';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import type { TtsChunk } from '../../tts.port.js';
import { speakByClause, type ClauseRequests } from './speak-by-clause.js';

const HZ = 16_000;
const VENDOR: Vendor = { stage: 'tts', provider: 'acme', label: 'Acme' };

const second = (): TtsChunk => ({ pcm: new Int16Array(HZ) });

async function* seconds(count: number) {
  for (let i = 0; i < count; i++) yield second();
}

async function* each(...texts: string[]) {
  yield* texts;
}

const speak = (
  clauses: AsyncIterable<string>,
  audio: (text: string, signal: AbortSignal) => AsyncIterable<TtsChunk>,
) => {
  const request: ClauseRequests['request'] = async (text, signal) => audio(text, signal);
  return speakByClause({
    clauses,
    sampleRateHz: HZ,
    signal: new AbortController().signal,
    vendor: VENDOR,
    request,
  });
};

describe(speakByClause.name, () => {
  it('requests the next clause when audio of the current one has come, and no further one', async () => {
    const requested: string[] = [];
    const reader = speak(each('a', 'b', 'c', 'd'), (text) => {
      requested.push(text);
      return seconds(2);
    });
    expect((await reader.next()).value).toMatchObject({ clause: 0 });
    await vi.waitFor(() => expect(requested).toEqual(['a', 'b']));
    expect((await reader.next()).value).toMatchObject({ clause: 0 });
    expect((await reader.next()).value).toMatchObject({ clause: 1 });
    await vi.waitFor(() => expect(requested).toEqual(['a', 'b', 'c']));
    await reader.return();
  });

  it('does not wait for the next clause to go on with the current one', async () => {
    async function* source() {
      yield 'a';
      await new Promise(() => undefined);
    }
    const reader = speak(source(), () => seconds(3));
    for (let i = 0; i < 3; i++) expect((await reader.next()).done).toBe(false);
    await reader.return();
  });

  it('counts word times from the first sample of the answer', async () => {
    const starts: number[] = [];
    const chunks = speak(each('a', 'b', 'c'), async function* (text) {
      yield { ...second(), words: [{ text, startMs: 100, endMs: 200 }] };
    });
    for await (const { words } of chunks) starts.push(words![0]!.startMs);
    expect(starts).toEqual([100, 1_100, 2_100]);
  });

  it('maps an error of a request, and aborts the request that runs ahead and the source of the text', async () => {
    const signals: AbortSignal[] = [];
    let left = false;
    async function* source() {
      try {
        yield* ['a', 'b', 'c'];
      } finally {
        left = true;
      }
    }
    async function* broken() {
      yield second();
      throw new Error('broken');
    }
    const reader = speak(source(), (text, signal) => {
      signals.push(signal);
      return text === 'a' ? broken() : seconds(1);
    });
    await reader.next();
    await expect(reader.next()).rejects.toThrow('Acme stopped in the middle of the answer');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    await vi.waitFor(() => expect(left).toBe(true));
  });
});
