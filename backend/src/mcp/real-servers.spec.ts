import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../common/files/project-root.js';
import { EarshotConfig } from '../config/config.dto.js';
import { McpServerConfig } from '../config/dto/mcp.dto.js';
import { ToolChoiceList } from '../user-data/tool-choice-list.js';
import { McpService } from './mcp.service.js';
import type { SessionMcp } from './session-mcp.js';
import { FakeApprovals } from './testing/fake-approvals.js';

const program = (name: string) =>
  join(projectRoot(), 'node_modules/@modelcontextprotocol', name, 'dist/index.js');

const KEY = 'sk-a-key-that-no-one-may-see';

/** @returns a port that was free a moment ago, for a server that takes no other */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('MCP servers from npm', () => {
  const ended = new AbortController();
  const approvals = new FakeApprovals();
  let folder: string;
  let service: McpService;
  let sut: SessionMcp;
  let http: ChildProcess;

  const run = async (name: string, args: object, signal = ended.signal) => {
    const text = await sut.run({ id: '1', name, arguments: JSON.stringify(args) }, 1, signal);
    return (text === '' ? {} : JSON.parse(text)) as { result?: string; error?: string };
  };
  const stateOf = (name: string) => sut.servers().find((each) => each.name === name)!;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'earshot-mcp-')));
    writeFileSync(join(folder, 'note.txt'), 'Buy oat milk.');
    const port = await freePort();
    http = spawn(process.execPath, [program('server-everything'), 'streamableHttp'], {
      env: { ...process.env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await once(http.stderr!, 'data');
    const config = new EarshotConfig();
    const server = (settings: Partial<McpServerConfig>) => Object.assign(new McpServerConfig(), settings);
    const node = process.execPath;
    config.mcp.servers = {
      files: server({ command: node, args: [program('server-filesystem'), folder] }),
      everything: server({
        command: node,
        args: [program('server-everything')],
        env: { API_KEY: KEY },
        tools: { echo: 'allow', 'get-tiny-image': 'allow', 'get-env': 'allow', 'get-sum': 'off' },
      }),
      remote: server({ url: `http://127.0.0.1:${port}/mcp`, timeoutMs: 1_000 }),
      missing: server({ command: join(folder, 'no-such-program') }),
    };
    service = new McpService(config);
    sut = service.open(new ToolChoiceList(() => undefined), {
      approvals,
      onChange: () => undefined,
      onResult: () => undefined,
      ended: ended.signal,
    })!;
    await vi.waitFor(
      () => {
        for (const name of ['files', 'everything', 'remote'])
          expect(stateOf(name)).toMatchObject({ state: 'running' });
      },
      { timeout: 20_000 },
    );
  });
  afterAll(async () => {
    ended.abort();
    await service?.onApplicationShutdown();
    http?.kill();
    rmSync(folder, { recursive: true });
  });

  it('reads a file after a yes to a question that names it', async () => {
    const path = join(folder, 'note.txt');
    expect(await run('files__read_text_file', { path })).toEqual({ result: 'Buy oat milk.' });
    expect(approvals.asked.at(-1)).toMatchObject({
      question: `Run "read_text_file" of files with path "${path}"? Yes or no?`,
      remember: true,
    });
  });

  it('says what a server refuses, in its words', async () => {
    expect((await run('files__read_text_file', { path: '/etc/hostname' })).error).toContain(
      'outside allowed',
    );
    expect((await run('files__read_text_file', {})).error).toBeTruthy();
  });

  it('passes on what the model cannot read in words', async () => {
    expect((await run('everything__get-tiny-image', {})).result).toMatch(
      /an image that cannot be shown: image\/png, \d+ kB/,
    );
  });

  it('hides the keys of the config in results', async () => {
    const { result } = await run('everything__get-env', {});
    expect(result).toContain('"API_KEY": "[hidden]"');
    expect(result).not.toContain(KEY);
    expect(result, 'only what the program needs is in its environment').not.toContain('VITEST');
  });

  it('leaves out what the config switches off', () => {
    const names = sut.list().map(({ name }) => name);
    expect(names).toContain('everything__echo');
    expect(names).not.toContain('everything__get-sum');
    expect(stateOf('everything').tools).toContainEqual(
      expect.objectContaining({ name: 'get-sum', policy: 'off', fixed: true }),
    );
  });

  it('speaks streamable HTTP, and says when a call takes too long', async () => {
    expect(await run('remote__echo', { message: 'hello' })).toEqual({ result: 'Echo: hello' });
    expect((await run('remote__trigger-long-running-operation', { duration: 20, steps: 2 })).error).toContain(
      'gave no result within 1 seconds',
    );
    expect(await run('remote__echo', { message: 'again' })).toEqual({ result: 'Echo: again' });
  });

  it('stops a call with its turn', async () => {
    const turn = new AbortController();
    approvals.meanwhile = () => setImmediate(() => turn.abort());
    expect(await run('everything__trigger-long-running-operation', { duration: 20 }, turn.signal)).toEqual(
      {},
    );
    approvals.meanwhile = () => undefined;
    expect(await run('everything__echo', { message: 'still there' })).toEqual({
      result: 'Echo: still there',
    });
  });

  it('says why a server is not running', () => {
    expect(stateOf('missing')).toMatchObject({ problem: expect.stringContaining('was not found') });
  });
});
