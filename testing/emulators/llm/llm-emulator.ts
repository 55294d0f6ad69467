import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { LlmEvent } from '../../../backend/src/llm/llm.port.js';
import { drained } from '../../drained.js';
import { LoopbackServer } from '../../loopback-server.js';
import type { Misbehaviour } from '../misbehaviour.js';

export interface LlmEmulatorRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
  model: string;
  /** The client's port: the same for all requests over one connection. */
  port: number | undefined;
  /** The last message of the user. */
  userText: string;
}

export type Refusal = Extract<Misbehaviour, 'wrong_key' | 'no_credit' | 'rate_limited' | 'unknown_model'>;

/** What an emulated model answers. */
export type EmulatedEvent = Exclude<LlmEvent, { type: 'cut_off' }>;

/** The tokens that every emulated vendor counts for an answer. */
export const EMULATED_USAGE = { input: 12, output: 7 };

/** Answers one request. */
export type LlmScript = (response: ServerResponse, request: LlmEmulatorRequest) => void | Promise<void>;

/** The oldest requests are dropped beyond this. */
const MAX_REQUESTS = 1_000;

/** The frames of an answer: those before it, those of each event, and those after it. */
export interface AnswerFrames {
  opening: string[];
  events: string[][];
  closing: string[];
}

/** The HTTP API of a language model on loopback. A subclass adds one vendor's paths and frames. */
export abstract class LlmEmulator implements AsyncDisposable {
  /** The key that it accepts; undefined accepts any key or none. */
  apiKey: string | undefined = 'emulator-key';
  misbehave: Misbehaviour | undefined;
  /** Replaces `answer` and `misbehave`. */
  script: LlmScript | undefined;
  models: string[] = [];
  /** The delay before the first event of an answer, and before each later one. */
  firstDelayMs = 0;
  delayMs = 0;
  /** The delay between the end of the answer and the end of the response, which many servers send in a separate packet. */
  endDelayMs = 0;
  readonly requests: LlmEmulatorRequest[] = [];
  /** The number of requests for the list of models. */
  modelRequests = 0;
  /** Replaces the list of models. */
  modelsAnswer: { status: number; body: unknown } | undefined;
  #server: LoopbackServer | undefined;

  /** The model's answer to a message. */
  answer: (userText: string, request: LlmEmulatorRequest) => readonly EmulatedEvent[] = () => [
    { type: 'text', text: 'Hello.' },
  ];

  get server(): LoopbackServer {
    if (!this.#server) throw new Error('The emulator has not been started.');
    return this.#server;
  }

  /** For the provider's option with this name. */
  abstract get baseURL(): string;

  async start(): Promise<this> {
    this.#server = await LoopbackServer.start({
      http: (request, response, url) => this.#handle(request, response, url),
    });
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
    this.#server = undefined;
  }

  protected abstract readonly modelsPath: string;
  /** A frame that is not valid. */
  protected readonly garbage: string = 'data: {"garbage": \n\n';
  protected abstract listModels(): unknown;
  protected abstract keyOf(headers: IncomingHttpHeaders): string | undefined;
  protected abstract refuse(refusal: Refusal, model: string): { status: number; body: unknown };
  /** @returns undefined if the vendor has no such path */
  protected abstract read(
    path: string,
    body: Record<string, unknown>,
  ): { model: string; userText: string } | undefined;
  /** @returns why the vendor refuses the conversation; undefined if it does not */
  protected abstract problemOf(body: Record<string, unknown>): string | undefined;
  protected abstract frames(answer: readonly EmulatedEvent[], request: LlmEmulatorRequest): AnswerFrames;

  async #handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const wrongKey =
      this.misbehave === 'wrong_key' ||
      (this.apiKey !== undefined && this.keyOf(request.headers) !== this.apiKey);
    if (url.pathname === this.modelsPath && request.method === 'GET') {
      this.modelRequests++;
      if (wrongKey) return this.#sendRefusal(response, 'wrong_key', '');
      if (this.misbehave === 'stall') return;
      const { status, body } = this.modelsAnswer ?? { status: 200, body: this.listModels() };
      return sendJson(response, status, body);
    }
    if (request.method !== 'POST') return sendJson(response, 404, { error: { message: 'no such page' } });
    const body = JSON.parse(await readText(request)) as Record<string, unknown>;
    const asked = this.read(url.pathname, body);
    if (!asked) return sendJson(response, 404, { error: { message: 'no such page' } });
    const { remotePort: port } = request.socket;
    const received = { path: url.pathname, headers: request.headers, port, body, ...asked };
    this.requests.push(received);
    if (this.requests.length > MAX_REQUESTS) this.requests.shift();
    if (this.script) return this.script(response, received);
    if (wrongKey) return this.#sendRefusal(response, 'wrong_key', asked.model);
    const { misbehave } = this;
    if (misbehave === 'no_credit' || misbehave === 'rate_limited' || misbehave === 'unknown_model')
      return this.#sendRefusal(response, misbehave, asked.model);
    const message = this.problemOf(body);
    if (message !== undefined) return sendJson(response, 400, { error: { message } });
    await this.#stream(response, this.frames(this.answer(asked.userText, received), received));
  }

  async #stream(response: ServerResponse, { opening, events, closing }: AnswerFrames): Promise<void> {
    startStream(response);
    if (this.misbehave === 'stall') return;
    let waitMs = this.firstDelayMs;
    for (const [index, frames] of events.entries()) {
      if (waitMs > 0) await delay(waitMs, undefined, { ref: false });
      waitMs = this.delayMs;
      if (response.destroyed) return;
      if (index === 0) for (const frame of opening) response.write(frame);
      for (const frame of frames) {
        if (!response.write(frame)) await drained(response);
      }
      if (this.misbehave === 'drop') return void response.socket?.destroySoon();
      if (this.misbehave === 'malformed') response.write(this.garbage);
    }
    response.write(closing.join(''));
    if (this.endDelayMs > 0) await delay(this.endDelayMs, undefined, { ref: false });
    response.end();
  }

  #sendRefusal(response: ServerResponse, refusal: Refusal, model: string): void {
    const { status, body } = this.refuse(refusal, model);
    sendJson(response, status, body);
  }
}

/** Sends the head of a stream of server-sent events, unless it was sent. */
export function startStream(response: ServerResponse): void {
  if (response.headersSent) return;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return text;
}
