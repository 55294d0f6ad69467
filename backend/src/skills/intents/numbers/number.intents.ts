import { list, sayNumber } from '../../../language/en/say.js';
import type { Intent } from '../../engine/intent.js';
import { numberValue } from '../../slots/number.slot.js';
import { equation } from './arithmetic.intents.js';

/** 170! is the largest that a double holds. */
const MAX_FACTORIAL = 170;
/** A division by every number up to its square root is quick. */
const MAX_PRIME = 1e12;

const RADIANS = Math.PI / 180;

const FUNCTIONS: Readonly<Record<string, (value: number) => number>> = {
  log: Math.log10,
  logarithm: Math.log10,
  'natural log': Math.log,
  'natural logarithm': Math.log,
  sine: (degrees) => Math.sin(degrees * RADIANS),
  cosine: (degrees) => Math.cos(degrees * RADIANS),
  tangent: (degrees) => Math.tan(degrees * RADIANS),
  'absolute value': Math.abs,
};

const ZEROS: Readonly<Record<string, number>> = { '100': 2, '1000': 3, '1000000': 6, '1000000000': 9 };

/** What one number is, or several together. */
export const numberFactIntents: readonly Intent[] = [
  {
    name: 'number.list',
    best: 'skill',
    templates: [],
    alsoSaid: [
      '[(what is|calculate|find|give me)] [the] {kind=sum|total|product|average|mean|median|largest|biggest|smallest|maximum|minimum} (of|between) {numbers}',
      '{kind=add|multiply|average} [up] {numbers}',
    ],
    samples: 12,
    answer({ kind = '', numbers = '' }) {
      const values = (numbers.match(/(?:(?:minus|negative) )?\d+(?:\.\d+)?/g) ?? []).map(numberValue);
      return equation(`the ${NAMES[kind] ?? kind} of ${sayList(values)}`, combined(kind, values));
    },
  },
  {
    name: 'number.factorial',
    best: 'skill',
    templates: [],
    alsoSaid: ['[what is] {number:count} factorial', '[what is] [the] factorial of {number:count}'],
    answer({ number = '' }) {
      const value = numberValue(number);
      if (value > MAX_FACTORIAL) return 'That number is too large for me to say.';
      let product = 1;
      for (let factor = 2; factor <= value; factor++) product *= factor;
      return equation(`${sayNumber(value)} factorial`, product);
    },
  },
  {
    name: 'number.remainder',
    best: 'skill',
    templates: [],
    alsoSaid: [
      '[what is] {first:count} (mod|modulo|modulus) {second:count}',
      '[what is] the remainder (of|when) {first:count} [is] divided by {second:count}',
    ],
    answer({ first = '', second = '' }) {
      const [value, divisor] = [numberValue(first), numberValue(second)];
      if (divisor === 0) return 'Nothing can be divided by zero.';
      return equation(
        `the remainder of ${sayNumber(value)} divided by ${sayNumber(divisor)}`,
        value % divisor,
      );
    },
  },
  {
    name: 'number.goes-into',
    best: 'skill',
    templates: [],
    alsoSaid: ['how (many times|often) (does|can|will) {first:number} (go|fit) into {second:number}'],
    answer({ first = '', second = '' }) {
      const [divisor, value] = [numberValue(first), numberValue(second)];
      if (divisor === 0) return 'Nothing can be divided by zero.';
      return equation(`${sayNumber(value)} divided by ${sayNumber(divisor)}`, value / divisor);
    },
  },
  {
    name: 'number.function',
    best: 'skill',
    templates: [],
    alsoSaid: [
      '[what is] [the] {kind=log|logarithm|natural log|natural logarithm|absolute value} of {number}',
      '[what is] [the] {kind=sine|cosine|tangent} of {number} [degrees]',
      '[what is] [the] {kind=log|logarithm} base {base:count} of {number}',
    ],
    answer({ kind = '', number = '', base }) {
      const value = numberValue(number);
      if (kind.includes('log') && value <= 0) return 'Only numbers above zero have a logarithm.';
      if (kind === 'tangent' && Math.abs(value % 180) === 90) return 'It has no tangent.';
      const result = FUNCTIONS[kind]!(value);
      const unit = /^(?:sine|cosine|tangent)$/.test(kind) ? ' degrees' : '';
      const ofBase = base ? ` base ${sayNumber(numberValue(base))}` : '';
      const divided = base ? result / Math.log10(numberValue(base)) : result;
      // Binary fractions make sin 180 degrees 1e-16.
      return equation(
        `the ${kind}${ofBase} of ${sayNumber(value)}${unit}`,
        Math.round(divided * 1e12) / 1e12,
      );
    },
  },
  {
    name: 'number.kind',
    best: 'skill',
    templates: [],
    alsoSaid: [
      'is {number:count} [(a|an)] {kind=prime|even|odd} [number]',
      'is [the number] {number:count} (a|an) {kind=prime|even|odd} number',
    ],
    answer({ number = '', kind = '' }) {
      const value = numberValue(number);
      if (value > MAX_PRIME) return undefined;
      const is = kind === 'prime' ? isPrime(value) : (value % 2 === 0) === (kind === 'even');
      const article = kind === 'prime' ? 'a' : 'an';
      return `${is ? 'Yes' : 'No'}, ${sayNumber(value)} is ${is ? '' : 'not '}${article} ${kind} number.`;
    },
  },
  {
    name: 'number.pi',
    best: 'skill',
    templates: [],
    alsoSaid: ['what is [the (value|number) of] pi', '(tell me|say) [the digits of] pi'],
    answer: () => 'Pi is about 3.14159265.',
  },
  {
    name: 'number.zeros',
    best: 'skill',
    templates: [],
    alsoSaid: ['how many zeros (are|are there|does|has) [in] {number} [have]', 'how many zeros in {number}'],
    answer({ number = '' }) {
      const zeros = ZEROS[number];
      return zeros === undefined ? undefined : `${sayNumber(Number(number))} has ${zeros} zeros.`;
    },
  },
  {
    name: 'number.dozen',
    best: 'skill',
    templates: [],
    alsoSaid: [
      '(how much is|what is) {amount} dozen',
      'how many [{thing:word}] [(are|are there|is)] [in] {amount} dozen',
    ],
    answer: ({ amount = '' }) =>
      equation(`${sayNumber(numberValue(amount))} dozen`, numberValue(amount) * 12),
  },
];

const NAMES: Readonly<Record<string, string>> = { add: 'sum', multiply: 'product' };

function combined(kind: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const ordered = values.toSorted((a, b) => a - b);
  const middle = Math.floor(values.length / 2);
  switch (kind) {
    case 'multiply':
    case 'product':
      return values.reduce((product, value) => product * value, 1);
    case 'average':
    case 'mean':
      return sum / values.length;
    case 'median':
      return values.length % 2 === 1 ? ordered[middle]! : (ordered[middle - 1]! + ordered[middle]!) / 2;
    case 'smallest':
    case 'minimum':
      return ordered[0]!;
    case 'largest':
    case 'biggest':
    case 'maximum':
      return ordered.at(-1)!;
    default:
      return sum;
  }
}

function isPrime(value: number): boolean {
  if (value < 2) return false;
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false;
  return true;
}

const sayList = (values: readonly number[]): string => list(values.map((value) => sayNumber(value)));
