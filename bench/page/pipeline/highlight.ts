/** How far the light on a word is from its sound, while an article is read aloud. */
import type { Page } from 'playwright-core';
import type { SpeechMark } from '#protocol';
import type { RenderedStretch } from '../../../extension/lib/test-build/render-recorder.ts';
import { until } from '../../../e2e/harness/cdp.ts';
import { median, percentile } from '../../lib/stats.ts';
import { atLeast, atMost, type Row } from '../../lib/table.ts';
import { clockOffset } from './clock.ts';
import { Pipeline } from './pipeline.ts';

/** About 20 s of speech. */
const WORDS = 60;

const READ_MS = 60_000;

const GOAL_MS = 150;

/** Of the words that were heard. */
const LIT_SHARE = 0.95;

/** Samples below this are silence, as in the render tap. */
const INAUDIBLE = 0.5 / 0x8000;

interface LitWord {
  text: string;
  /** In epoch milliseconds by the page's clock. */
  atMs: number;
}

interface HeardWord {
  text: string;
  /** When its first sample was rendered, in epoch milliseconds. */
  atMs: number;
}

export async function measureHighlight(failures: boolean): Promise<Row[]> {
  const pipeline = await Pipeline.start();
  try {
    const page = await pipeline.open('https://own.example/article.html');
    const { ms: offsetMs, errorMs } = await clockOffset(page);
    await watchWords(page);
    await pipeline.call.session.tap();
    await pipeline.call.panel.type('read this page');
    await until('the words to be lit', async () => (await litWords(page)).length >= WORDS, READ_MS);
    const lit = (await litWords(page)).map(({ text, atMs }) => ({ text, atMs: atMs + offsetMs }));
    const heard = await heardWords(pipeline);
    await pipeline.say('stop');
    return rowsOf(lit, heard, errorMs, failures);
  } finally {
    await pipeline.end();
  }
}

function rowsOf(
  lit: readonly LitWord[],
  heard: readonly HeardWord[],
  errorMs: number,
  failures: boolean,
): Row[] {
  const lastLitMs = lit.at(-1)!.atMs;
  const words = heard.filter(({ atMs }) => atMs <= lastLitMs);
  const lateMs: number[] = [];
  let next = 0;
  for (const { text, atMs } of words) {
    const found = lit.findIndex((each, i) => i >= next && each.text === text);
    // A word that comes again much later is another one.
    if (found < 0 || found > next + 3) {
      if (failures) console.log(`"${text}" was not lit.`);
      continue;
    }
    next = found + 1;
    lateMs.push(lit[found]!.atMs - atMs);
  }
  console.log(`The clocks of the page and of the bench differ by at most ${errorMs.toFixed(1)} ms.`);
  const distances = lateMs.map(Math.abs);
  return [
    atLeast(
      'words that are lit when they are heard',
      lateMs.length,
      Math.ceil(words.length * LIT_SHARE),
      words.length,
    ),
    atMost('from the first sample of a word to its light, median', median(lateMs), GOAL_MS),
    atMost('the distance between the two, 95th percentile', percentile(distances, 0.95), GOAL_MS),
    atMost('... the longest', Math.max(...distances), GOAL_MS),
  ];
}

/** Notes each word that is lit, and when; it looks every 4 ms. */
async function watchWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const words: { text: string; atMs: number }[] = [];
    Object.assign(globalThis, { __litWords: words });
    let last: Highlight | undefined;
    setInterval(() => {
      const highlight = CSS.highlights.get('earshot-word');
      if (highlight === last) return;
      last = highlight;
      const text = [...(highlight ?? [])].map(String).join('').trim();
      if (text !== '') words.push({ text, atMs: performance.timeOrigin + performance.now() });
    }, 4);
  });
}

const litWords = (page: Page): Promise<LitWord[]> =>
  page.evaluate(() => (globalThis as unknown as { __litWords: LitWord[] }).__litWords);

/** @returns the words of the article that were rendered, in order; its title is said and not lit */
async function heardWords({ call: { wire, session } }: Pipeline): Promise<HeardWord[]> {
  const [stretches, zeroAtMs, { turns }] = [
    await session.rendered(),
    await session.renderedZeroAtMs(),
    await session.state(),
  ];
  const marksOf = (turnId: number): SpeechMark[] =>
    wire.fromServer.flatMap((message) =>
      message.type === 'data' && message.name === 'speech_marks' && message.data.turn_id === turnId
        ? message.data.marks
        : [],
    );
  const articleFrom = (turnId: number): number =>
    Math.min(
      ...wire.fromServer.flatMap((message) =>
        message.type === 'data' && message.name === 'reading' && message.data.turn_id === turnId
          ? [message.data.text_from ?? 0]
          : [],
      ),
    );
  return turns.flatMap(({ turnId, assistant }) => {
    const first = stretches.find((stretch) => stretch.turnId === turnId);
    if (!first || !assistant || turnId === null) return [];
    const { text } = assistant;
    const beganAtMs = zeroAtMs + beganMs(first, wire.audioOf(turnId));
    return marksOf(turnId)
      .filter(({ end }) => end > articleFrom(turnId))
      .map(({ end, start_ms: startMs }) => ({ text: wordAround(text, end), atMs: beganAtMs + startMs }));
  });
}

/** @returns when the turn's first sample was rendered, which may be silence, by the clock of the output */
function beganMs({ startFrame, samples, sampleRateHz }: RenderedStretch, audio: Int16Array): number {
  const rendered = startFrame + samples.findIndex((value) => Math.abs(value) > INAUDIBLE);
  const sent = audio.findIndex((value) => Math.abs(value / 0x8000) > INAUDIBLE);
  return ((rendered - sent) * 1_000) / sampleRateHz;
}

/** @returns the word that ends there, with its punctuation */
function wordAround(text: string, end: number): string {
  const rest = text.slice(end).search(/\s|$/);
  return /\S+$/.exec(text.slice(0, end + rest))?.[0] ?? '';
}
