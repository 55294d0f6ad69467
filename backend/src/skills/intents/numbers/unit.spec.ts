import { describe, expect, it } from 'vitest';
import { UNITS } from '../../../language/en/units.js';
import { convert } from '../../math/mathjs.js';
import { ask } from '../../testing/ask.js';

describe('units', () => {
  it.each(UNITS.map((unit) => [unit.plural, unit] as const))('knows %s', (_name, unit) =>
    expect(convert(3, unit, unit)).toBeCloseTo(3),
  );

  it.each([
    ['how many joules in a calorie', 'One calorie is about 4.18 joules.'],
    ['how many calories are in a joule', 'One joule is about 0.239 calories.'],
    ['200 calories in kilojoules', '200 kilocalories is 836.8 kilojoules.'],
    ['how many bits in a byte', 'One byte is 8 bits.'],
    ['how many years are in a decade', 'One decade is 10 years.'],
    ['how many tablespoons are in a quarter cup', '0.25 cups is 4 tablespoons.'],
    ['what is half a gallon in liters', '0.5 gallons is about 1.89 liters.'],
    ['change 12 inches into centimeters', 'Twelve inches is about 30.5 centimeters.'],
    ['how many ounces make a pound', 'One pound is 16 ounces.'],
    ['how many feet does a mile have', 'One mile is 5,280 feet.'],
  ])('"%s" is answered with "%s"', async (said, answer) => expect(await ask(said)).toBe(answer));

  it.each([
    ['2 pounds 4 ounces to grams', 'Two pounds 4 ounces is about 1,021 grams.'],
    ['convert one hour and twenty minutes to seconds', 'One hour 20 minutes is 4,800 seconds.'],
    ['how many minutes are in two hours and thirty minutes', 'Two hours 30 minutes is 150 minutes.'],
    ['Three yards 2 feet in meters', 'Three yards 2 feet is about 3.35 meters.'],
    ['how many inches is five feet and eight inches', 'Five feet 8 inches is 68 inches.'],
  ])('of two units: "%s" is answered with "%s"', async (said, answer) =>
    expect(await ask(said)).toBe(answer),
  );

  it.each([
    ['180 centimeters in feet and inches', '180 centimeters is about 5 feet 11 inches.'],
    ['how tall is 2 meters in feet and inches', 'Two meters is about 6 feet 7 inches.'],
    ['182.8 cm in feet and inches', '182.8 centimeters is about 6 feet 0 inches.'],
    ['150 minutes in hours and minutes', '150 minutes is 2 hours 30 minutes.'],
    ['convert 70 kilos to pounds and ounces', '70 kilograms is about 154 pounds 5 ounces.'],
    ['how many feet and inches are in 100 inches', '100 inches is 8 feet 4 inches.'],
  ])('into two units: "%s" is answered with "%s"', async (said, answer) =>
    expect(await ask(said)).toBe(answer),
  );

  it.each(['2 pounds 4 inches to grams', '180 centimeters in pounds and ounces'])(
    '"%s" cannot be converted',
    async (said) => expect(await ask(said)).toMatch(/can't|don't know what to do/),
  );
});
