import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  healthUrl,
  MAX_REPORT_BYTES,
  probeBackend,
  PROBE_TIMEOUT_MS,
  type ProbeSocket,
} from './backend-probe';

const URL = 'ws://127.0.0.1:8765';

class FakeSocket implements ProbeSocket {
  static readonly all: FakeSocket[] = [];
  onopen: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  closed = false;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  close(): void {
    this.closed = true;
  }
}

const answers = (status: number, body: unknown) => async () => new Response(JSON.stringify(body), { status });
/** @returns a body of 16 KiB chunks that ends only when it is cancelled. */
function endless() {
  const sent = { bytes: 0, cancelled: false };
  const chunk = new TextEncoder().encode(' '.repeat(16 * 1024));
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      sent.bytes += chunk.length;
      controller.enqueue(chunk);
    },
    cancel: () => void (sent.cancelled = true),
  });
  return { sent, fetch: async () => new Response(body) };
}
const fails = async () => Promise.reject(new TypeError('Failed to fetch'));

describe(probeBackend.name, () => {
  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.all.length = 0;
  });
  afterEach(() => vi.useRealTimers());

  const begin = async (fetch: Parameters<typeof probeBackend>[1]['fetch']) => {
    const probe = probeBackend(URL, { fetch, WebSocket: FakeSocket });
    await vi.advanceTimersByTimeAsync(0);
    return { probe, socket: FakeSocket.all[0] };
  };

  it('finds none where the browser takes no such address', async () => {
    class WebSocket extends FakeSocket {
      constructor(url: string) {
        super(url);
        throw new DOMException('The port 6000 is not allowed.', 'SecurityError');
      }
    }
    expect(await probeBackend('ws://127.0.0.1:6000', { fetch: fails, WebSocket })).toBe(false);
  });

  it.each([
    ['its health report', answers(200, { status: 'ok', protocol: 1 })],
    [
      'its refusal of clients that it does not know',
      answers(401, { code: 'unauthorized', message: 'Who is there?', protocol: 1 }),
    ],
  ])('finds a backend by %s, and opens no socket', async (_, fetch) => {
    const { probe, socket } = await begin(fetch);
    expect(await probe).toBe(true);
    expect(socket).toBeUndefined();
  });

  it('sends nothing of the user’s, and follows no redirect', async () => {
    const fetch = vi.fn(answers(200, { protocol: 1 }));
    await (
      await begin(fetch)
    ).probe;
    const [url, init] = fetch.mock.calls[0] as unknown as [string, RequestInit];
    expect(url).toBe('http://127.0.0.1:8765/health');
    expect(init).toMatchObject({ credentials: 'omit', redirect: 'error' });
    expect(init).not.toHaveProperty('body');
    expect(init).not.toHaveProperty('headers');
  });

  it('reads a limited part of what answers', async () => {
    const { sent, fetch } = endless();
    const { probe, socket } = await begin(fetch);
    await vi.waitFor(() => expect(sent.cancelled).toBe(true));
    expect(sent.bytes).toBeLessThan(2 * MAX_REPORT_BYTES);
    (socket ?? FakeSocket.all[0])!.onerror!({} as never);
    expect(await probe).toBe(false);
  });

  it.each([
    ['nothing answers', fails],
    ['the report is refused', answers(403, { message: 'Forbidden' })],
    ['another program answers', answers(200, { name: 'another server' })],
    ['another program asks for a password', answers(401, { error: 'Unauthorized' })],
    ['there is a server error', answers(503, { protocol: 1 })],
    ['it is no JSON', async () => new Response('<html>')],
    ['it is no object', answers(200, null)],
  ])('tries a socket if %s', async (_, fetch) => {
    const refused = await begin(fetch);
    expect(refused.socket?.url).toBe(URL);
    refused.socket!.onerror!({} as never);
    expect(await refused.probe).toBe(false);
    FakeSocket.all.length = 0;
    const accepted = await begin(fetch);
    accepted.socket!.onopen!({} as never);
    expect(await accepted.probe).toBe(true);
    expect(accepted.socket!.closed).toBe(true);
  });

  it('gives a server up that does not answer', async () => {
    const { probe, socket } = await begin(fails);
    await vi.advanceTimersByTimeAsync(PROBE_TIMEOUT_MS);
    expect(await probe).toBe(false);
    expect(socket!.closed).toBe(true);
  });
});

describe(healthUrl.name, () => {
  it.each([
    ['ws://127.0.0.1:8765', 'http://127.0.0.1:8765/health'],
    ['ws://[::1]:8765/ws', 'http://[::1]:8765/health'],
    ['wss://voice.example.org', 'https://voice.example.org/health'],
    ['wss://voice.example.org/earshot/ws?x=1', 'https://voice.example.org/earshot/health'],
    ['wss://voice.example.org/earshot', 'https://voice.example.org/earshot/health'],
    ['https://voice.example.org', null],
    ['nonsense', null],
  ])('of %s is %s', (backendUrl, url) => expect(healthUrl(backendUrl)).toBe(url));
});
