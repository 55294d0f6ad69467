import { InMemoryTransport, type JSONRPCMessage } from '@modelcontextprotocol/client';
import { describe, expect, it, vi } from 'vitest';
import { ProcessTransport } from './process-transport.js';
import { ServerConnection } from './server-connection.js';

type Request = { id: number; method: string; params?: Record<string, unknown> };

/** A server that speaks the protocol of 2025, and answers each method as the test says. */
async function connect(answers: Record<string, (request: Request) => unknown> = {}) {
  const [transport, server] = InMemoryTransport.createLinkedPair();
  const got: Request[] = [];
  const answer = (id: number, rest: object) =>
    void server.send({ jsonrpc: '2.0', id, ...rest } as unknown as JSONRPCMessage);
  server.onmessage = (message) => {
    const request = message as unknown as Request;
    got.push(request);
    const { id, method } = request;
    if (id === undefined) return;
    if (method === 'initialize') {
      const capabilities = { tools: { listChanged: true } };
      const result = { protocolVersion: '2025-06-18', capabilities, serverInfo: { name: 'x', version: '1' } };
      return answer(id, { result });
    }
    const made = answers[method]?.(request);
    if (made === 'never') return;
    answer(id, made === undefined ? { error: { code: -32_601, message: 'unknown' } } : { result: made });
  };
  await server.start();
  const changes = vi.fn();
  const sut = await ServerConnection.open({
    transport,
    isOld: true,
    onToolsChanged: changes,
    signal: new AbortController().signal,
  });
  return { sut, server, got, changes };
}

describe(ServerConnection.name, () => {
  const never = new AbortController().signal;
  it('reads the tools of all pages, and stops where there is no end', async () => {
    const page = (cursor: unknown) => ({
      tools: [{ name: `t${String(cursor)}`, inputSchema: { type: 'object' } }],
    });
    const { sut } = await connect({
      'tools/list': ({ params }) => {
        const at = Number(params?.['cursor'] ?? 0);
        return { ...page(at), nextCursor: `${at + 1}` };
      },
    });
    expect(await sut.listTools(never)).toHaveLength(20);
    await sut.close();
  });

  it('tells how a call ended', async () => {
    const { sut } = await connect({
      'tools/call': ({ params }) => {
        if (params!['name'] === 'fails')
          return { isError: true, content: [{ type: 'text', text: 'It is locked.' }] };
        if (params!['name'] === 'garbage') return { content: 'x' };
        return params!['name'] === 'hangs' ? 'never' : { content: [{ type: 'text', text: 'done' }] };
      },
    });
    const call = (name: string, ms = 30_000, signal = never) => sut.callTool(name, {}, ms, signal);
    expect(await call('works')).toEqual({ kind: 'result', text: 'done' });
    expect(await call('fails')).toEqual({ kind: 'error', text: 'It is locked.' });
    expect(await call('garbage')).toMatchObject({ kind: 'gone' });
    expect(await call('hangs', 1)).toEqual({ kind: 'timeout' });
    await sut.close();
  });

  it('tells the server that a call is not waited for any more', async () => {
    const { sut, got } = await connect({ 'tools/call': () => 'never' });
    const turn = new AbortController();
    const called = sut.callTool('hangs', {}, 30_000, turn.signal);
    await vi.waitFor(() => expect(got.at(-1)?.method).toBe('tools/call'));
    turn.abort();
    expect(await called).toEqual({ kind: 'stopped' });
    await vi.waitFor(() => expect(got.at(-1)?.method).toBe('notifications/cancelled'));
    await sut.close();
  });

  it('gives a server none of what it asks for', async () => {
    const { sut, server, got } = await connect();
    for (const [i, method] of ['roots/list', 'sampling/createMessage', 'elicitation/create'].entries())
      await server.send({ jsonrpc: '2.0', id: 100 + i, method, params: {} });
    await vi.waitFor(() => expect(got.filter(({ id }) => id >= 100)).toHaveLength(3));
    for (const answer of got.filter(({ id }) => id >= 100)) expect(answer).toHaveProperty('error');
    await sut.close();
  });

  it('says when the tools have changed, and when the connection has ended', async () => {
    const { sut, server, changes } = await connect();
    await server.send({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });
    await vi.waitFor(() => expect(changes).toHaveBeenCalled());
    await server.close();
    expect(await sut.ended).toBe('the connection ended');
  });

  it('gives up at once a program that never answers, however it hangs', async () => {
    const code = `process.on('SIGTERM', () => 0); process.stdin.resume(); setInterval(() => 0, 1000);`;
    const transport = new ProcessTransport(
      { command: process.execPath, args: ['-e', code], env: {} },
      { graceMs: 50 },
    );
    const closing = new AbortController();
    const opened = ServerConnection.open({
      transport,
      isOld: false,
      onToolsChanged: () => undefined,
      signal: closing.signal,
    });
    await vi.waitFor(() => expect(transport.pid).not.toBeNull());
    closing.abort();
    await expect(opened).rejects.toThrow('Earshot has ended it');
  });
});
