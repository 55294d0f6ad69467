/**
 * From the end of a spoken command to its effect: the real extension in a browser, a WAV as its microphone, the real backend,
 * and a page of the corpus.
 */
import type { Page as Tab } from 'playwright-core';
import { until } from '../../../e2e/harness/cdp.ts';
import { labelsBetween } from '../../../extension/lib/page/hints/labels.ts';
import { prepareCall, type Call } from '../../../e2e/harness/call.ts';
import { ensureSystemPackages } from '../../../scripts/system-packages.ts';
import { median, percentile } from '../../lib/stats.ts';
import { atLeast, atMost, type Row } from '../../lib/table.ts';
import type { Page } from '../corpus.ts';
import { recordings, type Recording } from '../recordings.ts';
import { CaptureClock, LOUD } from './capture-clock.ts';
import { stagesBetween } from './stages.ts';

const PAGE = 'newspaper';
const ADDRESS = 'https://newspaper.example/';

/** Of each kind. */
const MAX_COMMANDS = 28;

/** When the browser has told the session what the page shows. */
const FIRST_AT_MS = 8_000;
const BETWEEN_MS = 6_000;

/** Typed so long before a number is said. */
const NUMBERS_BEFORE_MS = 1_500;

/** A later click is the effect of something else. */
const EFFECT_WITHIN_MS = 3_000;

/** Of clean commands; how well they are heard is measured elsewhere. */
const RIGHT_SHARE = 0.8;

const SAMPLES_PER_MS = 16;

interface Planned {
  recording: Recording;
  pcm: Int16Array;
  /** From the start of the microphone. */
  atMs: number;
}

interface Click {
  /** Of the button, from 1. */
  number: number;
  atMs: number;
}

/** @param quick with only a few commands */
export async function measureBrowser(quick: boolean): Promise<Row[]> {
  if (!ensureSystemPackages(['speech', 'browser'])) throw new Error('There is no browser to measure in.');
  const plan = await planned(quick ? 4 : MAX_COMMANDS);
  const call = await prepareCall({ permissions: ['hosts'], says: plan });
  try {
    const tab = await openPage(call, plan[0]!.recording.page);
    const clock = new CaptureClock(call.session);
    await clock.begin();
    await call.panel.click('primary');
    await call.session.waitForState('the microphone to be live', ({ microphone }) => microphone === 'live');
    const startedAt = performance.now();
    await until('the names of the page', async () =>
      call.wire.fromClient.some(
        (message) => 'type' in message && message.type === 'cmd' && message.name === 'page_phrases',
      ),
    );
    for (const { recording, atMs } of plan) {
      if (recording.kind !== 'number') continue;
      await sleepUntil(startedAt + atMs - NUMBERS_BEFORE_MS);
      await call.panel.type('show numbers');
    }
    await sleepUntil(startedAt + plan.at(-1)!.atMs + BETWEEN_MS);
    const clicks = await tab.evaluate<Click[]>('globalThis.clicks');
    const effects = effectsOf(call, plan, await clock.onsetsAtMs(), clicks);
    return [...rowsOf('by name', effects.names), ...rowsOf('by number', effects.numbers)];
  } finally {
    await call.end();
  }
}

/** Names first: numbers that are shown would be heard, too. */
async function planned(most: number): Promise<Planned[]> {
  const all = (await recordings('held-out')).filter(
    ({ page, noise }) => page.id === PAGE && noise === 'clean',
  );
  const some = (kind: Recording['kind']) => {
    // The extension shows no numbers that sound alike.
    const own = all.filter((one) => one.kind === kind && !one.teens);
    const step = Math.max(1, Math.floor(own.length / most));
    // Three synthesizers take turns.
    return own.filter((_, i) => i % (step % 3 === 0 ? step + 1 : step) === 0);
  };
  return [...some('name'), ...some('number')].map((recording, i) => ({
    recording,
    pcm: recording.pcm(),
    atMs: FIRST_AT_MS + i * BETWEEN_MS,
  }));
}

/** Buttons that note when they are clicked. */
async function openPage(call: Call, { names }: Page): Promise<Tab> {
  const escaped = names.map((name) => name.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  const buttons = escaped.map((name) => `<button>${name}</button>`).join('\n');
  const body = `<!doctype html><title>Newspaper</title>${buttons}<output></output><script>
    globalThis.clicks = [];
    document.querySelectorAll('button').forEach((button, i) => button.addEventListener('click', () => {
      clicks.push({ number: i + 1, atMs: performance.timeOrigin + performance.now() });
      // Otherwise it would be said at length that nothing changed.
      document.querySelector('output').textContent = clicks.length;
    }));
  </script>`;
  const tab = await call.browser.context.newPage();
  await tab.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await tab.goto(ADDRESS);
  await tab.bringToFront();
  return tab;
}

interface Effect {
  /** From the end of speech. Undefined if what was meant was not clicked. */
  ms: number | undefined;
}

function effectsOf(
  { wire }: Call,
  plan: readonly Planned[],
  onsets: readonly number[],
  clicks: readonly Click[],
) {
  const [first] = onsets;
  if (first === undefined) throw new Error('The capture heard nothing.');
  const zeroAtMs = first - plan[0]!.atMs - firstLoudMs(plan[0]!.pcm);
  const effects = plan.map(({ recording, pcm, atMs }) => {
    const loudMs = firstLoudMs(pcm);
    // The capture may lose some samples on a busy machine: each command has its own onset.
    const expected = zeroAtMs + atMs + loudMs;
    const onset = onsets.reduce((best, at) =>
      Math.abs(at - expected) < Math.abs(best - expected) ? at : best,
    );
    const endAtMs = onset + recording.speechEndMs - loudMs;
    const own = clicks.find(
      (click) => click.atMs > endAtMs - recording.speechEndMs && click.atMs < endAtMs + EFFECT_WITHIN_MS,
    );
    const ms = own && isMeant(recording, own.number) ? own.atMs - endAtMs : undefined;
    const effect = ms === undefined ? 'no effect' : `${Math.round(ms)} ms`;
    const stages = stagesBetween(wire, endAtMs - recording.speechEndMs, endAtMs + EFFECT_WITHIN_MS, endAtMs);
    console.log(`"${recording.words}": ${effect} (${stages})`);
    return { kind: recording.kind, ms };
  });
  return {
    names: effects.filter(({ kind }) => kind === 'name'),
    numbers: effects.filter(({ kind }) => kind === 'number'),
  };
}

const firstLoudMs = (pcm: Int16Array): number =>
  pcm.findIndex((value) => Math.abs(value) >= LOUD) / SAMPLES_PER_MS;

function isMeant({ target, page }: Recording, number: number): boolean {
  if (target === null || 'command' in target) return false;
  if ('number' in target)
    return labelsBetween(1, page.names.length * 2).indexOf(target.number) === number - 1;
  return page.names[number - 1] === target.name;
}

function rowsOf(title: string, effects: readonly Effect[]): Row[] {
  const done = effects.flatMap(({ ms }) => (ms === undefined ? [] : [ms]));
  return [
    atLeast(
      `${title}: commands that had their effect`,
      done.length,
      Math.ceil(effects.length * RIGHT_SHARE),
      effects.length,
    ),
    atMost(`${title}: end of speech to the effect in the page, median`, median(done), 350),
    atMost(`${title}: end of speech to the effect in the page, p95`, percentile(done, 0.95), 600),
  ];
}

const sleepUntil = (at: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, at - performance.now()));
