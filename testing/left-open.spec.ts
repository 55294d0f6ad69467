import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { leftOpenBy } from './left-open.js';
import { LoopbackServer } from './loopback-server.js';

describe(leftOpenBy.name, () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  it('finds a timer and a socket', async () => {
    const server = await LoopbackServer.start({});
    ends.push(() => server[Symbol.asyncDispose]());
    const left = await leftOpenBy(async () => {
      const timer = setTimeout(() => undefined, 60_000);
      const socket = connect(server.port, '127.0.0.1');
      ends.unshift(
        () => clearTimeout(timer),
        () => socket.destroy(),
      );
    });
    expect(left).toEqual(expect.arrayContaining(['Timeout', 'TCPSocketWrap']));
  });

  it('finds a timer in place of another that was there before, and goes', async () => {
    let uses = 0;
    const other = setTimeout(() => undefined, 60_000);
    const left = await leftOpenBy(async () => {
      if (++uses === 2) clearTimeout(other);
      const timer = setTimeout(() => undefined, 60_000);
      ends.push(() => clearTimeout(timer));
    });
    expect(left).toContain('Timeout');
  });

  it('does not wait for what is kept, as a pool is', async () => {
    let kept: NodeJS.Timeout | undefined;
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), 900);
    ends.push(
      () => clearTimeout(timer),
      () => clearTimeout(kept),
    );
    const left = leftOpenBy(async () => {
      kept ??= setTimeout(() => undefined, 60_000);
    });
    expect(await Promise.race([left, late.promise])).toEqual([]);
  });

  it('finds nothing if everything is released', async () => {
    expect(await leftOpenBy(async () => clearTimeout(setTimeout(() => undefined, 60_000)))).toEqual([]);
  });
});
