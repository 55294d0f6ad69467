/**
 * How long a task goes on after its user wants it to stop, on the machine's clock: from the press of the panel's button, or from
 * Enter after a typed "stop". What counts is what others see: the model's server its connection closed, the page its last click,
 * the extension the end of the call.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { until } from '../../e2e/harness/cdp.ts';
import type { Call } from '../../e2e/harness/call.ts';
import { prepareModelCall } from '../../e2e/harness/emulated/model-call.ts';
import type { EmulatedEvent } from '../../testing/emulators/llm/llm-emulator.ts';
import type { OpenAiLlmEmulator } from '../../testing/emulators/llm/openai-llm.ts';

/** Milliseconds of each stop. */
export interface Stops {
  /** Until the request to the model is closed. */
  model: number[];
  /** Until a call that would wait for ten seconds is over. */
  call: number[];
  /** Until the last of many clicks of one step; 0 if none came after the stop. */
  clicks: number[];
}

const WAYS = ['button', 'typed'] as const;
type Way = (typeof WAYS)[number];
const TIMES = 5;

/** The panel's, once there is something to stop. */
const BUTTON = '[data-testid=interrupt][aria-disabled=false]';

const PAGE = 'https://stops.example/';
const HTML = `<title>Stops</title><button onclick="times.push(Date.now())">More</button><script>var times = []</script>`;

const WAIT = 'wait a little';
const CLICK = 'press more many times';

/** The calls of one step, and how many of them are done before the stop. */
const CLICKS = 16;
const BEFORE = 3;

export async function measureStops(): Promise<Stops> {
  const { emulator, call } = await prepareModelCall('scripted-70b', () => []);
  try {
    const page = await call.browser.context.newPage();
    await page.route(PAGE, (route) => route.fulfill({ contentType: 'text/html', body: HTML }));
    await page.goto(PAGE);
    await page.bringToFront();
    await call.session.waitForState('the page', ({ page: shared }) => shared?.url === PAGE);
    const stops: Stops = { model: [], call: [], clicks: [] };
    for (let time = 0; time < TIMES; time++)
      for (const way of WAYS) {
        stops.model.push(await stopModel(emulator, call, way));
        stops.call.push(await stopCall(emulator, call, way));
        stops.clicks.push(await stopClicks(emulator, call, way, page));
      }
    return stops;
  } finally {
    await call.end();
    await emulator[Symbol.asyncDispose]();
  }
}

/** @returns when the user pressed, in milliseconds since the epoch */
async function stop({ panel }: Call, way: Way): Promise<number> {
  if (way === 'button')
    return panel.page.evaluate(`(document.querySelector('${BUTTON}').click(), Date.now())`);
  await panel.click('text-input');
  await panel.page.send('Input.insertText', { text: 'stop' });
  const atMs = Date.now();
  await panel.press('Enter');
  return atMs;
}

async function stopModel(emulator: OpenAiLlmEmulator, call: Call, way: Way): Promise<number> {
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
  const stoppedAtMs = await stop(call, way);
  return (await closed) - stoppedAtMs;
}

async function stopCall(emulator: OpenAiLlmEmulator, call: Call, way: Way): Promise<number> {
  answers(emulator, WAIT, [calls('wait_for', { seconds: 10 })]);
  await call.panel.type(WAIT);
  await call.session.waitForState('the call', ({ acts }) => acts.at(-1)?.state === 'running');
  const over = call.session.page.evaluate<number>(`(async () => {
    while (globalThis.__earshot.state().acts.at(-1).state === 'running') await new Promise((next) => setTimeout(next, 2));
    return Date.now();
  })()`);
  const stoppedAtMs = await stop(call, way);
  return (await over) - stoppedAtMs;
}

async function stopClicks(emulator: OpenAiLlmEmulator, call: Call, way: Way, page: Page): Promise<number> {
  await page.evaluate('times = []');
  answers(emulator, CLICK, [calls('page_snapshot', {})], (body) => {
    const [, ref] = /(e\d+) button \\+"More/.exec(JSON.stringify(body)) ?? [];
    return Array.from({ length: CLICKS }, () => calls('click', { ref }));
  });
  await call.panel.type(CLICK);
  await until('some clicks', async () => (await page.evaluate<number>('times.length')) >= BEFORE);
  const stoppedAtMs = await stop(call, way);
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
