import { evaluate } from '../../math/arithmetic.js';
import type { Intent } from '../../engine/intent.js';
import { sayMoney, sayNumber } from '../../../language/en/say.js';
import { fractionParts, sayFraction } from '../../slots/fraction.slot.js';
import { numberValue } from '../../slots/number.slot.js';
import { equation } from './arithmetic.intents.js';

const RAISES = new Set([
  'add',
  'plus',
  'increase',
  'raise',
  'tax',
  'sales tax',
  'tip',
  'vat',
  'markup',
  'interest',
]);

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
    alsoSaid: [
      '[what is] {number} [{money:currency}] {sign=plus|minus} {percent:number} percent (tax|sales tax|tip|vat|interest|discount)',
      '[(what is|how much is)] {number} [{money:currency}] with [a] {percent:number} percent {sign=discount|off|reduction}',
      '[(what is|how much is)] {number} [{money:currency}] with [a] {percent:number} percent {sign=tax|sales tax|tip|vat|markup|interest|increase}',
      '[(what is|how much is)] a {percent:number} percent {sign=discount} (on|off|of) {number} [{money:currency}]',
      'if i {sign=take|subtract|add} {percent:number} percent (off|from|to) {number} [{money:currency}] (what is left|what do i get|what is it|how much is it|how much is left)',
      '{sign=add|subtract|take} [a] {percent:number} percent (tax|sales tax|tip|vat|discount) (to|from|off) {number} [{money:currency}]',
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
    alsoSaid: [
      '(what percentage is|what share is|how many percent are) {part:number} of {whole:number}',
      '(what is|how much is) {part:number} (of|out of) {whole:number} (as a|in) (percent|percentage)',
      '{part:number} out of {whole:number} (as a|in) (percent|percentage)',
      'what (percent|percentage) is {part:number} (out of|of) {whole:number}',
      '[what is] {part:number} divided by {whole:number} (as a|in) (percent|percentage)',
      'what (percent|percentage) is {part:number} divided by {whole:number}',
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
    name: 'percent.fraction',
    best: 'skill',
    templates: [],
    alsoSaid: [
      '[what is] {fraction} (as a|in) (percent|percentage)',
      'what (percent|percentage) is {fraction}',
      'how many percent is {fraction}',
    ],
    answer({ fraction = '' }) {
      const [over, under] = fractionParts(fraction);
      return equation(sayFraction(fraction), (over / under) * 100).replace(/\.$/, ' percent.');
    },
  },
  {
    name: 'percent.difference',
    best: 'skill',
    templates: [],
    alsoSaid: [
      '[(what is|calculate)] [the] (percent|percentage) (change|increase|decrease|difference|growth) (from|between) {before:number} (to|and) {after:number}',
      '(by how many|by what|how many) (percent|percentage) is {after:number} (more|less) than {before:number}',
    ],
    answer({ before = '', after = '' }) {
      const [first, second] = [numberValue(before), numberValue(after)];
      if (first === 0) return "I can't express that as a percentage of zero.";
      const change = equation('that', (Math.abs(second - first) / Math.abs(first)) * 100);
      const kind = second < first ? 'a decrease' : 'an increase';
      const amount = / is (.*)\.$/.exec(change)?.[1];
      return `From ${sayNumber(first)} to ${sayNumber(second)} is ${kind} of ${amount} percent.`;
    },
  },
  {
    name: 'percent.tip',
    best: 'skill',
    templates: [
      '[(what is|how much is|calculate)] [a] {percent:smallNumber} percent tip (on|for) {number:smallNumber} [{money:currency}]',
    ],
    alsoUnderstood: [
      '[(what is|how much is|calculate|what would be)] an {percent:number} percent tip (on|for|of) [a] {number} [{money:currency}] [bill]',
    ],
    alsoSaid: [
      '(how much should i tip|how much is the tip|what is the tip|calculate the tip|what tip should i leave|[a] tip) (on|for) [a] {number:smallNumber} [{money:currency}] [bill] (at|with|of) {percent:smallNumber} percent',
      '(what is|how much is|calculate) [the] tip of {percent:smallNumber} percent (on|for) {number:smallNumber} [{money:currency}]',
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
