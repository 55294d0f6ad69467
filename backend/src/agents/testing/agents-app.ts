import type { INestApplication } from '@nestjs/common';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { RequestLimit } from '../../auth/request-limit.js';
import { EarshotConfig, type GraphSettings } from '../../config/config.dto.js';
import { REGISTRIES } from '../../config/registries.js';
import { createApp, listen } from '../../create-app.js';
import { WarmUp } from '../../health/warm-up.js';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { NoOptions } from '../../provider-kit/provider-options.js';
import { ask, type Answer } from '../../../../testing/ask.js';
import { humTts, LoudnessVad, sayingLlm, ScriptedStt } from '../../../../testing/scripted-providers.js';

/** What was made and not closed yet of the providers of these tests. */
export const openProviders = new Set<object>();

/** The providers that have loaded what they need, each as often as it did. */
export const warmUps: object[] = [];

const SECRET = 'sk-0123456789abcdef0123';

/** A definition of a provider that is there, or that cannot start. */
const define =
  <P extends { warmUp(): Promise<void> }>(create: () => P) =>
  async () => ({
    name: 'scripted',
    label: 'Scripted',
    Options: NoOptions,
    create: () => {
      const created = create();
      const { warmUp } = created;
      const provider = Object.assign(created, {
        warmUp: () => {
          warmUps.push(provider);
          return warmUp();
        },
        onModuleDestroy: async () => void openProviders.delete(provider),
      });
      openProviders.add(provider);
      return provider;
    },
  });

function unable(): ScriptedStt {
  const cause = new Error(`it was called with ${SECRET}`);
  return Object.assign(new ScriptedStt([]), {
    warmUp: () =>
      Promise.reject(
        new ProviderError('stt', 'unable', 'provider_unavailable', 'The recogniser is not installed.', {
          cause,
        }),
      ),
  });
}

const PROVIDERS = {
  vad: { scripted: define(() => new LoudnessVad()) },
  stt: {
    scripted: define(() => new ScriptedStt(['what time is it'])),
    unable: define(unable),
    second: define(() => new ScriptedStt([])),
  },
  llm: { scripted: define(() => sayingLlm('It is noon.')) },
  tts: { scripted: define(() => humTts()) },
};

/** A backend in this process whose providers need no models. Its graphs: the default, two that cannot start, and `second`. */
export class AgentsApp {
  private constructor(
    readonly app: INestApplication,
    readonly port: number,
  ) {}

  static async start(settings: Partial<EarshotConfig> = {}): Promise<AgentsApp> {
    for (const [stage, providers] of Object.entries(PROVIDERS))
      Object.assign(REGISTRIES[stage as keyof typeof PROVIDERS], providers);
    vi.spyOn(RequestLimit.prototype, 'take').mockReturnValue(true);
    vi.spyOn(WarmUp.prototype, 'onApplicationBootstrap').mockReturnValue();
    const config = Object.assign(new EarshotConfig(), { port: 0 }, settings);
    for (const stage of ['vad', 'stt', 'llm', 'tts'] as const) config[stage].provider = 'scripted';
    config.llm.skills = false;
    config.conversation.greeting = '';
    config.agents.ports = { from: 1_024, to: 65_535 };
    const { vad, stt, llm, tts, conversation } = config;
    const graph: GraphSettings = { vad, stt, llm, tts, conversation };
    config.graphs = {
      unable: { ...graph, stt: { ...stt, provider: 'unable' } },
      keyless: { ...graph, llm: { ...llm, provider: 'anthropic' } },
      second: { ...graph, stt: { ...stt, provider: 'second' } },
    };
    const app = await createApp(config, false);
    return new AgentsApp(app, await listen(app, config));
  }

  /** @param body sent as it is if it is a text */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.ask(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  async ask(path: string, options: Parameters<typeof ask>[2] = {}): Promise<Reply> {
    const answer = await ask(this.port, path, options);
    return { ...answer, body: JSON.parse(answer.text) as Reply['body'] };
  }

  /** @returns the port of a new agent @throws Error if it is refused */
  async startAgent(channel_name: string, more: object = {}): Promise<number> {
    const { body } = await this.post('/start', { channel_name, ...more });
    if (body.code !== '0') throw new Error(`${body.code}: ${body.msg}`);
    return (body.data as { port: number }).port;
  }

  async close(): Promise<void> {
    await this.app.close();
    vi.restoreAllMocks();
    for (const [stage, providers] of Object.entries(PROVIDERS))
      for (const name of Object.keys(providers)) delete REGISTRIES[stage as keyof typeof PROVIDERS][name];
  }
}

export interface Reply extends Answer {
  body: { code: string; msg: string; data: unknown };
}

/** A client of the plain protocol. */
export class TestClient {
  readonly received: { type: string; name?: string; data?: Record<string, unknown>; code?: string }[] = [];
  readonly closed: Promise<[number, string]>;
  #onMessage = () => undefined as void;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      this.received.push(JSON.parse(String(data)) as TestClient['received'][number]);
      this.#onMessage();
    });
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve([code, String(reason)])),
    );
  }

  /** @throws Error if the upgrade is refused */
  static async connect(port: number, path = '/', headers: Record<string, string> = {}): Promise<TestClient> {
    const client = new TestClient(new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers }));
    await once(client.socket, 'open');
    return client;
  }

  send(name: string, data: object = {}): void {
    this.socket.send(JSON.stringify({ type: 'cmd', name, data }));
  }

  /** Resolves with the first message of that name. */
  async message(name: string): Promise<Record<string, unknown>> {
    for (;;) {
      const found = this.received.find((message) => message.name === name);
      if (found) return found.data!;
      await new Promise<void>((resolve) => (this.#onMessage = resolve));
    }
  }
}

/** A server of another program. Its port is free again when it is closed. */
export async function otherProgram(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

/** Whether nothing listens there. */
export async function isClosed(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return false;
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
}
