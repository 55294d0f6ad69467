import { describe, expect, it } from 'vitest';
import type { Vendor } from '../../../provider-kit/errors/provider-problem.js';
import { TermSupport } from './term-support.js';
import { SttConnection } from './stt-connection.js';
import { TermUpdates } from './term-updates.js';
import type { SocketEnd, VendorSocket } from './vendor-socket.js';

class NamesConnection extends SttConnection {
  protected override readonly terms: TermUpdates;

  constructor(connection: VendorSocket, vendor: Vendor, support: TermSupport) {
    super(connection, vendor, 'model', () => undefined);
    this.terms = new TermUpdates({ limits: { count: 9 }, support, answers: true, send: () => undefined });
  }

  audio(): void {}
  speechStart(): void {}
  speechEnd(): void {}
  protected requestClose(): void {}
  protected release(): void {}
}

describe(SttConnection.name, () => {
  it.each([
    ['the vendor closes it', false, true],
    ['the vendor closes it because it was asked to', true, false],
  ])('decides whether an unanswered update was refused if %s', async (_how, isAsked, refused) => {
    const ended = Promise.withResolvers<SocketEnd>();
    const socket = { ended: ended.promise, socket: { readyState: 1, OPEN: 1 } } as unknown as VendorSocket;
    const support = new TermSupport('Vendor');
    const sut = new NamesConnection(socket, { stage: 'stt', name: 'vendor' } as unknown as Vendor, support);
    sut.push({ type: 'phrases', phrases: { names: ['Save'], numbers: [] } });
    const over = isAsked ? sut.drain() : sut.failed.catch(() => undefined);
    ended.resolve({ type: 'closed', code: 1000, reason: '' });
    await over;
    expect(support.isRefused).toBe(refused);
  });
});
