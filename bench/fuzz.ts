/** What is spoken for 10,000 random answers, however they stream, and the time that long answers of one kind take. */
import { problemOf, type Speak } from '../testing/answers/check-answer.ts';
import { randomAnswer, randomProse, randomText } from '../testing/answers/random-answer.ts';
import { Random } from '../backend/src/main-control/testing/simulated-call/random.ts';
import type { AnswerSlice } from '../backend/src/main-control/reducer/slices/answer.ts';
import { built } from './lib/built.ts';
import { atLeast, atMost, type Row } from './lib/table.ts';

const LONG_CHARS = 100_000;
const MAX_REPORTED = 5;

/** Text that patterns may take long for, repeated. */
const REPEATED = [
  ...[
    'a',
    '[',
    '`',
    '<',
    '*',
    '_',
    '~',
    '|',
    '(',
    '\\',
    '$',
    '&',
    '#',
    '>',
    '-',
    '.',
    '!',
    ' ',
    '\n',
    '\t',
    '=',
    ':',
    '/',
    '"',
  ],
  ...[
    "'",
    '0',
    '。',
    '\u200b',
    '😀',
    '\u0301',
    '\ud83d',
    'https://',
    'www.',
    '[1]',
    '](',
    '**a',
    '`a ',
    '<a ',
    '<a b=',
    '$a',
  ],
  ...[
    '\\frac{',
    'a@',
    'a.',
    '1. ',
    '[[a](',
    '![',
    '- ',
    '> ',
    '|-',
    '<!--',
    '&#',
    'data:',
    'mailto:',
    'p.m. ',
    'U.S. ',
    'a, ',
  ],
  ...[
    'a.b/',
    '"a. ',
    '【',
    '[^',
    '~~~\n',
    '```\n',
    '\r\n',
    'https://a?b=c&',
    'x\u200dy',
    '->',
    '1*',
    '\\text{',
    '``',
    'a b ',
  ],
];

/** @param runs how many answers of each of three kinds; the seeds are new each time, and reported where one fails */
export async function benchFuzz(runs: number): Promise<Row[]> {
  const { AnswerSlice: Answer } = await built<{ AnswerSlice: typeof AnswerSlice }>(
    'backend/src/main-control/reducer/slices/answer.js',
  );
  const speak: Speak = (deltas) => {
    const answer = new Answer(null);
    answer.begin({ turnId: 1, text: '', askedAt: 0 }, 'starting');
    return [...deltas.flatMap((delta) => answer.addText(delta)), ...answer.finishText()];
  };
  const firstSeed = Date.now() % 1_000_000_000;
  const kinds = [
    ['Markdown', randomAnswer],
    ['prose in all letters of Unicode', randomProse],
    ['markup in disorder', (random: Random) => ({ text: randomText(random) })],
  ] as const;
  const rows = kinds.map(([name, make]) => {
    const problems = Array.from({ length: runs }, (_, run) => {
      const random = new Random(firstSeed + run);
      const problem = problemOf(make(random), speak, random);
      return problem === undefined ? [] : [`seed ${firstSeed + run}: ${problem}`];
    }).flat();
    for (const problem of problems.slice(0, MAX_REPORTED)) console.log(problem);
    return atLeast(`answers spoken right: ${name}`, runs - problems.length, runs, runs);
  });
  return [...rows, slowest(speak)];
}

function slowest(speak: Speak): Row {
  const times = REPEATED.map((unit) => {
    const text = unit.repeat(LONG_CHARS / unit.length);
    const startedAt = performance.now();
    speak([text]);
    return { unit, ms: performance.now() - startedAt };
  });
  const { unit, ms } = times.toSorted((a, b) => b.ms - a.ms)[0]!;
  return atMost(
    `${LONG_CHARS.toLocaleString('en')} characters of ${JSON.stringify(unit)}, the slowest of ${times.length} kinds`,
    ms,
    2_000,
  );
}
