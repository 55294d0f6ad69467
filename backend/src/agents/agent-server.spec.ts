import { createServer } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import type { Upgrades } from '../gateway/upgrades.js';
import { AgentServer } from './agent-server.js';

describe(AgentServer.name, () => {
  it('tells of an error of its port also before it is open, so that it does not end the process', async () => {
    const server = createServer();
    const sut = new AgentServer(server, { serverOptions: () => ({}) } as unknown as Upgrades);
    const onError = vi.fn();
    await sut.listen(0, '127.0.0.1', onError);
    const error = new Error('accept EMFILE');
    server.emit('error', error);
    expect(onError).toHaveBeenCalledExactlyOnceWith(error);
    await sut.close();
  });
});
