/**
 * How long a task goes on after its user wants it to stop, on the machine's clock: from the press of the panel's button, from
 * Enter after a typed "stop", or from the end of a spoken one. What counts is what others see: the model's server its
 * connection closed, the page its last click, the extension the end of the call.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { until } from '../../e2e/harness/cdp.ts';
import type { Call } from '../../e2e/harness/call.ts';
import { prepareModelCall } from '../../e2e/harness/emulated/model-call.ts';
import type { EmulatedEvent } from '../../testing/emulators/llm/llm-emulator.ts';
import type { OpenAiLlmEmulator } from '../../testing/emulators/llm/openai-llm.ts';
import { quietRoom } from '../../testing/speech-fixtures.ts';
import { synthesized } from '../lib/voice.ts';

/** Milliseconds of each stop. */
export interface Stops {
  /** Until the request to the model is closed. */
  model: number[];
  /** Until a call that would wait for ten seconds is over. */
  call: number[];
  /** Until the last of many clicks of one step; 0 if none came after the stop. */
  clicks: number[];
}

/** Asks for a stop. @returns when the user has asked, in milliseconds since the epoch */
type Stop = (call: Call) => Promise<number>;

const TIMES = 5;

const VOICES = ['slt', 'rms', 'awb'] as const;
const SAMPLES_PER_MS = 16;
/** Of 32,768: below it the breath after a word. */
const SILENT = 500;

/** The panel's, once there is something to stop. */
const BUTTON = '[data-testid=interrupt][aria-disabled=false]';

const PAGE = 'https://stops.example/';
const HTML = `<title>Stops</title><button onclick="times.push(Date.now())">More</button><script>var times = []</script>`;

const WAIT = 'wait a little';
const CLICK = 'press more many times';

/** The calls of one step, and how many of them are done before the stop. */
const CLICKS = 16;
const BEFORE = 3;

export function measureStops(): Promise<Stops> {
  return measure([pressed, typed]);
}

/** With the built-in recogniser, in a quiet room. */
export async function measureSpokenStops(): Promise<Stops> {
  const words = await Promise.all(VOICES.map((voice) => synthesized('stop', voice)));
  return measure(words.map(spoken), async ({ session, panel }) => {
    await session.replaceMicrophone(quietRoom(2_000));
    await panel.click('primary');
    await session.waitForState(
      'the microphone',
      ({ microphone, phase }) => microphone === 'live' && phase === 'listening',
    );
  });
}

async function measure(ways: readonly Stop[], begin?: (call: Call) => Promise<void>): Promise<Stops> {
  const { emulator, call } = await prepareModelCall(
    'scripted-70b',
    () => [],
    begin && { stt: { provider: 'embedded' } },
  );
  try {
    const page = await call.browser.context.newPage();
    await page.route(PAGE, (route) => route.fulfill({ contentType: 'text/html', body: HTML }));
    await page.goto(PAGE);
    await page.bringToFront();
    await begin?.(call);
    await call.session.waitForState('the page', ({ page: shared }) => shared?.url === PAGE);
    const stops: Stops = { model: [], call: [], clicks: [] };
    for (let time = 0; time < TIMES; time++)
      for (const way of ways) {
        await silence(call);
        stops.model.push(await stopModel(emulator, call, way));
        await silence(call);
        stops.call.push(await stopCall(emulator, call, way));
        await silence(call);
        stops.clicks.push(await stopClicks(emulator, call, way, page));
      }
    return stops;
  } finally {
    await call.end();
    await emulator[Symbol.asyncDispose]();
  }
}

/** What is said of one stop is no part of the next. */
const silence = ({ session }: Call) =>
  session.waitForState(
    'silence',
    ({ phase, userSpeaking, audible, turns }) =>
      !['thinking', 'speaking'].includes(phase) &&
      !userSpeaking &&
      !audible &&
      turns.at(-1)?.user?.final !== false,
  );

const pressed: Stop = ({ panel }) =>
  panel.page.evaluate(`(document.querySelector('${BUTTON}').click(), Date.now())`);

const typed: Stop = async ({ panel }) => {
  await panel.click('text-input');
  await panel.page.send('Input.insertText', { text: 'stop' });
  const atMs = Date.now();
  await panel.press('Enter');
  return atMs;
};

const spoken =
  (pcm: Int16Array): Stop =>
  async ({ session }) => {
    const words = pcm.subarray(0, pcm.findLastIndex((sample) => Math.abs(sample) > SILENT) + 1);
    const atMs = Date.now();
    await session.say(words);
    return atMs + words.length / SAMPLES_PER_MS;
  };

async function stopModel(emulator: OpenAiLlmEmulator, call: Call, stop: Stop): Promise<number> {
  const asked = Promise.withResolvers<ServerResponse>();
  emulator.script = (response) => asked.resolve(response);
  const { turnId: before } = await call.session.state();
  await call.panel.type('press more');
  const response = await asked.promise;
  emulator.script = undefined;
  // A press before that stops what was said before.
  await call.session.waitForState('the turn', ({ turnId, phase }) => turnId > before && phase === 'thinking');
  await until('the button', () => call.panel.page.evaluate(`!!document.querySelector('${BUTTON}')`));
  const closed = once(response, 'close').then(() => Date.now());
  const stoppedAtMs = await stop(call);
  return (await closed) - stoppedAtMs;
}

async function stopCall(emulator: OpenAiLlmEmulator, call: Call, stop: Stop): Promise<number> {
  answers(emulator, WAIT, [calls('wait_for', { seconds: 10 })]);
  await call.panel.type(WAIT);
  await call.session.waitForState('the call', ({ acts }) => acts.at(-1)?.state === 'running');
  const over = call.session.page.evaluate<number>(`(async () => {
    while (globalThis.__earshot.state().acts.at(-1).state === 'running') await new Promise((next) => setTimeout(next, 2));
    return Date.now();
  })()`);
  const stoppedAtMs = await stop(call);
  return (await over) - stoppedAtMs;
}

async function stopClicks(emulator: OpenAiLlmEmulator, call: Call, stop: Stop, page: Page): Promise<number> {
  await page.evaluate('times = []');
  answers(emulator, CLICK, [calls('page_snapshot', {})], (body) => {
    const [, ref] = /(e\d+) button \\+"More/.exec(JSON.stringify(body)) ?? [];
    return Array.from({ length: CLICKS }, () => calls('click', { ref }));
  });
  await call.panel.type(CLICK);
  await until('some clicks', async () => (await page.evaluate<number>('times.length')) >= BEFORE);
  const stoppedAtMs = await stop(call);
  await call.session.waitForState('the end of the calls', ({ acts }) =>
    acts.every(({ state }) => state !== 'running'),
  );
  const times = await page.evaluate<number[]>('times');
  if (times.length === CLICKS) throw new Error('All clicks were done before the stop.');
  return Math.max(0, times.at(-1)! - stoppedAtMs);
}

let ids = 0;

function calls(name: string, args: object): EmulatedEvent {
  return { type: 'tool_call', call: { id: `call_${++ids}`, name, arguments: JSON.stringify(args) } };
}

/** The model's first two answers to what the user says, and "Stopped." to all else, also to what was said before it. */
function answers(
  emulator: OpenAiLlmEmulator,
  what: string,
  first: readonly EmulatedEvent[],
  second: (body: unknown) => readonly EmulatedEvent[] = () => [],
): void {
  const next = [() => first, second];
  emulator.answer = (said, { body }) =>
    (said === what ? next.shift()?.(body) : undefined) ?? [{ type: 'text', text: 'Stopped.' }];
}
