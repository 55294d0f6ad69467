import { evaluate } from '../../math/arithmetic.js';
import type { Intent } from '../../engine/intent.js';
import { sayMoney, sayNumber } from '../../../language/en/say.js';
import { numberValue } from '../../slots/number.slot.js';
import { equation } from './arithmetic.intents.js';

const RAISES = new Set(['add', 'plus', 'increase', 'raise']);

export const percentIntents: readonly Intent[] = [
  {
    name: 'percent.of',
    best: 'skill',
    templates: ['[(what is|how much is|calculate)] {percent:number} percent of {number} [{money:currency}]'],
    samples: 160,
    answer({ percent = '', number = '', money = '' }) {
      const [share, whole] = [numberValue(percent), numberValue(number)];
      return equation(`${sayNumber(share)} percent of ${amount(whole, money)}`, (whole * share) / 100, money);
    },
  },
  {
    name: 'percent.change',
    best: 'skill',
    templates: [
      '[what is] {number} [{money:currency}] {sign=plus|minus} {percent:number} percent',
      '{sign=add|subtract|take} {percent:number} percent (to|from|off|of) {number} [{money:currency}]',
      '[(what is|how much is)] {percent:number} percent {sign=off} [of] {number} [{money:currency}]',
      '{sign=increase|raise|decrease|reduce} {number} [{money:currency}] by {percent:number} percent',
    ],
    samples: 25,
    answer({ percent = '', number = '', sign = '', money = '' }) {
      const [share, whole] = [numberValue(percent), numberValue(number)];
      const raise = RAISES.has(sign);
      const said = `${amount(whole, money)} ${raise ? 'plus' : 'minus'} ${sayNumber(share)} percent`;
      return equation(said, whole * (1 + ((raise ? 1 : -1) * share) / 100), money);
    },
  },
  {
    name: 'percent.share',
    best: 'skill',
    templates: [
      'what (percent|percentage) of {whole:number} is {part:number}',
      '(what percent is|how many percent is) {part:number} of {whole:number}',
      '{part:number} is what (percent|percentage) of {whole:number}',
    ],
    samples: 24,
    answer({ part = '', whole = '' }) {
      const [share, all] = [numberValue(part), numberValue(whole)];
      if (all === 0) return "I can't express that as a percentage of zero.";
      return equation(`${sayNumber(share)} of ${sayNumber(all)}`, (share / all) * 100).replace(
        /\.$/,
        ' percent.',
      );
    },
  },
  {
    name: 'percent.tip',
    best: 'skill',
    templates: [
      '[(what is|how much is|calculate)] [a] {percent:smallNumber} percent tip (on|for) {number:smallNumber} [{money:currency}]',
    ],
    samples: 24,
    answer({ percent = '', number = '', money = '' }) {
      const [share, bill] = [numberValue(percent), numberValue(number)];
      const tip = (bill * share) / 100;
      return `The tip is ${sayMoney(tip, money)}, and ${sayMoney(bill + tip, money)} in all.`;
    },
  },
  {
    name: 'money.sum',
    best: 'skill',
    templates: [
      '[(what is|how much is)] {first:number} {money:currency} {operator=plus|minus} {second:number} {other:currency}',
    ],
    alsoSaid: [
      '[(what is|how much is)] {first:number} {money:currency} {operator=times|divided by} {second:number}',
    ],
    samples: 6,
    answer({ first = '', operator = '', second = '', money = '', other = money }) {
      if (other !== money && other !== `${money}s` && money !== `${other}s`) return undefined;
      const value = evaluate(`${first} ${operator} ${second}`);
      if (value === undefined) return undefined;
      const right = /times|by/.test(operator) ? second : sayMoney(numberValue(second), other);
      return equation(`${sayMoney(numberValue(first), money)} ${operator} ${right}`, value, money);
    },
  },
];

const amount = (value: number, money: string) => (money ? sayMoney(value, money) : sayNumber(value));
