import { findUnit, unitOf, type Unit } from '../../../language/en/units.js';
import { sayMeasure, sayNumber, sentence } from '../../../language/en/say.js';
import type { Intent } from '../../engine/intent.js';
import { convert } from '../../math/mathjs.js';
import { numberValue } from '../../slots/number.slot.js';

const LARGEST = 1e15;

/** Measures of two units: `5 feet 8 inches`, `2 hours and 30 minutes`. */
export const compoundUnitIntents: readonly Intent[] = [
  {
    name: 'units.height',
    best: 'skill',
    templates: [
      '[(what is|convert|how tall is|how much is)] {feet:count} (feet|foot) [and] {inches:count} [(inches|inch)] (in|to) {to:unit}',
    ],
    samples: 10,
    answer({ feet = '', inches = '', to = '' }) {
      const [inch, target] = [findUnit('inch'), findUnit(to)];
      if (!inch || target?.dimension !== 'length') return undefined;
      const said = `${sayNumber(numberValue(feet))} feet ${sayNumber(numberValue(inches))}`;
      return conversion(said, convert(numberValue(feet) * 12 + numberValue(inches), inch, target), target);
    },
  },
  {
    name: 'units.sum',
    best: 'skill',
    templates: [],
    alsoSaid: [
      '[(what is|convert|how much is|how tall is|how long is)] {first:amount} {large:unit} [and] {second:number} {small:unit} (in|to|into) {to:unit}',
      'how many {to:unit} [(are|are there|is)] in {first:amount} {large:unit} [and] {second:number} {small:unit}',
      'how many {to:unit} (is|are) {first:amount} {large:unit} [and] {second:number} {small:unit}',
    ],
    samples: 20,
    answer({ first = '', large = '', second = '', small = '', to = '' }) {
      const [big, little, target] = [findUnit(large), findUnit(small), findUnit(to)];
      if (!big || !little || !target) return undefined;
      if (big.dimension !== target.dimension || little.dimension !== target.dimension) return undefined;
      const [much, more] = [numberValue(first), numberValue(second)];
      const said = `${sayNumber(much)} ${unitOf(big, much)} ${sayNumber(more)} ${unitOf(little, more)}`;
      return conversion(said, convert(much, big, target) + convert(more, little, target), target);
    },
  },
  {
    name: 'units.split',
    best: 'skill',
    templates: [],
    alsoSaid: [
      '[(what is|convert|how much is|how tall is|how long is)] {amount} {from:unit} (in|to|into) {large:unit} and {small:unit}',
      'how many {large:unit} and {small:unit} (is|are|are in|are there in) {amount} {from:unit}',
    ],
    samples: 20,
    answer({ amount = '', from = '', large = '', small = '' }) {
      const [source, big, little] = [findUnit(from), findUnit(large), findUnit(small)];
      if (!source || !big || !little) return undefined;
      if (source.dimension !== big.dimension || source.dimension !== little.dimension) return undefined;
      const value = numberValue(amount);
      return `${sentence(`${sayNumber(value)} ${unitOf(source, value)}`)} is ${split(value, source, big, little)}.`;
    },
  },
];

/** `One mile is about 1.61 kilometers.` */
export function conversion(said: string, result: number, target: Unit): string {
  if (!Number.isFinite(result) || Math.abs(result) > LARGEST)
    return 'That number is too large for me to say.';
  const { text, rounded } = sayMeasure(result);
  return `${sentence(said)} is ${rounded ? 'about ' : ''}${text} ${unitOf(target, text)}.`;
}

/** Whole large units and the nearest whole number of small ones: `about 5 feet 11 inches`. */
function split(value: number, source: Unit, large: Unit, small: Unit): string {
  const exact = convert(value, source, small);
  const inLarge = Math.round(convert(1, large, small) * 1e9) / 1e9;
  const rounded = Math.round(Math.abs(exact));
  const [big, little] = [Math.floor(rounded / inLarge), Math.round(rounded % inLarge)];
  const parts = [`${sayNumber(big)} ${unitOf(large, big)}`, `${sayNumber(little)} ${unitOf(small, little)}`];
  const sign = exact < 0 ? 'minus ' : '';
  const about = Math.abs(Math.abs(exact) - rounded) > 1e-6 ? 'about ' : '';
  return `${about}${sign}${parts.join(' ')}`;
}
