import type { Agent } from 'undici';
import { withinOrigin } from './within-origin.js';
import { PROXY_VARIABLES } from './http/proxy.js';
import { createConnector } from './http/proxy-tunnel.js';

/** Longest wait for a connection, over HTTP or a WebSocket. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** Below the 60 s after which common load balancers close an idle connection, so that an idle connection is really open. */
const KEEP_ALIVE_MS = 50_000;

/** Limits the connections of a runaway. Each answer takes one; more requests wait. */
const MAX_CONNECTIONS_PER_HOST = 256;

export interface HttpClient {
  /** Like the global fetch, but its connections stay open for the next request, and redirects stay within the origin. */
  readonly fetch: typeof globalThis.fetch;
  /** Whether a connection to the host of this address is open and idle, so that the next request need not wait. */
  hasIdleConnection(url: string): boolean;
  /** Ends all requests and closes every connection. Idempotent; the client cannot be used afterwards. */
  close(): Promise<void>;
}

/**
 * A pool of connections of one provider. Node's own keeps an idle connection for 4 s, less than the pause between two turns,
 * and cannot be closed.
 */
export function createHttpClient(): HttpClient {
  let pool: Promise<Pool> | undefined;
  let agent: Agent | undefined;
  let closed = false;

  return {
    fetch: withinOrigin(async (input, init) => {
      if (closed) throw new TypeError('The HTTP client is closed.');
      pool ??= createPool();
      const { dispatcher, agent: own } = await pool;
      agent = own;
      // Node's types describe the dispatcher of Node's built-in undici, not of the package.
      return fetch(input, { ...init, dispatcher } as RequestInit);
    }),

    hasIdleConnection(url) {
      const stats = agent?.stats[new URL(url).origin];
      return stats !== undefined && 'free' in stats && stats.free > 0;
    },

    async close() {
      closed = true;
      await (await pool)?.agent.destroy();
    },
  };
}

/**
 * Takes the requests of packages that use the global fetch through the proxies of the environment. Without a proxy it does
 * nothing, because undici takes a while to load.
 */
export async function useProxiesGlobally(): Promise<void> {
  if (!PROXY_VARIABLES.some((name) => process.env[name] || process.env[name.toLowerCase()])) return;
  const { Agent, setGlobalDispatcher } = await import('undici');
  setGlobalDispatcher(new Agent({ connect: await createConnector(CONNECT_TIMEOUT_MS) }));
}

interface Pool {
  agent: Agent;
  dispatcher: unknown;
}

async function createPool(): Promise<Pool> {
  // Loaded when needed, like everything that only cloud providers use.
  const { Agent, Dispatcher1Wrapper } = await import('undici');
  const agent = new Agent({
    // An abort closes the connection, because it is not HTTP/2, which tells every server to stop.
    connect: await createConnector(CONNECT_TIMEOUT_MS),
    connections: MAX_CONNECTIONS_PER_HOST,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
  });
  // The global fetch, because the package's does not know the SDKs' FormData and Request.
  return { agent, dispatcher: new Dispatcher1Wrapper(agent) };
}
