import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import { afterEach, describe, expect, it } from 'vitest';
import { LoopbackServer } from '../../../../testing/loopback-server.js';
import { McpServerConfig } from '../../config/dto/mcp.dto.js';
import { openTransport } from './open-transport.js';

const PING: JSONRPCMessage = { jsonrpc: '2.0', id: 1, method: 'ping' };

describe(openTransport.name, () => {
  const servers: LoopbackServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
  });

  /** A server that redirects from /mcp, and keeps what it gets elsewhere. */
  async function serve(location: string) {
    const seen: string[] = [];
    const server = await LoopbackServer.start({
      http: ({ method, headers }, response, { pathname }) => {
        if (pathname !== '/mcp') seen.push(`${method} ${pathname} ${String(headers['x-api-key'])}`);
        response.writeHead(pathname === '/mcp' ? 307 : 202, { location });
        response.end();
      },
    });
    servers.push(server);
    return { server, seen };
  }
  const send = async (port: number) => {
    const settings = Object.assign(new McpServerConfig(), {
      url: `http://127.0.0.1:${port}/mcp`,
      headers: { 'X-Api-Key': 'k1' },
    });
    const transport = openTransport(settings, () => undefined);
    await transport.start();
    await transport.send(PING).finally(() => transport.close());
  };

  it('follows a redirect on the server itself', async () => {
    const { server, seen } = await serve('/mcp/');
    await send(server.port);
    expect(seen).toEqual(['POST /mcp/ k1']);
  });

  it('sends nothing to another origin that the server names, and says so', async () => {
    const other = await serve('/');
    const { server } = await serve(`http://127.0.0.1:${other.server.port}/admin`);
    await expect(send(server.port)).rejects.toThrow(/redirects to http:\/\/127.*config/);
    expect(other.seen).toEqual([]);
  });

  it('gives up on a server that redirects in a circle', async () => {
    const { server, seen } = await serve('/mcp');
    await expect(send(server.port)).rejects.toThrow('redirects');
    expect(seen).toEqual([]);
  });
});
