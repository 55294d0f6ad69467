import { evaluate } from '../../math/arithmetic.js';
import type { Intent } from '../../engine/intent.js';
import { lastAnswer } from '../../last-question.js';
import { LARGEST_SPEAKABLE, sayMoney, sayNumber } from '../../../language/en/say.js';
import { fractionParts, sayFraction } from '../../slots/fraction.slot.js';
import { numberValue } from '../../slots/number.slot.js';

/** Spoken decimals; more are hard to follow. */
const DECIMALS = 4;

/** Normalized text has ordinals in digits. */
const FRACTIONS: Readonly<Record<string, number>> = {
  half: 1 / 2,
  'half of': 1 / 2,
  'a 3rd of': 1 / 3,
  'a quarter of': 1 / 4,
  'a 10th of': 1 / 10,
  twice: 2,
  double: 2,
  triple: 3,
  '3 times': 3,
};

const VERBS: Readonly<Record<string, string>> = {
  add: 'plus',
  sum: 'plus',
  difference: 'minus',
  multiply: 'times',
  product: 'times',
  divide: 'divided by',
  'added to': 'plus',
  'more than': 'plus',
  'multiplied with': 'times',
};

/** An answer that a later calculation can use. */
const EQUATION = / is (?:about )?((?:minus )?[\d,]+(?:\.\d+)?)\.$/;

export const arithmeticIntents: readonly Intent[] = [
  {
    name: 'arithmetic',
    best: 'skill',
    templates: [
      'what is {expression}',
      'what is {expression}',
      '[(calculate|compute|work out|how much is|what does)] {expression} [(equal|make)]',
    ],
    alsoSaid: [
      'what {expression} (is|equals|makes)',
      'what is the (answer to|result of) {expression}',
      'how much (does|do) {expression} make',
      '(solve|evaluate|figure out|do) {expression}',
      'how much (does|do|would) {expression} (equal|come to)',
    ],
    samples: 280,
    answer: ({ expression = '' }) => calculate(expression),
  },
  {
    name: 'arithmetic.imperative',
    best: 'skill',
    templates: [
      '{verb=add} {first:smallNumber} (and|to|plus) {second:smallNumber}',
      '{verb=subtract|take away} {first:smallNumber} from {second:smallNumber}',
      '{verb=multiply} {first:smallNumber} (by|and|with|times) {second:smallNumber}',
      '{verb=divide} {first:smallNumber} by {second:smallNumber}',
      '[what is] the {verb=sum|product|difference} (of|between) {first:smallNumber} and {second:smallNumber}',
    ],
    alsoSaid: [
      '(what do you get (if|when) you|what happens if i|what if i) {verb=add|multiply|divide} {first:smallNumber} (and|to|plus|by|with|times) {second:smallNumber}',
      '(what do you get (if|when) you|what if i) {verb=subtract|take away|take} {first:smallNumber} from {second:smallNumber}',
      '{verb=take} {first:smallNumber} (from|away from) {second:smallNumber}',
      'what is {first:number} {verb=added to|multiplied with|subtracted from} {second:number}',
      '[what is] {first:number} {verb=more than|less than} {second:number}',
    ],
    samples: 8,
    answer({ verb = '', first = '', second = '' }) {
      if (/^(?:subtract|take|less)/.test(verb)) return calculate(`${second} minus ${first}`);
      return calculate(`${first} ${VERBS[verb]} ${second}`);
    },
  },
  {
    name: 'arithmetic.again',
    best: 'skill',
    after: EQUATION,
    templates: ['[(and|and that|that)] {operator=plus|minus|times|multiplied by|divided by} {number}'],
    samples: 8,
    answer({ operator = '', number = '' }, context) {
      const result = EQUATION.exec(lastAnswer(context))?.[1]?.replaceAll(',', '');
      return result && calculate(`${result} ${operator} ${number}`);
    },
  },
  {
    name: 'arithmetic.power',
    best: 'skill',
    templates: ['[what is] {number} {power=squared}'],
    alsoSaid: ['[what is] {number} {power=cubed}', '[what is] the {power=square|cube} of {number}'],
    samples: 30,
    answer({ number = '', power = '' }) {
      const value = numberValue(number);
      const cubed = power.startsWith('cube');
      return equation(`${sayNumber(value)} ${cubed ? 'cubed' : 'squared'}`, value ** (cubed ? 3 : 2));
    },
  },
  {
    name: 'arithmetic.root',
    best: 'skill',
    templates: ['[what is] [the] {root=square|squared|cube|cubic} root [of] {number}'],
    samples: 20,
    answer({ root = '', number = '' }) {
      const value = numberValue(number);
      const square = root.startsWith('square');
      if (square && value < 0) return 'A negative number has no real square root.';
      const said = `the ${square ? 'square' : 'cube'} root of ${sayNumber(value)}`;
      return equation(said, square ? Math.sqrt(value) : Math.cbrt(value));
    },
  },
  {
    name: 'arithmetic.fraction',
    best: 'skill',
    templates: ['[what is] {fraction=half of|half|a third of|a quarter of|a tenth of|twice|double} {number}'],
    alsoSaid: [
      '(how much is|calculate) {fraction=half of|half|a third of|a quarter of|a tenth of|twice|double|triple} {number}',
      '[what is] {fraction=triple} {number}',
    ],
    samples: 24,
    answer({ fraction = '', number = '' }) {
      const value = numberValue(number);
      const said = fraction.replace('3rd', 'third').replace('10th', 'tenth');
      return equation(`${said} ${sayNumber(value)}`, value * FRACTIONS[fraction]!);
    },
  },
  {
    name: 'arithmetic.fraction-of',
    best: 'skill',
    templates: ['[(what is|how much is)] {fraction} of {number}'],
    // Written: "1/3 of 90".
    alsoSaid: ['[(what is|how much is)] {over:smallNumber} divided by {under:smallNumber} of {number}'],
    samples: 6,
    answer({ fraction, over = '', under = '', number = '' }) {
      if (!fraction) return calculate(`${over} divided by ${under} times ${number}`);
      const [top, bottom] = fractionParts(fraction);
      const value = numberValue(number);
      return equation(`${sayFraction(fraction)} of ${sayNumber(value)}`, (value * top) / bottom);
    },
  },
  {
    name: 'arithmetic.fractions',
    best: 'skill',
    templates: [
      '[(what is|how much is)] {first:fraction} {operator=plus|minus|times|divided by} {second:fraction}',
    ],
    samples: 6,
    answer({ first = '', operator = '', second = '' }) {
      const sum = [first, second].map(
        (fraction) => `open ${fractionParts(fraction).join(' divided by ')} close`,
      );
      const value = evaluate(sum.join(` ${operator} `));
      return value === undefined
        ? undefined
        : equation(`${sayFraction(first)} ${operator} ${sayFraction(second)}`, value);
    },
  },
];

function calculate(expression: string): string | undefined {
  const value = evaluate(expression);
  if (value === undefined) return undefined;
  if (!Number.isFinite(value) && / (?:divided by|over) /.test(expression))
    return 'Nothing can be divided by zero.';
  return equation(sayExpression(expression), value);
}

/** `23 times 17` and its value as a sentence, in a currency if one is given. */
export function equation(said: string, value: number, currency = ''): string {
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST_SPEAKABLE)
    return 'That number is too large for me to say.';
  const kept = Number(value.toFixed(currency ? 2 : DECIMALS));
  if (kept === 0 && value !== 0) return `${capital(said)} is almost zero.`;
  const about = Math.abs(kept - value) > Math.abs(value) * 1e-12 ? 'about ' : '';
  return `${capital(said)} is ${about}${currency ? sayMoney(kept, currency) : sayNumber(kept, DECIMALS)}.`;
}

/** A sum keeps its digits at the start: "2 plus 2" rather than "Two plus 2". */
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function sayExpression(expression: string): string {
  // Brackets cannot be heard, so say only the result.
  if (/\bopen\b/.test(expression)) return 'that';
  return expression.replaceAll(/\d+(?:\.\d+)?/g, (digits) => sayNumber(Number(digits)));
}
