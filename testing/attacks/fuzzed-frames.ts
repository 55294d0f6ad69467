/** Frames that a client should never send, reproducible. */
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Fewer than a new connection may send at once, so that every frame is read and checked. */
const PER_CONNECTION = 150;
const AT_ONCE = 10;

const COMMANDS = [
  'session_start',
  'interrupt',
  'playback',
  'text_input',
  'push_to_talk',
  'page_context',
  'tool_register',
  'tool_result',
  'update_config',
  'ping',
  '__proto__',
  'explode',
];
const FIELDS = [
  'text',
  'turn_id',
  'tools',
  'call_id',
  'state',
  'language',
  'received',
  'stt',
  '__proto__',
  't',
];

/** Endless random frames: text and binary, valid and not. */
export function* fuzzedFrames(seed = 1): Generator<string | Buffer> {
  const random = generator(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(of: readonly T[]): T => of[below(of.length)]!;

  function value(depth = 0): unknown {
    const kinds = depth > 3 ? 6 : 8;
    switch (below(kinds)) {
      case 0:
        return below(2) === 0;
      case 1:
        return one([0, -1, 1.5, 1e308, -1e308, 2 ** 53, below(100)]);
      case 2:
        return null;
      case 3:
        return 'x'.repeat(below(60));
      case 4:
        return one(['', '\u0000', '\ud800', 'hands_free', 'en-US', '💥', ' '.repeat(999)]);
      case 5:
        return one(COMMANDS);
      case 6:
        return Array.from({ length: below(4) }, () => value(depth + 1));
      default:
        return Object.fromEntries(Array.from({ length: below(4) }, () => [one(FIELDS), value(depth + 1)]));
    }
  }

  function text(): string {
    switch (below(5)) {
      case 0:
        return JSON.stringify(value());
      case 1:
        return JSON.stringify({
          audio: one([value(), 'AAAA', 'A'.repeat(below(400)), '!!!!', '__--']),
          metadata: value(),
        });
      case 2:
        return '[{"'[below(3)]!.repeat(below(2_000));
      default:
        return JSON.stringify({
          type: one(['cmd', 'cmd', 'cmd', value()]),
          name: one(COMMANDS),
          data: value(),
        });
    }
  }

  for (;;) {
    let frame = text();
    // Cut or changed in one place.
    if (below(4) === 0) frame = frame.slice(0, below(frame.length + 1));
    if (below(4) === 0) frame = frame.replace(/[":,{}[\]]/, () => one(['"', ':', ',', '\\', '\u0000']));
    const isBinary = below(5) === 0;
    yield isBinary
      ? Buffer.from(below(2) === 0 ? frame : Uint8Array.from({ length: below(64) }, () => below(256)))
      : frame;
  }
}

/** Sends that many frames over many connections, and waits until all are handled. */
export async function sendFuzzed(url: string, count: number): Promise<void> {
  const frames = fuzzedFrames();
  const worker = async () => {
    while (count > 0) {
      const batch = Math.min(PER_CONNECTION, count);
      count -= batch;
      const socket = new WebSocket(url);
      await once(socket, 'open');
      const handled = new Promise<void>((resolve, reject) => {
        socket.on('message', (data) => void (String(data).includes('"all sent"') && resolve()));
        socket.once('close', (code) => reject(new Error(`The fuzzed connection was closed with ${code}.`)));
      });
      for (let i = 0; i < batch; i++) socket.send(frames.next().value as string);
      socket.send('{"type":"cmd","name":"ping","data":{"t":"all sent"}}');
      await handled;
      socket.terminate();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Numbers from 0 to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}
