import { describe, expect, it } from 'vitest';
import {
  eventStreamFetch,
  hasEndMark,
  OversizedAnswerError,
  type EventStreamOptions,
} from './event-stream-fetch.js';

const MIB = 1024 * 1024;

const POST: RequestInit = { method: 'POST' };

/** What the fetch of an SDK gets of a body. */
function respond(
  body: string | ReadableStream<Uint8Array>,
  {
    init = POST,
    status = 200,
    names = 'keep',
  }: { init?: RequestInit; status?: number } & Partial<EventStreamOptions> = {},
): Promise<Response> {
  const fetch = async () => new Response(body, { status });
  return eventStreamFetch(fetch, { names })('http://x', init);
}

/** Gives the same bytes for ever, and counts them. */
function endless(text: string) {
  const bytes = new TextEncoder().encode(text);
  const state = { sent: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        state.sent += bytes.length;
        controller.enqueue(bytes);
      },
      cancel() {
        state.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, state };
}

describe(eventStreamFetch.name, () => {
  it.each([
    ['line ends', 'data: 1\r\n\r\ndata: 2\r\r'],
    ['a byte order mark', '\uFEFFdata: 1\n\ndata: 2\n\n'],
    ['comments and other fields', ': hello\nretry: 5\nid: 7\ndata:1\n\nnews: 3\ndata: 2\n\n'],
    ['a missing end of the last event', 'data: 1\n\ndata: 2'],
    ['a last event that is cut off', 'data: 1\n\ndata: 2\n\ndata: {"a'],
    ['a list', '[1, 2]'],
    ['white space before a list', '\n [1,\n2]\n'],
  ])('reads %s in one way', async (_what, body) => {
    expect(await (await respond(body)).text()).toBe('data: 1\n\ndata: 2\n\n');
  });

  it.each<[EventStreamOptions['names'], string]>([
    ['keep', 'event: a\ndata: 1\n\ndata: {"type":"b"}\n\n'],
    ['derive', 'event: a\ndata: 1\n\nevent: b\ndata: {"type":"b"}\n\n'],
    ['drop', 'data: 1\n\ndata: {"type":"b"}\n\n'],
  ])('can %s the names of events', async (names, expected) => {
    const body = 'event: a\ndata: 1\n\ndata: {"type":"b"}\n\n';
    expect(await (await respond(body, { names })).text()).toBe(expected);
  });

  it('notices the end mark', async () => {
    const [marked, other] = await Promise.all([
      respond('data: 1\n\ndata: [DONE]\n\n'),
      respond('data: 1\n\n'),
    ]);
    expect(hasEndMark(marked)).toBe(false);
    await Promise.all([marked.text(), other.text()]);
    expect([hasEndMark(marked), hasEndMark(other)]).toEqual([true, false]);
  });

  it('takes an error out of a list', async () => {
    expect(await (await respond('[{"error":{}}]', { status: 400 })).json()).toEqual({ error: {} });
    for (const body of ['no list', '[]'])
      expect(await (await respond(body, { status: 400 })).text()).toBe(body);
  });

  it.each([
    ['a line without an end', 'a'.repeat(MIB / 8), {}, 2],
    ['data without an end', `data: ${'a'.repeat(MIB / 8)}\n`, {}, 2],
    ['JSON without an end', `[${'1,'.repeat(MIB / 16)}`, {}, 2],
    ['a refusal without an end', 'a'.repeat(MIB), { status: 400 }, 10],
    ['a list of models without an end', 'a'.repeat(MIB), { init: {} }, 10],
    ['an event of 20 MiB', `data: ${'a'.repeat(20 * MIB)}\n\n`, {}, 21],
  ])('refuses %s, after at most a few MiB', async (what, text, options, mostMib) => {
    const first = what.startsWith('a line') ? 'data: ' : '';
    const { body, state } = endless(first + text);
    await expect((await respond(body, options)).text()).rejects.toThrow(OversizedAnswerError);
    expect(state.sent).toBeLessThan(mostMib * MIB);
    expect(state.isCancelled).toBe(true);
  });

  it('reads no further ahead than its reader', async () => {
    const { body, state } = endless('data: 1\n\n');
    const reader = (await respond(body)).body!.getReader();
    await reader.read();
    await reader.read();
    expect(state.sent).toBe(2 * 'data: 1\n\n'.length);
    await reader.cancel();
    expect(state.isCancelled).toBe(true);
  });
});
