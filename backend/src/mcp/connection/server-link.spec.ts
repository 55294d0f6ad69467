import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectError, type Called } from './server-connection.js';
import { ServerLink, type Connection, type ServerLinkOptions } from './server-link.js';

const TOOL = { name: 'read', inputSchema: { type: 'object' } };

/** A server of the test's own. */
class FakeServer {
  tools: unknown[] | Error = [TOOL];
  answer: Called | Promise<Called> = { kind: 'result', text: 'done' };
  changed: () => void = () => undefined;
  end: (why: string) => void = () => undefined;

  async list(): Promise<unknown[]> {
    if (this.tools instanceof Error) throw this.tools;
    return this.tools;
  }

  connect(onToolsChanged: () => void): Connection {
    this.changed = onToolsChanged;
    const ended = new Promise<string>((resolve) => (this.end = resolve));
    return {
      ended,
      listTools: () => this.list(),
      callTool: async () => this.answer,
      close: async () => this.end('it was closed'),
    };
  }
}

describe(ServerLink.name, () => {
  const never = new AbortController().signal;
  let server: FakeServer;
  let attempts: boolean[];
  let refuses: Error | undefined;
  let isNeeded: boolean;
  let pauses: number[];
  let logged: string[];
  let sut: ServerLink;

  const options = (): ServerLinkOptions => ({
    name: 'files',
    origin: '',
    timeoutMs: 30_000,
    secrets: { hide: (text) => text.replaceAll('hunter2', '[hidden]'), hideKeys: (text) => text },
    connect: async ({ isOld, onToolsChanged }) => {
      attempts.push(isOld);
      if (refuses) throw refuses;
      return server.connect(onToolsChanged);
    },
    isNeeded: () => isNeeded,
    onChange: () => undefined,
    log: (problem) => logged.push(problem),
    pauseMs: (failures) => {
      pauses.push(failures);
      return 0;
    },
  });
  const isRunning = () => vi.waitFor(() => expect(sut.state).toBe('running'));
  const call = () => sut.call('read', {}, never);

  beforeEach(() => {
    server = new FakeServer();
    attempts = [];
    refuses = undefined;
    isNeeded = true;
    pauses = [];
    logged = [];
    sut = new ServerLink(options());
  });
  afterEach(() => sut.close());

  it('starts once, and only when asked', async () => {
    expect(sut.state).toBe('idle');
    expect(await call()).toMatchObject({ outcome: 'refused' });
    sut.start();
    sut.start();
    await isRunning();
    expect(attempts).toEqual([false]);
    expect(sut.list.tools).toMatchObject([{ modelName: 'files__read' }]);
    expect(await call()).toEqual({ text: 'done' });
  });

  it('starts again when the server dies, and says why meanwhile', async () => {
    sut.start();
    await isRunning();
    refuses = new ConnectError('the password hunter2 is wrong', false);
    server.end('it ended with code 1');
    await vi.waitFor(() =>
      expect(logged).toContain('The MCP server "files" is not running: it ended with code 1.'),
    );
    await vi.waitFor(() => expect(pauses.length).toBeGreaterThan(2));
    expect(pauses.slice(0, 3)).toEqual([1, 2, 3]);
    expect(logged.at(-1)).toContain('the password [hidden] is wrong');
    expect(sut.list.tools).toEqual([]);
    refuses = undefined;
    await isRunning();
    expect(await call()).toEqual({ text: 'done' });
  });

  it('is not started again when no session needs it', async () => {
    sut.start();
    await isRunning();
    isNeeded = false;
    server.end('it ended with code 0');
    await vi.waitFor(() => expect(sut.state).toBe('idle'));
    expect(attempts).toHaveLength(1);
    isNeeded = true;
    sut.start();
    await isRunning();
  });

  it('speaks the old protocol with a server that ends on the first question of the new one', async () => {
    refuses = new ConnectError('it ended with code 1', true);
    sut.start();
    await vi.waitFor(() => expect(attempts.length).toBeGreaterThan(1));
    expect(attempts.slice(0, 2)).toEqual([false, true]);
  });

  it('follows changes of the tools, one after the other', async () => {
    sut.start();
    await isRunning();
    server.tools = [TOOL, { ...TOOL, name: 'write' }];
    server.changed();
    await vi.waitFor(() => expect(sut.list.tools).toHaveLength(2));
  });

  it('asks once for all changes that a server tells while it is asked', async () => {
    sut.start();
    await isRunning();
    let answer = (): void => undefined;
    const asked = vi.spyOn(server, 'list').mockImplementation(async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return [{ ...TOOL, name: `read${asked.mock.calls.length}` }];
    });
    for (let i = 0; i < 1_000; i++) server.changed();
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    for (let i = 0; i < 1_000; i++) server.changed();
    answer();
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
    answer();
    await vi.waitFor(() => expect(sut.list.tools).toMatchObject([{ name: 'read2' }]));
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('connects again if it cannot learn the tools any more', async () => {
    sut.start();
    await isRunning();
    server.tools = new Error('garbage');
    server.changed();
    await vi.waitFor(() => expect(attempts.length).toBeGreaterThan(1));
    await vi.waitFor(() => expect(logged.at(-1)).toContain('garbage'));
  });

  it.each<[Called, object]>([
    [
      { kind: 'error', text: 'It is locked.' },
      { error: 'It is locked.', outcome: 'failed' },
    ],
    [
      { kind: 'refused', text: 'hunter2' },
      { error: '"files" refused the call: [hidden]', outcome: 'failed' },
    ],
    [
      { kind: 'timeout' },
      { error: '"read" of "files" gave no result within 30 seconds.', outcome: 'timed_out' },
    ],
    [{ kind: 'stopped' }, { error: 'The call was stopped.', outcome: 'cancelled' }],
  ])('says of %j: %j', async (called, outcome) => {
    sut.start();
    await isRunning();
    server.answer = called;
    expect(await call()).toEqual(outcome);
    expect(attempts).toHaveLength(1);
  });

  it('connects again after a call that the server did not answer because it is gone', async () => {
    sut.start();
    await isRunning();
    server.answer = { kind: 'gone', text: 'ECONNREFUSED' };
    expect(await call()).toMatchObject({ error: expect.stringContaining('not known whether that worked') });
    await vi.waitFor(() => expect(attempts).toHaveLength(2));
  });

  it('starts a server again that answers no call', async () => {
    sut.start();
    await isRunning();
    server.answer = { kind: 'timeout' };
    await call();
    await call();
    expect(attempts).toHaveLength(1);
    await call();
    await vi.waitFor(() => expect(attempts).toHaveLength(2));
  });

  it('refuses calls beyond what a server is asked at once', async () => {
    sut.start();
    await isRunning();
    let answer: (called: Called) => void = () => undefined;
    server.answer = new Promise((resolve) => (answer = resolve));
    const calls = Array.from({ length: 9 }, call);
    expect(await calls[8]).toMatchObject({ outcome: 'refused', error: expect.stringContaining('busy') });
    answer({ kind: 'result', text: 'done' });
    expect(await calls[7]).toEqual({ text: 'done' });
  });

  it('stays closed', async () => {
    sut.start();
    await isRunning();
    await sut.close();
    sut.start();
    expect(sut.state).toBe('idle');
    expect(attempts).toHaveLength(1);
  });
});
