import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProtocolClient } from '../../e2e/harness/protocol-client.ts';

const TOKENS_PER_SECOND = 100;

/** A model server whose answers come fast and do not end. */
export async function startEndlessModel(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    if (request.method !== 'POST') return void response.end('{"data":[{"id":"endless"}]}');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let words = 0;
    const timer = setInterval(() => {
      const content = ++words % 12 === 0 ? 'word. ' : 'word ';
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
    }, 1_000 / TOKENS_PER_SECOND);
    response.once('close', () => clearInterval(timer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface TextSent {
  /** The most updates of the assistant's text within any second. */
  mostPerSecond: number;
  /** Of all updates, on average. */
  charsPerSecond: number;
}

/** Asks, and reads the answer's text for that long. */
export async function readText(url: string, ms: number): Promise<TextSent> {
  const client = await ProtocolClient.connect(url);
  client.command('session_start', { greeting: false });
  await client.data('session');
  client.command('text_input', { text: 'please tell me something' });
  await client.data('text_data', ({ role, text }) => role === 'assistant' && text !== '');
  await new Promise((resolve) => setTimeout(resolve, ms));
  client.socket.terminate();
  const updates = client.received.flatMap((message, i) =>
    message.type === 'data' && message.name === 'text_data' && message.data.role === 'assistant'
      ? [{ at: client.receivedAt[i]!, chars: message.data.text.length }]
      : [],
  );
  const within = (from: number) => updates.filter(({ at }) => at >= from && at < from + 1_000).length;
  return {
    mostPerSecond: Math.max(...updates.map(({ at }) => within(at))),
    charsPerSecond: updates.reduce((sum, { chars }) => sum + chars, 0) / (ms / 1_000),
  };
}
