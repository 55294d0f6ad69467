import { pick, type Random } from '../engine/random.js';
import { numberSlot } from './number.slot.js';
import type { Slot } from '../engine/slot.js';

export const OPERATORS = {
  plus: '+',
  minus: '-',
  times: '*',
  'multiplied by': '*',
  'divided by': '/',
  over: '/',
  'to the power of': '^',
} as const;
export type Operator = (typeof OPERATORS)[keyof typeof OPERATORS];

/** Templates get brackets as words, see normalize.ts. */
const OPERAND = `(?:open )*(?:${numberSlot.pattern}|pi)(?: squared| cubed)?(?: close)*`;
const OPERATOR = `(?:${Object.keys(OPERATORS).join('|')})`;
const MORE_OPERANDS = 9;

/** `23 times 17`, `2 plus 3 times 4`, `open 2 plus 3 close times 4`. */
export const expressionSlot: Slot = {
  pattern: `${OPERAND}(?: ${OPERATOR} ${OPERAND}){1,${MORE_OPERANDS}}`,
  sample: (random) => {
    const first = `${numberSlot.sample(random)} ${sampleOperator(random)} ${numberSlot.sample(random)}`;
    return random() < 0.9 ? first : `${first} ${sampleOperator(random)} ${numberSlot.sample(random)}`;
  },
};

function sampleOperator(random: Random): string {
  return pick(random, [
    ...['plus', 'plus', 'plus', 'minus', 'minus', 'minus', 'times', 'times', 'times'],
    ...[
      'divided by',
      'divided by',
      'divided by',
      'multiplied by',
      'multiplied by',
      'to the power of',
      'over',
    ],
  ]);
}
