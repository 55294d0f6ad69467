import type { DeepgramClient, DeepgramTransportFactory } from '@deepgram/sdk';

/** The SDK's sockets. */
export type NovaSocket = Awaited<ReturnType<DeepgramClient['listen']['v1']['connect']>>;
export type FluxSocket = Awaited<ReturnType<DeepgramClient['listen']['v2']['connect']>>;

export interface DeepgramAccess {
  apiKey?: string;
  /** `ws:` or `wss:`, if it is not Deepgram's own. */
  baseURL?: string;
}

export async function createDeepgramClient(
  { apiKey, baseURL }: DeepgramAccess,
  transportFactory?: DeepgramTransportFactory,
): Promise<DeepgramClient> {
  // Loaded when needed, because it takes tens of megabytes.
  const { DeepgramClient: Client } = await import('@deepgram/sdk');
  return new Client({
    // Without a value the package reads the key of the environment, and would send it to another server.
    apiKey: apiKey ?? 'none',
    ...(baseURL !== undefined && { environment: environmentAt(baseURL) }),
    ...(transportFactory && { transportFactory, reconnect: false }),
    maxRetries: 0,
  });
}

function environmentAt(socketUrl: string) {
  const httpUrl = socketUrl.replace(/^ws/, 'http');
  return { base: httpUrl, production: socketUrl, agent: socketUrl, agentRest: httpUrl };
}
