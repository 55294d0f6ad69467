import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

export interface ReceivedRequest {
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}

/** Answers one request to /v1/chat/completions. */
export type Script = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>;

/** A server of the chat completions API on loopback that answers as a test tells it to. */
export interface OpenAiEmulator extends AsyncDisposable {
  /** `host:port` */
  address: string;
  baseURL: string;
  requests: ReceivedRequest[];
  /** Answers to GET /v1/models so far. */
  modelRequests: number;
  script: Script;
  models: string[];
}

export async function startOpenAiEmulator(script: Script = saying('Hello.')): Promise<OpenAiEmulator> {
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulator: OpenAiEmulator = {
    address,
    baseURL: `http://${address}/v1`,
    requests: [],
    modelRequests: 0,
    script,
    models: ['nomic-embed-text:latest', 'llama3.2:3b'],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/v1/models') {
      emulator.modelRequests++;
      const data = emulator.models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'library' }));
      return sendJson(response, 200, { object: 'list', data });
    }
    if (request.url !== '/v1/chat/completions') return sendError(response, 404, 'no such page');
    let json = '';
    for await (const part of request.setEncoding('utf8')) json += part;
    const received = { headers: request.headers, body: JSON.parse(json) as Record<string, unknown> };
    emulator.requests.push(received);
    await emulator.script(response, received);
  }

  return emulator;
}

/** Streams these words and ends as the API does. */
export function saying(...words: string[]): Script {
  return (response) => {
    sendChunk(response, { role: 'assistant', content: '' });
    for (const content of words) sendChunk(response, { content });
    sendEnd(response);
  };
}

/** One frame with a delta; the head of the response before the first. */
export function sendChunk(response: ServerResponse, delta: Record<string, unknown>): void {
  sendFrame(response, { choices: [{ index: 0, delta, finish_reason: null }] });
}

/** The frames after the last delta: the reason, the usage without choices, and the end mark. */
export function sendEnd(response: ServerResponse, finishReason = 'stop'): void {
  sendFrame(response, { choices: [{ index: 0, delta: {}, finish_reason: finishReason }] });
  sendFrame(response, { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } });
  response.end('data: [DONE]\n\n');
}

export function sendError(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: { message, type: 'error', param: null, code: null } });
}

function sendFrame(response: ServerResponse, content: Record<string, unknown>): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  const frame = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'llama3.2:3b',
    ...content,
  };
  response.write(`data: ${JSON.stringify(frame)}\n\n`);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
