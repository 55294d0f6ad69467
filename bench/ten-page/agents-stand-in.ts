import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Reply {
  status: number;
  code: string;
  msg: string;
}

export interface AgentsStandIn {
  url: string;
  /** Requests that were answered with success, by path. */
  readonly accepted: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const OK: Reply = { status: 200, code: '0', msg: 'success' };
const INVALID: Reply = { status: 400, code: '10000', msg: 'params invalid' };
const NO_CHANNEL: Reply = { status: 400, code: '10004', msg: 'channel empty' };
const UNKNOWN_CHANNEL: Reply = { status: 400, code: '10002', msg: 'channel not existed' };
const KNOWN_CHANNEL: Reply = { status: 400, code: '10003', msg: 'channel existed' };

/**
 * Answers `/start`, `/stop` and `/ping` as the page's own agent server does, but starts nothing: the backend under test
 * runs already.
 */
export async function startAgentsStandIn(): Promise<AgentsStandIn> {
  const channels = new Set<string>();
  const accepted = new Map<string, number>();

  function reply(path: string, body: unknown): Reply {
    const channel = (body as { channel_name?: unknown } | null)?.channel_name;
    if (typeof channel !== 'string') return INVALID;
    if (channel === '') return NO_CHANNEL;
    const isKnown = channels.has(channel);
    if (path === '/start') {
      if (isKnown) return KNOWN_CHANNEL;
      channels.add(channel);
    } else if (!isKnown) return UNKNOWN_CHANNEL;
    if (path === '/stop') channels.delete(channel);
    return OK;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (request.method !== 'POST' || !['/start', '/stop', '/ping'].includes(path)) {
      response.writeHead(404).end();
      return;
    }
    const body = await json(request).catch(() => null);
    const { status, code, msg } = reply(path, body);
    if (status === 200) accepted.set(path, (accepted.get(path) ?? 0) + 1);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code, msg, data: null }));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
