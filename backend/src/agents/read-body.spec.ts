import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readBody } from './read-body.js';

describe(readBody.name, () => {
  afterEach(() => vi.useRealTimers());

  const requestOf = (headers: IncomingHttpHeaders = {}) =>
    Object.assign(new PassThrough(), { headers }) as PassThrough & IncomingMessage;

  it('reads a body that comes in pieces, also cut within a character', async () => {
    const request = requestOf();
    const body = readBody(request);
    const bytes = Buffer.from('{"channel_name":"Büro"}');
    for (const byte of bytes) request.write(Buffer.of(byte));
    request.end();
    expect(await body).toEqual({ channel_name: 'Büro' });
  });

  it('does not wait for a body without an end', async () => {
    vi.useFakeTimers();
    const request = requestOf({ 'transfer-encoding': 'chunked' });
    const body = readBody(request);
    const refused = expect(body).rejects.toMatchObject({
      fault: 'tooSlow',
      message: 'The body did not arrive within 5 seconds.',
    });
    for (let ms = 0; ms < 5_000; ms += 500) {
      request.write(' ');
      await vi.advanceTimersByTimeAsync(500);
    }
    await refused;
    expect(request.listenerCount('end')).toBe(0);
  });

  it('drops what is too much, up to a limit, so that its client reads the answer', async () => {
    const request = requestOf();
    const refused = expect(readBody(request)).rejects.toMatchObject({ fault: 'tooLarge' });
    for (let bytes = 0; bytes < 8 * 1024 * 1024; bytes += 65_536) request.write(Buffer.alloc(65_536));
    await refused;
  });

  it('ends when the client disconnects', async () => {
    const request = requestOf();
    const refused = expect(readBody(request)).rejects.toMatchObject({ fault: 'invalid' });
    request.write('{"a"');
    request.destroy();
    await refused;
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from('{"a":"ü"}', 'latin1')],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
  ])('refuses %s', async (_, bytes) => {
    const request = requestOf();
    request.end(bytes);
    await expect(readBody(request)).rejects.toMatchObject({ message: 'The body is not JSON.' });
  });
});
