import { findUnit, TEMPERATURES, type Unit } from '../../../language/en/units.js';
import type { Intent } from '../../engine/intent.js';
import { convert } from '../../math/mathjs.js';
import { sayMeasure, sayNumber, sentence } from '../../../language/en/say.js';
import { numberValue } from '../../slots/number.slot.js';

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
      const { text, rounded } = sayMeasure(
        convert(numberValue(feet) * 12 + numberValue(inches), inch, target),
      );
      const said = `${sayNumber(numberValue(feet))} feet ${sayNumber(numberValue(inches))}`;
      return `${sentence(said)} is ${rounded ? 'about ' : ''}${text} ${text === '1' ? target.singular : target.plural}.`;
    },
  },
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
    ],
    samples: 170,
    answer({ single = '', amount = 'a', from = single.replace(/^\S+ /, ''), to = '' }) {
      const value = numberValue(amount);
      const [source, target] = matchOunces(findUnit(from), findUnit(to));
      if (!source || !target) return undefined;
      if (source.dimension !== target.dimension) {
        return `I can't turn ${source.plural} into ${target.plural}: one is ${dimension(source)}, the other ${dimension(target)}.`;
      }
      const result = convert(value, source, target);
      if (!Number.isFinite(result) || Math.abs(result) > 1e15)
        return 'That number is too large for me to say.';
      const { text, rounded } = sayMeasure(result);
      const said = `${sayNumber(value)} ${value === 1 ? source.singular : source.plural}`;
      return `${sentence(said)} is ${rounded ? 'about ' : ''}${text} ${text === '1' ? target.singular : target.plural}.`;
    },
  },
];

/** Fluid ounces, if the other unit is a volume. */
function matchOunces(...units: readonly (Unit | undefined)[]): readonly (Unit | undefined)[] {
  if (!units.some((unit) => unit?.dimension === 'volume')) return units;
  return units.map((unit) => (unit?.singular === 'ounce' ? findUnit('fluid ounce') : unit));
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
