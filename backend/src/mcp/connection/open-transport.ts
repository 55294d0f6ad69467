import { StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import type { McpServerConfig } from '../../config/dto/mcp.dto.js';
import { ProcessTransport } from './process-transport.js';

/** Of one answer, which may be a stream of messages. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 3;

/** @param onErrorLine gets each line that a program writes to its standard error */
export function openTransport(settings: McpServerConfig, onErrorLine: (line: string) => void): Transport {
  const { command, args, env, cwd, url, headers } = settings;
  if (command !== undefined) return new ProcessTransport({ command, args, env, cwd }, { onErrorLine });
  return new StreamableHTTPClientTransport(new URL(url!), {
    requestInit: { headers },
    fetch: boundedFetch,
    // The link reconnects by itself, and more slowly.
    reconnectionOptions: {
      initialReconnectionDelay: 1_000,
      maxReconnectionDelay: 30_000,
      reconnectionDelayGrowFactor: 2,
      maxRetries: 2,
    },
  });
}

/**
 * Follows redirects only on the server's own origin, such as from `/mcp` to `/mcp/`: another one would get the headers of the config
 * with their keys, and may be a service on this computer that trusts programs here.
 */
async function fetchThere(url: string | URL, init?: RequestInit): Promise<Response> {
  let at = new URL(url);
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(at, { ...init, redirect: 'manual' });
    const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
    if (location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, at);
    if (next.origin !== at.origin || redirects === MAX_REDIRECTS)
      throw new Error(`it redirects to ${next.origin}: if that is right, give its address in the config`);
    at = next;
  }
}

/** A fetch whose answers end with an error if they are too long. */
async function boundedFetch(url: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetchThere(url, init);
  if (!response.body) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MAX_ANSWER_BYTES) controller.error(new Error('The server sent too much.'));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(limit), { status, statusText, headers });
}
