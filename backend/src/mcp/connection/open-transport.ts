import { StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import type { McpServerConfig } from '../../config/dto/mcp.dto.js';
import { RedirectError, withinOrigin } from '../../provider-kit/within-origin.js';
import { ProcessTransport } from './process-transport.js';

/** Of one answer, which may be a stream of messages. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

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
 * Another origin would get the headers of the config with their keys, and may be a service on this computer that trusts programs
 * here.
 */
const fetchWithin = withinOrigin((...args) => fetch(...args));

async function fetchThere(url: string | URL, init?: RequestInit): Promise<Response> {
  try {
    return await fetchWithin(url, { ...init, redirect: 'follow' });
  } catch (error) {
    if (!(error instanceof RedirectError)) throw error;
    const { target } = error;
    if (!target) throw new Error('it redirects in a circle');
    throw new Error(`it redirects to ${target}: if that is right, give its address in the config`);
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
