/** Attacks on the built backend, in their heavy form: it serves others meanwhile, and its memory has a limit. */
import { NO_LOCAL_STT, startBackend, type Backend } from '../../e2e/harness/backend.ts';
import { ask } from '../../testing/ask.ts';
import { fuzzedFrames, sendFuzzed } from '../../testing/attacks/fuzzed-frames.ts';
import { connectFrom, pingWithoutReading, sendInBytes } from '../../testing/attacks/raw-frames.ts';
import type * as codec from '../../backend/src/gateway/frame-codec.ts';
import { built } from '../lib/built.ts';
import { median } from '../lib/stats.ts';
import { atLeast, atMost, holds, type Row } from '../lib/table.ts';
import { readText, startEndlessModel } from './fast-model.ts';
import { benchGuesses } from './guesses.ts';
import { guessTokens, openIdle, resumeSessions, startSessions, startWithLongLanguage } from './sessions.ts';
import { whileAttacked } from './while-attacked.ts';

export interface AttackEffort {
  frames: number;
  codecFrames: number;
  pings: number;
  fragmented: number;
  connections: number;
  sessions: number;
  resumes: number;
  guesses: number;
  credentials: number;
  longStrings: number;
  modelMs: number;
}

export const FULL: AttackEffort = {
  frames: 200_000,
  codecFrames: 1_000_000,
  pings: 300_000,
  fragmented: 20,
  connections: 5_000,
  sessions: 2_000,
  resumes: 1_000,
  guesses: 500,
  credentials: 100_000,
  longStrings: 200,
  modelMs: 30_000,
};

export const QUICK: AttackEffort = {
  frames: 5_000,
  codecFrames: 20_000,
  pings: 20_000,
  fragmented: 2,
  connections: 200,
  sessions: 150,
  resumes: 50,
  guesses: 20,
  credentials: 2_500,
  longStrings: 5,
  modelMs: 3_000,
};

/** As answered to an attentive client; a lagging event loop takes seconds. */
const PING_MEDIAN_MS = 100;
const PING_MOST_MS = 1_000;
const MEMORY_MIB = 600;
const RESUMED_SESSIONS = 50;

export async function benchAttack(effort: AttackEffort): Promise<Row[]> {
  return [
    ...(await attackBackend(effort)),
    ...(await benchGuesses(effort.credentials)),
    ...(await floodText(effort)),
    await fuzzCodec(effort.codecFrames),
  ];
}

async function attackBackend(effort: AttackEffort): Promise<Row[]> {
  const backend = await startBackend({ config: NO_LOCAL_STT });
  try {
    await backend.ready();
    const { url } = backend;
    const rows: Row[] = [];
    const during = async <Result>(what: string, attack: () => Promise<Result>): Promise<Result> => {
      const { result, pings, mostMiB } = await whileAttacked({ url, pid: backend.process.pid! }, attack);
      rows.push(
        atMost(`${what}: another client's pings, median of ${pings.length}`, median(pings), PING_MEDIAN_MS),
        atMost(`${what}: the longest`, Math.max(...pings), PING_MOST_MS),
        atMost(`${what}: memory, most`, mostMiB, MEMORY_MIB, 'MiB'),
      );
      return result;
    };
    await during(`${effort.frames} fuzzed frames`, () => sendFuzzed(url, effort.frames));
    const pinger = await during(`${effort.pings} pings that are never read`, () =>
      pingWithoutReading(url, effort.pings),
    );
    pinger.terminate();
    const closes = await during(`${effort.fragmented} messages in bytes`, () =>
      Promise.all(Array.from({ length: effort.fragmented }, () => sendInBytes(url, 20_000))),
    );
    const ended = closes.filter(({ code }) => code === 1008).length;
    rows.push(atLeast('messages in bytes that were cut off', ended, closes.length, closes.length));
    const opened = await during(`${effort.connections} connections`, () => openIdle(url, effort.connections));
    rows.push(atLeast('connections accepted at first', opened, effort.connections, effort.connections));
    const { started, refused } = await during(`${effort.sessions} sessions`, () =>
      startSessions(url, effort.sessions),
    );
    rows.push(
      atLeast('sessions started or refused in words', started + refused, effort.sessions, effort.sessions),
    );
    const resumed = await during(`${effort.resumes} resumes`, () =>
      resumeSessions(url, RESUMED_SESSIONS, effort.resumes / RESUMED_SESSIONS),
    );
    rows.push(atLeast('dropped connections resumed', resumed, effort.resumes, effort.resumes));
    const guessed = await during(`${effort.guesses} guessed resume tokens`, () =>
      guessTokens(url, effort.guesses),
    );
    rows.push(atMost('guessed resume tokens accepted', guessed, 0, ''));
    const long = await during(`${effort.longStrings} languages of 900 KB`, () =>
      startWithLongLanguage(url, effort.longStrings),
    );
    rows.push(atMost('languages of 900 KB kept', long, 0, ''));
    return [...rows, ...(await refusals(backend, effort.connections))];
  } finally {
    await backend.stop();
  }
}

/** Refused pages, and a log without a reader. */
async function refusals(backend: Backend, count: number): Promise<Row[]> {
  const refused = await connectFrom('https://evil.example', backend.url, count);
  const lines = backend.output().match(/evil\.example/g)?.length ?? 0;
  const framed = await ask(backend.port, '/providers?live=1', {
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  });
  backend.process.stdout!.destroy();
  backend.process.stderr!.destroy();
  await connectFrom('https://other.example', backend.url, 10);
  return [
    atLeast('connections of a foreign page refused', refused, count, count),
    atMost('lines of log about them', lines, 2, ''),
    holds("a foreign page's frame cannot have vendors asked", framed.status === 403),
    holds('it runs on when its log cannot be written', (await ask(backend.port, '/health')).status === 200),
  ];
}

async function floodText({ modelMs }: AttackEffort): Promise<Row[]> {
  const model = await startEndlessModel();
  const llm = {
    provider: 'openai',
    skills: false,
    options: { baseURL: model.url, model: 'endless', apiKey: 'none' },
  };
  const backend = await startBackend({ config: { ...NO_LOCAL_STT, llm } });
  try {
    await backend.ready();
    const { mostPerSecond, charsPerSecond } = await readText(backend.url, modelMs);
    return [
      atMost('text updates of a fast model, most in a second', mostPerSecond, 10, ''),
      atMost('characters of these, on average', charsPerSecond, 20_000, 'per second'),
    ];
  } finally {
    model.close();
    await backend.stop();
  }
}

/** Every frame is parsed, or refused in words. */
async function fuzzCodec(count: number): Promise<Row> {
  const { parseFrame, readCommand } = await built<typeof codec>('backend/src/gateway/frame-codec.js');
  const frames = fuzzedFrames(2);
  let faults = 0;
  for (let i = 0; i < count; i++) {
    try {
      const frame = parseFrame(Buffer.from(frames.next().value as string));
      if (frame.kind === 'command') readCommand(frame);
    } catch (error) {
      if (faults++ === 0) console.error(error);
    }
  }
  return atMost(`faults of the codec in ${count} frames`, faults, 0, '');
}
