import { evaluate } from '../arithmetic.js';
import type { Intent } from '../intent.js';
import { LARGEST_SPEAKABLE, sayNumber, sentence } from '../say.js';
import { numberValue } from '../slots/number.slot.js';

/** Decimals that are said; more nobody can follow by ear. */
const DECIMALS = 4;

/** As normalized: ordinals are in digits. */
const FRACTIONS: Readonly<Record<string, number>> = {
  half: 1 / 2,
  'half of': 1 / 2,
  'a 3rd of': 1 / 3,
  'a quarter of': 1 / 4,
  'a 10th of': 1 / 10,
  twice: 2,
  double: 2,
};

export const arithmeticIntents: readonly Intent[] = [
  {
    name: 'arithmetic',
    best: 'skill',
    templates: [
      'what is {expression}',
      'what is {expression}',
      '[(calculate|compute|work out|how much is|what does)] {expression} [(equal|make)]',
    ],
    samples: 280,
    answer({ expression = '' }) {
      const value = evaluate(expression);
      if (value === undefined) return undefined;
      if (!Number.isFinite(value) && / divided by /.test(expression))
        return 'Nothing can be divided by zero.';
      return equation(sayExpression(expression), value);
    },
  },
  {
    name: 'arithmetic.power',
    best: 'skill',
    templates: ['[what is] {number} {power=squared|cubed}'],
    samples: 30,
    answer({ number = '', power = '' }) {
      const value = numberValue(number);
      return equation(`${sayNumber(value)} ${power}`, value ** (power === 'cubed' ? 3 : 2));
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
    samples: 24,
    answer({ fraction = '', number = '' }) {
      const value = numberValue(number);
      const said = fraction.replace('3rd', 'third').replace('10th', 'tenth');
      return equation(`${said} ${sayNumber(value)}`, value * FRACTIONS[fraction]!);
    },
  },
];

/** `23 times 17` and its value as a sentence. */
export function equation(said: string, value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST_SPEAKABLE)
    return 'That number is too large for me to say.';
  const kept = Number(value.toFixed(DECIMALS));
  if (kept === 0 && value !== 0) return `${sentence(said)} is almost zero.`;
  const about = Math.abs(kept - value) > Math.abs(value) * 1e-12 ? 'about ' : '';
  return `${sentence(said)} is ${about}${sayNumber(kept, DECIMALS)}.`;
}

function sayExpression(expression: string): string {
  // Brackets are heard by nobody: say the result of such a sum only.
  if (/\bopen\b/.test(expression)) return 'that';
  return expression.replaceAll(/\d+(?:\.\d+)?/g, (digits) => sayNumber(Number(digits)));
}
