import type { Intent } from '../engine/intent.js';
import { pick, pickInteger } from '../engine/random.js';
import { list, sayNumber, sentence } from '../../language/en/say.js';
import { numberValue } from '../slots/number.slot.js';

const MAX_COINS = 20;
const MAX_DICE = 20;
const MAX_SIDES = 1_000_000;

export const chanceIntents: readonly Intent[] = [
  {
    name: 'coin',
    best: 'skill',
    templates: [
      '(flip|toss|throw) [a] coin',
      'flip a coin',
      'toss a coin',
      'heads or tails',
      'coin (flip|toss)',
    ],
    alsoSaid: [
      '(flip|toss|throw) a coin ({times:count} times|{again=twice})',
      '(flip|toss|throw) {times:count} coins',
      '(do|make) a coin (flip|toss)',
      '(pick|choose|call) heads or tails',
      '(flip|toss|throw) [a] coin again',
    ],
    alsoUnderstood: [
      'heads or tails [(you (choose|pick|decide)|choose|pick one)]',
      '(flip|toss|throw) (a|the|another|one) coin [and] [(tell me|show me|say|see)] [(the result|what it is|what you get|what i get|what comes up)]',
    ],
    samples: 10,
    answer({ again, times = again ? '2' : '1' }, { random }) {
      const coins = numberValue(times);
      if (coins < 1 || coins > MAX_COINS) return `I can flip one to ${MAX_COINS} coins.`;
      const sides = Array.from({ length: coins }, () => (random() < 0.5 ? 'heads' : 'tails'));
      return sentence(`${list(sides)}.`);
    },
  },
  {
    name: 'coin.again',
    best: 'skill',
    after: /^(?:heads|tails)\b/i,
    templates: ['(flip|toss|throw) [it] again', '(again|once more|one more time|another one)'],
    answer: (_slots, { random }) => `${random() < 0.5 ? 'Heads' : 'Tails'}.`,
  },
  {
    name: 'dice.again',
    best: 'skill',
    after: /^You rolled an? \d+\.$/,
    templates: ['(roll|throw) [it] again', '(again|once more|one more time|another one)'],
    answer: (_slots, { random }) => rolled(pickInteger(random, 1, 6)),
  },
  {
    name: 'dice',
    best: 'skill',
    templates: [
      '(roll|throw) [(a|the|some)] (die|dice)',
      '(roll|throw) {count} dice',
      '(roll|throw) [(a|{count})] d {sides:count}',
      '(roll|throw) [(a|{count})] {sides:count} sided (die|dice)',
      'roll (a die|the dice|two dice)',
    ],
    alsoSaid: [
      '(roll|throw) (a|the) (die|dice) ({count} times|{again=twice})',
      '(roll|throw) {pair=a pair of} dice',
    ],
    alsoUnderstood: [
      '(roll|throw) (one|a single|another) [(six sided|normal)] (die|dice)',
      '(roll|throw) {count} {sides:count} sided (die|dice)',
    ],
    samples: 20,
    answer({ again, pair, count = (again ?? pair) ? '2' : '1', sides = '6' }, { random }) {
      const [dice, faces] = [numberValue(count), numberValue(sides)];
      if (dice < 1 || dice > MAX_DICE) return `I can roll one to ${MAX_DICE} dice.`;
      if (faces < 2 || faces > MAX_SIDES) return 'A die needs at least two sides, and at most a million.';
      const rolls = Array.from({ length: dice }, () => pickInteger(random, 1, faces));
      if (dice === 1) return rolled(rolls[0]!);
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
    alsoSaid: [
      '[a] random number (between|from) {low:count} (and|to) {high:count}',
      '(pick|choose|give me) any number',
      '(generate|make|say|tell me) a [random] number [(between|from) {low:count} (and|to) {high:count}]',
    ],
    samples: 12,
    answer({ low = '1', high = '100' }, { random }) {
      const ends = [numberValue(low), numberValue(high)];
      if (ends.some((end) => end > Number.MAX_SAFE_INTEGER)) return undefined;
      return `${sayNumber(pickInteger(random, Math.min(...ends), Math.max(...ends)))}.`;
    },
  },
  {
    name: 'choice',
    best: 'either',
    templates: [
      '(choose|pick|decide) between {first:option} (and|or) {second:option}',
      '(choose|pick) {first:option} or {second:option}',
      'help me (choose|decide) between {first:option} and {second:option}',
    ],
    samples: 8,
    answer: ({ first = '', second = '' }, { random }) => `${sentence(pick(random, [first, second]))}.`,
  },
];

const rolled = (number: number): string =>
  `You rolled ${/^(?:8|11|18|8\d)$/.test(`${number}`) ? 'an' : 'a'} ${number}.`;
