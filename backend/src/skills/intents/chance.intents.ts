import type { Intent } from '../intent.js';
import { pickInteger } from '../random.js';
import { list, sayNumber } from '../say.js';
import { numberValue } from '../slots/number.slot.js';

const MAX_DICE = 20;
const MAX_SIDES = 1_000_000;

export const chanceIntents: readonly Intent[] = [
  {
    name: 'coin',
    best: 'skill',
    templates: ['(flip|toss|throw) [a] coin', 'heads or tails', 'coin (flip|toss)'],
    answer: (_slots, { random }) => (random() < 0.5 ? 'Heads.' : 'Tails.'),
  },
  {
    name: 'dice',
    best: 'skill',
    templates: [
      '(roll|throw) [(a|the|some)] (die|dice)',
      '(roll|throw) {count} dice',
      '(roll|throw) [(a|{count})] d {sides:count}',
      '(roll|throw) [(a|{count})] {sides:count} sided (die|dice)',
    ],
    samples: 20,
    answer({ count = '1', sides = '6' }, { random }) {
      const [dice, faces] = [numberValue(count), numberValue(sides)];
      if (dice < 1 || dice > MAX_DICE) return `I can roll one to ${MAX_DICE} dice.`;
      if (faces < 2 || faces > MAX_SIDES) return 'A die needs at least two sides, and at most a million.';
      const rolls = Array.from({ length: dice }, () => pickInteger(random, 1, faces));
      if (dice === 1) return `You rolled ${/^(?:8|11|18)$/.test(`${rolls[0]}`) ? 'an' : 'a'} ${rolls[0]}.`;
      const total = rolls.reduce((sum, roll) => sum + roll, 0);
      return `You rolled ${list(rolls.map(String))}, ${sayNumber(total)} in all.`;
    },
  },
  {
    name: 'random-number',
    best: 'skill',
    templates: [
      '(pick|choose|give me|tell me|think of) a [random] number (between|from) {low:count} (and|to) {high:count}',
      '(pick|choose|give me) a [random] number',
      'random number',
    ],
    samples: 12,
    answer({ low = '1', high = '100' }, { random }) {
      const ends = [numberValue(low), numberValue(high)];
      if (ends.some((end) => end > Number.MAX_SAFE_INTEGER)) return undefined;
      return `${sayNumber(pickInteger(random, Math.min(...ends), Math.max(...ends)))}.`;
    },
  },
];
