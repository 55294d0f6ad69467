import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import { ProcessTransport } from './process-transport.js';

/** @param code what the program does */
function start(code: string, onErrorLine?: (line: string) => void) {
  const sut = new ProcessTransport(
    { command: process.execPath, args: ['-e', code], env: { GREETING: 'hello' } },
    { graceMs: 100, ...(onErrorLine && { onErrorLine }) },
  );
  const messages: JSONRPCMessage[] = [];
  sut.onmessage = (message) => messages.push(message);
  const closed = new Promise<void>((resolve) => (sut.onclose = resolve));
  return { sut, messages, closed, started: sut.start() };
}

const NOTE = JSON.stringify({ jsonrpc: '2.0', method: 'note', params: {} });

describe(ProcessTransport.name, () => {
  it('passes messages on, over lines of garbage, and tells what the program logs', async () => {
    const lines: string[] = [];
    const { sut, messages, started } = start(
      `console.log('npm notice'); console.log('{"jsonrpc":7}'); console.log('${NOTE}');
       console.error(process.env.GREETING, 'x'.repeat(1000)); setInterval(() => 0, 1000)`,
      (line) => lines.push(line),
    );
    await started;
    await vi.waitFor(() => expect(messages).toEqual([JSON.parse(NOTE)]));
    await vi.waitFor(() => expect(lines[0]).toMatch(/^hello x/));
    expect(lines[0]!.length).toBe(300);
    await sut.close();
  });

  it('drops what a program logs without end, and still hears its messages', async () => {
    const lines: string[] = [];
    const { sut, messages, started } = start(
      `process.stderr.write('x\\n'.repeat(50_000), () => console.log('${NOTE}')); setInterval(() => 0, 1000)`,
      (line) => lines.push(line),
    );
    await started;
    await vi.waitFor(() => expect(messages).toHaveLength(1), { timeout: 10_000 });
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.length).toBeLessThan(2_000);
    await sut.close();
  });

  it('says how the program ended', async () => {
    const { sut, closed, started } = start('process.exit(3)');
    await started;
    await closed;
    expect(sut.end).toBe('it ended with code 3');
    await expect(sut.send(JSON.parse(NOTE) as JSONRPCMessage)).rejects.toThrow('has ended');
  });

  it('fails if there is no such program', async () => {
    const sut = new ProcessTransport({ command: '/no/such/program', args: [], env: {} });
    await expect(sut.start()).rejects.toThrow('ENOENT');
  });

  it('ends a program that will not end, and all that it has started', async () => {
    const watch = createServer().listen(0, '127.0.0.1');
    await once(watch, 'listening');
    const stays = `process.on('SIGTERM', () => 0); setInterval(() => 0, 1000);`;
    const child = `${stays} require('node:net').connect(${(watch.address() as AddressInfo).port}, '127.0.0.1')`;
    const { sut, started } = start(
      `${stays} require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}])`,
    );
    await started;
    const [connection] = (await once(watch, 'connection')) as [Socket];
    const ended = new Promise<void>((resolve) =>
      connection.on('error', () => 0).on('close', () => resolve()),
    );
    connection.resume();
    await sut.close();
    await ended;
    watch.close();
  });

  it.each([
    [
      'one endless message',
      "const x = 'x'.repeat(1 << 20); const write = () => process.stdout.write(x, write); write()",
      'a message of more than 4 MB',
    ],
    [
      'messages without end',
      `const x = '${NOTE}\\n'.repeat(1000); const write = () => process.stdout.write(x, write); write()`,
      'too many messages',
    ],
    [
      'garbage without end',
      "const x = '{}\\n'.repeat(1000); const write = () => process.stdout.write(x, write); write()",
      'too many messages',
    ],
  ])('ends a program that sends %s', async (_, code, why) => {
    const { sut, closed, started } = start(code);
    await started;
    await closed;
    expect(sut.end).toContain(why);
    await sut.close();
  });
});
