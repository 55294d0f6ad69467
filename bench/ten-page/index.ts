/**
 * The page of a client that only sends and plays audio, unmodified, in a real Chromium against the built backend, which starts and
 * stops the agent that the page asks for.
 */
import { mostAheadMs } from '../../e2e/harness/audio-lead.ts';
import { startBackend } from '../../e2e/harness/backend.ts';
import { until } from '../../e2e/harness/cdp.ts';
import { ensureSystemPackages } from '../../scripts/system-packages.ts';
import { freePort } from '../../testing/free-port.ts';
import { atLeast, atMost, holds, type Row } from '../lib/table.ts';
import { FrontTap } from './front-tap.ts';
import { playedOf, staleMs } from './measures.ts';
import { freeProxiedPort, isTaken, startPageServer } from './page-server.ts';
import type { PlayedChunk } from './page-tap.ts';
import { TenPage } from './ten-page.ts';
import { recorded, synthesized } from '../lib/voice.ts';

/** Answered in about 12 s of speech. */
const LONG = 'what can you do';
const SHORT = ['what time is it', 'what is twenty three times seventeen'] as const;
/** How long the answer has been audible when the user interrupts it. */
const INTERRUPT_AT_MS = [1_000, 2_500, 4_000, 6_000, 8_000];

/** The page pings 3 s after the last answer. */
const PING_MS = 3_000;
const HEARD_LEVEL = 0.001;

export interface TenPageOptions {
  /** The page's front end, with its packages installed. */
  folder: string;
  /** How long the call is left idle before the last question. */
  idleMinutes: number;
}

/** @throws Error if there is no browser or the page's server does not start */
export async function benchTenPage({ folder, idleMinutes }: TenPageOptions): Promise<Row[]> {
  if (!ensureSystemPackages(['speech', 'browser'])) throw new Error('There is no browser to measure in.');
  await using stack = new AsyncDisposableStack();
  const port = await freeProxiedPort();
  const backendPort = await freePort();
  const server = stack.adopt(await startPageServer(folder, `http://127.0.0.1:${backendPort}`), (each) =>
    each.stop(),
  );
  const tap = stack.use(await FrontTap.start(server.url));
  const backend = await startBackend({
    port: backendPort,
    config: { conversation: { greeting: '' }, allowedOrigins: [new URL(tap.url).origin] },
  });
  stack.defer(async () => void (await backend.stop()));
  await backend.ready();
  const page = stack.adopt(await TenPage.open(tap.url, port), (each) => each.close());
  const before = await isTaken(port);
  await page.start();
  const listened = !before && (await isTaken(port));

  const turns = [];
  for (const question of SHORT) turns.push(await ask(page, recorded(question)));
  const interruptions = [];
  const [long, stop] = [await synthesized(LONG), recorded('stop talking')];
  for (const afterMs of INTERRUPT_AT_MS) {
    const interruption = await interrupt(page, long, stop, afterMs);
    if (interruption) interruptions.push(interruption);
    else console.log(`The words ${afterMs} ms into an answer did not interrupt it.`);
  }
  const afterwards = await ask(page, recorded(SHORT[0]));

  const pingsBefore = tap.accepted.get('ping') ?? 0;
  console.log(`Idle for ${idleMinutes} min ...`);
  await new Promise((resolve) => setTimeout(resolve, idleMinutes * 60_000));
  const pings = (tap.accepted.get('ping') ?? 0) - pingsBefore;
  const { sockets, closed } = await page.tap();
  const afterIdle = await ask(page, recorded(SHORT[1]));
  await page.stop();
  await until('the stop of the agent', async () => tap.accepted.get('stop') === 1);
  const closedAfterStop = !(await isTaken(port));
  await page.start();
  const second = await ask(page, recorded(SHORT[0]));
  await page.stop();
  await until('the second stop of the agent', async () => tap.accepted.get('stop') === 2);

  const answered = [...turns, afterwards, afterIdle, second];
  const { wire } = tap;
  const turnIds = [...answered, ...interruptions]
    .filter((turn) => turn !== second)
    .map(({ turnId }) => turnId);
  for (const { afterMs, staleMs: stale, silentMs } of interruptions)
    console.log(
      `Interrupted ${afterMs} ms into the answer: stale for ${Math.round(stale)} ms, silent ${Math.round(silentMs)} ms after the first word`,
    );
  return [
    holds(`the voice socket is ${sockets[0]}`, sockets[0]?.endsWith(`/ws/${port}`) === true),
    holds("Start made the agent listen on the page's port", listened),
    holds('Stop freed the port', closedAfterStop),
    atLeast('starts that were answered with success', tap.accepted.get('start') ?? 0, 2, 2),
    atLeast("turns with both sides' words on the page", answered.filter(({ shown }) => shown).length, 5, 5),
    atLeast('answers heard to the end', answered.filter(({ heard }) => heard).length, 5, 5),
    holds('the second session begins anew', second.turnId === turns[0]!.turnId),
    atMost(
      'audio ahead of real time as it comes, most',
      Math.max(...turnIds.map((turnId) => mostAheadMs(wire.fromServer, wire.fromServerAt, turnId))),
      500,
    ),
    atLeast(
      'answers that the words interrupted',
      interruptions.length,
      INTERRUPT_AT_MS.length,
      INTERRUPT_AT_MS.length,
    ),
    atMost(
      `sound of an interrupted answer after its flush, most of ${interruptions.length}`,
      Math.max(...interruptions.map((each) => each.staleMs)),
      600,
    ),
    atMost(`connections lost in ${idleMinutes} idle minutes and before`, closed + sockets.length - 1, 0, ''),
    atLeast('pings answered while idle', pings, Math.floor((idleMinutes * 60_000) / (2 * PING_MS)), pings),
    atMost('requests that were refused', tap.refused.length, 0, ''),
    atMost('errors of the page', page.errors.length, 0, ''),
  ];
}

interface Turn {
  turnId: number;
  /** Both sides' words are on the page. */
  shown: boolean;
  /** All of the answer was played, and it was no silence. */
  heard: boolean;
}

async function ask(page: TenPage, question: Int16Array): Promise<Turn> {
  const from = (await page.tap()).received.length;
  await page.say(question);
  const end = await page.message('the end of the answer', ({ name }) => name === 'audio_end', from);
  const answered = await page.message(
    'the final answer',
    ({ role, isFinal }) => role === 'assistant' && isFinal === true,
    from,
  );
  const { received } = await page.tap();
  const turnId = received[end]!.turnId!;
  const played = await playedToEnd(page, turnId);
  const sentMs = received.reduce((sum, { ms, turnId: turn }) => sum + (turn === turnId ? (ms ?? 0) : 0), 0);
  const playedMs = played.reduce((sum, { ms }) => sum + ms, 0);
  const asked = received.findLast(({ role, isFinal }) => role === 'user' && isFinal)?.text;
  const bubbles = await page.bubbles();
  return {
    turnId,
    shown: [asked, received[answered]!.text].every((text) => text !== undefined && bubbles.includes(text)),
    heard: playedMs >= sentMs && sentMs > 0 && played.some(({ level }) => level > HEARD_LEVEL),
  };
}

interface Interruption {
  turnId: number;
  afterMs: number;
  /** From the arrival of the flush to the end of the sound. */
  staleMs: number;
  /** From the first sample of the user's words to the end of the sound. */
  silentMs: number;
}

/** @returns undefined if the answer went on to its end, because the question or the words were not understood */
async function interrupt(
  page: TenPage,
  question: Int16Array,
  words: Int16Array,
  afterMs: number,
): Promise<Interruption | undefined> {
  const from = (await page.tap()).received.length;
  await page.say(question);
  const first = await page.message('the answer', ({ type }) => type === 'audio', from);
  const { at, turnId } = (await page.tap()).received[first]!;
  await page.waitUntil(at + afterMs);
  const saidAt = (await page.say(words)) - words.length / 16;
  const end = await page.message(
    'the end of the answer',
    ({ name, role, isFinal }) => name === 'flush' || (role === 'assistant' && isFinal === true),
    first,
  );
  const { name, at: flushedAt } = (await page.tap()).received[end]!;
  const played = await playedToEnd(page, turnId!);
  if (name !== 'flush') return undefined;
  const stale = staleMs(played, flushedAt);
  // The user's final words belong to a turn of their own, which has no answer.
  await page.message('the words', ({ role, isFinal }) => role === 'user' && isFinal === true, end);
  return { turnId: turnId!, afterMs, staleMs: stale, silentMs: flushedAt + stale - saidAt };
}

async function playedToEnd(page: TenPage, turnId: number): Promise<PlayedChunk[]> {
  return until('the sound to end', async () => {
    const tap = await page.tap();
    const played = playedOf(tap, turnId);
    const sent = tap.received.filter(({ ms, turnId: turn }) => ms !== undefined && turn === turnId);
    return played.length === sent.length && played.every(({ endedAt }) => endedAt !== null) && played;
  });
}
