/**
 * Checks what is spoken for random answers. EARSHOT_FUZZ_RUNS=5000 makes more of them, and EARSHOT_FUZZ_SEED=499 starts at
 * another one: with EARSHOT_FUZZ_RUNS=1 it repeats one that failed. `npm run bench -- fuzz` checks 10,000.
 */
import { describe, expect, it } from 'vitest';
import { problemOf, type Speak } from '../../../../../testing/answers/check-answer.js';
import { randomAnswer, randomProse, randomText } from '../../../../../testing/answers/random-answer.js';
import { AnswerSlice } from '../../reducer/slices/answer.js';
import { Random } from '../../testing/simulated-call/random.js';

const RUNS = Number(process.env['EARSHOT_FUZZ_RUNS'] ?? 150);
const FIRST_SEED = Number(process.env['EARSHOT_FUZZ_SEED'] ?? 1);

const MAX_REPORTED = 3;

/** As the reducer does. */
const speak: Speak = (deltas) => {
  const answer = new AnswerSlice(null);
  answer.begin({ turnId: 1, text: '', askedAt: 0 }, 'starting');
  return [...deltas.flatMap((delta) => answer.addText(delta)), ...answer.finishText()];
};

describe('what is spoken for random answers', () => {
  it.each([
    ['Markdown: every word and number that is prose, once and in order', randomAnswer],
    ['prose in all letters of Unicode: every word and number, once and in order', randomProse],
    [
      'markup in disorder: nothing that the answer does not say',
      (random: Random) => ({ text: randomText(random) }),
    ],
  ])('%s, however it streams', (_, make) => {
    const problems = Array.from({ length: RUNS }, (_, run) => {
      const random = new Random(FIRST_SEED + run);
      const problem = problemOf(make(random), speak, random);
      return problem === undefined ? [] : [`seed ${FIRST_SEED + run}: ${problem}`];
    }).flat();
    expect(problems.slice(0, MAX_REPORTED), `${problems.length} of ${RUNS}`).toEqual([]);
  });
});
