import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { healthUrl, probeBackend, PROBE_TIMEOUT_MS, type ProbeSocket } from './backend-probe';

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

const answers = (status: number, body: unknown) => async () => ({
  ok: status === 200,
  json: async () => body,
});
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

  it('finds a backend by its health report, and opens no socket', async () => {
    const { probe, socket } = await begin(answers(200, { status: 'ok', protocol: 1 }));
    expect(await probe).toBe(true);
    expect(socket).toBeUndefined();
  });

  it.each([
    ['nothing answers', fails],
    ['the report is refused', answers(403, { message: 'Forbidden' })],
    ['another program answers', answers(200, { name: 'another server' })],
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
