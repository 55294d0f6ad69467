import type { Intent } from '../intent.js';
import { sayNumber } from '../say.js';
import { numberValue } from '../slots/number.slot.js';
import { equation } from './arithmetic.intents.js';

const RAISES = new Set(['add', 'plus']);

export const percentIntents: readonly Intent[] = [
  {
    name: 'percent.of',
    best: 'skill',
    templates: ['[(what is|how much is|calculate)] {percent:number} percent of {number} [{money:currency}]'],
    samples: 160,
    answer({ percent = '', number = '', money = '' }) {
      const [share, whole] = [numberValue(percent), numberValue(number)];
      const said = `${sayNumber(share)} percent of ${sayNumber(whole)} ${money}`.trim();
      return withMoney(equation(said, (whole * share) / 100), money);
    },
  },
  {
    name: 'percent.change',
    best: 'skill',
    templates: [
      '[what is] {number} {sign=plus|minus} {percent:number} percent',
      '{sign=add|subtract|take} {percent:number} percent (to|from|off|of) {number}',
      '[what is] {percent:number} percent {sign=off} {number}',
    ],
    samples: 30,
    answer({ percent = '', number = '', sign = '' }) {
      const [share, whole] = [numberValue(percent), numberValue(number)];
      const raise = RAISES.has(sign);
      const said = `${sayNumber(whole)} ${raise ? 'plus' : 'minus'} ${sayNumber(share)} percent`;
      return equation(said, whole * (1 + ((raise ? 1 : -1) * share) / 100));
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
      if (all === 0) return 'Nothing is a share of zero.';
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
      '[(what is|how much is|calculate)] [a] {percent:number} percent tip (on|for) {number} [{money:currency}]',
    ],
    samples: 24,
    answer({ percent = '', number = '', money = '' }) {
      const [share, bill] = [numberValue(percent), numberValue(number)];
      const tip = (bill * share) / 100;
      return `The tip is ${`${sayNumber(tip, 2)} ${money}`.trim()}, and ${sayNumber(bill + tip, 2)} in all.`;
    },
  },
];

function withMoney(answer: string, money: string): string {
  return money ? answer.replace(/\.$/, ` ${money}.`) : answer;
}
