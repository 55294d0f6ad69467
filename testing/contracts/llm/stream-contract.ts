import type { ServerResponse } from 'node:http';
import { setImmediate as nextTick } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jsonObject } from '../../../backend/src/common/text/json-object.js';
import type { LlmEvent, NoModel } from '../../../backend/src/llm/llm.port.js';
import { ResilientLlm } from '../../../backend/src/llm/resilient-llm.js';
import { drained } from '../../drained.js';
import { LoopbackServer } from '../../loopback-server.js';
import type { ModelAnswer, ModelStream } from '../../model-streams/model-stream.js';
import { ScriptedLlm } from '../../scripted-providers.js';
import type { LlmContract, LlmUnderTest } from './llm-contract.js';
import { llmRequest, streamFrom, textOf } from './llm-request.js';

/** Bytes of a small packet, so that packets end within marks, characters and line ends. */
const PACKET_BYTES = 7;

const COMMENTS_MS = 50;

/** What every language model must make of the streams of a table, whatever the packets that they come in. */
export function describeStreams(
  { name, start }: Pick<LlmContract, 'name' | 'start'>,
  streams: readonly ModelStream[],
): void {
  describe(`${name} reads odd but real streams`, () => {
    let sut: LlmUnderTest['provider'];
    let emulator: LlmUnderTest['emulator'];

    beforeEach(async () => {
      ({ provider: sut, emulator } = await start());
    });

    afterEach(async () => {
      await sut.onModuleDestroy?.();
      await emulator[Symbol.asyncDispose]();
    });

    describe.each([
      ['in one packet', Infinity],
      ['in small packets', PACKET_BYTES],
    ])('%s', (_packets, packetBytes) => {
      it.each(streams.map((stream) => [stream.name, stream.source, stream] as const))(
        '%s (%s)',
        async (_name, _source, stream) => {
          emulator.script = (response) => send(response, stream, packetBytes);
          const answer = await read(streamFrom(sut, llmRequest('what time is it')));
          expect(answer).toEqual(expectation(stream.gives));
        },
      );
    });

    it.each([301, 302, 303, 307, 308])(
      'sends the conversation to no other server with %i',
      async (status) => {
        const received: string[] = [];
        await using other = await LoopbackServer.start({
          http: (request, response) => {
            received.push(request.url ?? '');
            response.end();
          },
        });
        const location = `http://${other.address}/v1`;
        emulator.script = (response) => void response.writeHead(status, { location }).end();
        const { error } = await read(streamFrom(sut, llmRequest('my secret')));
        expect(error).toContain(`redirects to http://${other.address}, which Earshot does not follow`);
        expect(received).toEqual([]);
      },
    );

    it.each([
      ['a line without an end', 'a'.repeat(65_536)],
      ['an event without an end', `data: ${'a'.repeat(65_536)}\n`],
      ['an event of 20 MiB', `data: {"a":"${'a'.repeat(20 * 1024 * 1024)}"}\n\n`],
    ])('ends %s with an error, and the request with it', async (_what, text) => {
      emulator.script = (response) => writeEndlessly(response, text);
      expect((await read(streamFrom(sut, llmRequest('hi')))).error).toMatch(/sent far more at once than/);
      await vi.waitFor(() => expect(emulator.server.busy).toBe(0));
    });

    it.each(
      streams
        .filter(({ gives }) => gives.error && gives.text === undefined)
        .map((stream) => [stream.name, stream.source, stream] as const),
    )('lets the fallback answer after %s (%s)', async (_name, _source, stream) => {
      emulator.script = (response) => send(response, stream, Infinity);
      const fallback = new ScriptedLlm(async function* () {
        yield { type: 'text', text: 'The fallback speaks.' };
      });
      const warnings: string[] = [];
      const warn = ({ message }: Error) => void warnings.push(message);
      const request = llmRequest('what time is it', { warn });
      expect(await textOf(new ResilientLlm([sut, fallback]).stream(request))).toBe('The fallback speaks.');
      expect(warnings).toEqual([expect.stringMatching(stream.gives.error!)]);
    });
  });
}

async function send(
  response: ServerResponse,
  { body, then, status = 200, contentType = 'text/event-stream' }: ModelStream,
  packetBytes: number,
): Promise<void> {
  response.socket?.setNoDelay(true);
  response.writeHead(status, { 'content-type': contentType });
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += packetBytes) {
    response.write(bytes.subarray(at, at + packetBytes));
    await nextTick();
  }
  if (then === 'is_cut_off') return void response.socket?.destroySoon();
  if (then !== 'stays_open') return void response.end();
  const comments = setInterval(() => response.write(': keep-alive\n\n'), COMMENTS_MS);
  response.once('close', () => clearInterval(comments));
}

async function writeEndlessly(response: ServerResponse, text: string): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('data: ');
  while (!response.destroyed) {
    if (!response.write(text)) await drained(response);
  }
}

async function read(stream: AsyncIterable<LlmEvent | NoModel>) {
  const events: (LlmEvent | NoModel)[] = [];
  let error: unknown;
  try {
    for await (const event of stream) events.push(event);
  } catch (cause) {
    error = cause;
  }
  const join = (type: 'text' | 'reasoning') =>
    events.map((event) => (event.type === type ? event.text : '')).join('');
  const calls = events.flatMap((event) => (event.type === 'tool_call' ? [event.call] : []));
  expect(new Set(calls.map(({ id }) => id)).size, 'ids of their own').toBe(calls.length);
  return {
    text: join('text'),
    reasoning: join('reasoning').trim(),
    calls: calls.map(({ name, arguments: json }) => ({ name, arguments: jsonObject(json) ?? json })),
    isCutOff: events.at(-1)?.type === 'cut_off',
    error: error === undefined ? undefined : (error as Error).message,
  };
}

const expectation = ({ text = '', reasoning = '', calls = [], isCutOff = false, error }: ModelAnswer) => ({
  text,
  reasoning,
  calls,
  isCutOff,
  error: error && (expect.stringMatching(error) as string),
});
