import { findUnit, TEMPERATURES, unitOf, type Unit } from '../../../language/en/units.js';
import type { Intent } from '../../engine/intent.js';
import { convert } from '../../math/mathjs.js';
import { sayNumber, sentence } from '../../../language/en/say.js';
import { numberValue } from '../../slots/number.slot.js';
import { compoundUnitIntents, conversion } from './compound-unit.intents.js';

/** Absolute zero in each scale. */
const ABSOLUTE_ZERO: Readonly<Record<string, number>> = { degC: -273.15, degF: -459.67, K: 0 };

export const unitIntents: readonly Intent[] = [
  {
    name: 'temperature',
    best: 'skill',
    templates: [
      'convert {degrees} [degrees] {from:temperature} (to|into|in) [degrees] {to:temperature}',
      '[what is] {degrees} [degrees] {from:temperature} (in|to) [degrees] {to:temperature}',
      'how much is {degrees} degrees {from:temperature} in {to:temperature}',
      '(convert|what is) {degrees} degrees (to|in) {to:temperature}',
    ],
    alsoSaid: [
      'how (hot|cold|warm|much) is {degrees} [degrees] {from:temperature} in {to:temperature}',
      'what is {degrees} in {to:temperature}',
    ],
    samples: 120,
    answer({ degrees = '', from, to = '' }) {
      const target = findUnit(to);
      // "70 degrees in celsius" can only mean Fahrenheit to Celsius, or the reverse.
      const source = from ? findUnit(from) : TEMPERATURES.find((unit) => unit.mathjs !== target?.mathjs);
      if (!source || !target) return undefined;
      const value = numberValue(degrees);
      if (value < ABSOLUTE_ZERO[source.mathjs]!) return 'Nothing can be that cold.';
      const { text, rounded } = sayTemperature(convert(value, source, target));
      const said = `${sayNumber(value)} ${degreesOf(source, value)}`;
      return `${sentence(said)} is ${rounded ? 'about ' : ''}${text} ${degreesOf(target, 2)}.`;
    },
  },
  ...compoundUnitIntents,
  {
    name: 'units',
    best: 'skill',
    templates: [
      'how many {to:unit} [(are|are there|is)] in {amount} {from:unit}',
      'how many {to:unit} is {amount} {from:unit}',
      'convert {amount} {from:unit} (to|into|in) {to:unit}',
      '[(what is|how much is)] {amount} {from:unit} (in|to) {to:unit}',
    ],
    alsoSaid: [
      'how many {to:unit} [are] in {single:singleUnit}',
      'how (far|long|tall|high|heavy|big|fast) (is|are) {amount} {from:unit} in {to:unit}',
      '(change|turn|express) {amount} {from:unit} (to|into|in) {to:unit}',
      'how many {to:unit} (do|does) {amount} {from:unit} (make|have|equal|contain)',
      'how many {to:unit} (make|makes|make up|equal|go into) {amount} {from:unit}',
      '[(what is|how much is)] {amount} {from:unit} [(converted|expressed)] (to|into|in) {to:unit}',
      'what is {amount} {from:unit} (equal to|equivalent to) in {to:unit}',
    ],
    samples: 170,
    answer({ single = '', amount = 'a', from = single.replace(/^\S+ /, ''), to = '' }) {
      const value = numberValue(amount);
      const [source, target] = matchNames(findUnit(from), findUnit(to));
      if (!source || !target) return undefined;
      if (source.dimension !== target.dimension) {
        return `I can't turn ${source.plural} into ${target.plural}: one is ${dimension(source)}, the other ${dimension(target)}.`;
      }
      return conversion(
        `${sayNumber(value)} ${unitOf(source, value)}`,
        convert(value, source, target),
        target,
      );
    },
  },
];

/** Fluid ounces beside another volume, and the calories of food beside kilojoules. */
function matchNames(...units: readonly (Unit | undefined)[]): readonly (Unit | undefined)[] {
  const others = (name: string) => units.some((unit) => unit?.singular === name);
  const isVolume = units.some((unit) => unit?.dimension === 'volume');
  return units.map((unit) => {
    if (unit?.singular === 'ounce' && isVolume) return findUnit('fluid ounce');
    if (unit?.singular === 'calorie' && others('kilojoule')) return findUnit('kilocalorie');
    return unit;
  });
}

function dimension(unit: Unit): string {
  return /^[aeiou]/.test(unit.dimension) ? `an ${unit.dimension}` : `a ${unit.dimension}`;
}

function sayTemperature(value: number): { text: string; rounded: boolean } {
  // toFixed would turn 273.15 into 273.1, because a double cannot hold it exactly.
  const kept = (Math.sign(value) * Math.round(Math.abs(value) * 10)) / 10;
  return { text: sayNumber(kept), rounded: Math.abs(kept - value) > 1e-6 };
}

function degreesOf(unit: Unit, value: number): string {
  if (unit.mathjs === 'K') return 'kelvin';
  return `${Math.abs(value) === 1 ? 'degree' : 'degrees'} ${unit.singular.charAt(0).toUpperCase()}${unit.singular.slice(1)}`;
}
