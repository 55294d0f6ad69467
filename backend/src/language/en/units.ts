/** Units of one dimension can be converted into each other. */
export type Dimension =
  | 'length'
  | 'mass'
  | 'volume'
  | 'time'
  | 'speed'
  | 'area'
  | 'data'
  | 'energy'
  | 'power'
  | 'pressure'
  | 'temperature';

export interface Unit {
  readonly singular: string;
  readonly plural: string;
  readonly dimension: Dimension;
  /** The unit's name in mathjs, and the factor from this unit to it. */
  readonly mathjs: string;
  readonly factor: number;
  /** Other spellings. */
  readonly aliases: readonly string[];
  /** Frequent enough for the recogniser's language model. */
  readonly common: boolean;
}

type Row = readonly [singular: string, plural: string, mathjs: string, aliases?: string, factor?: number];

const COMMON: Partial<Record<Dimension, readonly Row[]>> = {
  length: [
    ['kilometer', 'kilometers', 'km', 'km kms kilometre kilometres'],
    ['mile', 'miles', 'mile', 'mi'],
    ['meter', 'meters', 'm', 'm metre metres'],
    ['centimeter', 'centimeters', 'cm', 'cm cms centimetre centimetres'],
    ['foot', 'feet', 'foot', 'ft'],
    ['inch', 'inches', 'inch', 'in'],
    ['yard', 'yards', 'yard', 'yd yds'],
  ],
  mass: [
    ['kilogram', 'kilograms', 'kg', 'kg kgs kilo kilos'],
    ['gram', 'grams', 'g', 'g'],
    ['pound', 'pounds', 'lbm', 'lb lbs'],
    ['ounce', 'ounces', 'oz', 'oz'],
  ],
  volume: [
    ['liter', 'liters', 'l', 'l litre litres'],
    ['gallon', 'gallons', 'gallon', 'gal'],
    ['cup', 'cups', 'cup'],
    ['tablespoon', 'tablespoons', 'floz', 'tbsp', 0.5],
    ['teaspoon', 'teaspoons', 'floz', 'tsp', 1 / 6],
    ['milliliter', 'milliliters', 'ml', 'ml millilitre millilitres'],
  ],
  time: [
    ['second', 'seconds', 's', 'sec secs'],
    ['minute', 'minutes', 'min', 'min mins'],
    ['hour', 'hours', 'hour', 'hr hrs h'],
    ['day', 'days', 'day'],
    ['week', 'weeks', 'week'],
  ],
  speed: [
    ['mile per hour', 'miles per hour', 'mi/h', 'mph,miles an hour'],
    ['kilometer per hour', 'kilometers per hour', 'km/h', 'kph,kmh,kilometers an hour,km per hour'],
  ],
};

const RARE: Partial<Record<Dimension, readonly Row[]>> = {
  length: [
    ['millimeter', 'millimeters', 'mm', 'mm millimetre millimetres'],
    // 1852 m by definition (International Hydrographic Bureau, 1929).
    ['nautical mile', 'nautical miles', 'm', '', 1852],
  ],
  mass: [
    ['milligram', 'milligrams', 'mg', 'mg'],
    ['stone', 'stone', 'stone', 'stones'],
    ['ton', 'tons', 'ton'],
    ['tonne', 'tonnes', 'tonne', 'metric ton,metric tons'],
  ],
  volume: [
    ['fluid ounce', 'fluid ounces', 'floz', 'fl oz,floz'],
    ['pint', 'pints', 'pint', 'pt'],
    ['quart', 'quarts', 'quart', 'qt'],
  ],
  time: [
    ['millisecond', 'milliseconds', 'ms', 'ms'],
    ['month', 'months', 'day', '', 365 / 12],
    // A year of 365 days; mathjs has the Julian year of 365.25.
    ['year', 'years', 'day', '', 365],
  ],
  speed: [
    ['meter per second', 'meters per second', 'm/s', 'mps,meters a second'],
    ['knot', 'knots', 'm/s', '', 1852 / 3600],
  ],
  area: [
    ['square foot', 'square feet', 'sqft', 'sq ft,sqft'],
    ['square meter', 'square meters', 'm2', 'sqm,m2,square metre,square metres'],
    ['square mile', 'square miles', 'sqmi'],
    ['square kilometer', 'square kilometers', 'km2', 'km2,square kilometre,square kilometres'],
    ['acre', 'acres', 'acre'],
    ['hectare', 'hectares', 'hectare', 'ha'],
  ],
  data: [
    ['byte', 'bytes', 'byte'],
    ['kilobyte', 'kilobytes', 'kB', 'kb'],
    ['megabyte', 'megabytes', 'MB', 'mb'],
    ['gigabyte', 'gigabytes', 'GB', 'gb gig gigs'],
    ['terabyte', 'terabytes', 'TB', 'tb'],
  ],
  energy: [
    ['joule', 'joules', 'J'],
    // The thermochemical calorie. Food is labelled in kilocalories, which people call calories.
    ['calorie', 'calories', 'J', 'kcal,kilocalorie,kilocalories', 4184],
    ['kilowatt hour', 'kilowatt hours', 'kWh', 'kwh'],
  ],
  power: [
    ['watt', 'watts', 'W'],
    ['kilowatt', 'kilowatts', 'kW', 'kw'],
    ['horsepower', 'horsepower', 'hp', 'hp'],
  ],
  pressure: [
    ['bar', 'bar', 'bar', 'bars'],
    ['psi', 'psi', 'psi', 'psi,pounds per square inch'],
  ],
};

export const TEMPERATURES: readonly Unit[] = [
  temperature('celsius', 'degC', ['c', 'centigrade']),
  temperature('fahrenheit', 'degF', ['f']),
  temperature('kelvin', 'K', ['k', 'kelvins']),
];

export const UNITS: readonly Unit[] = [...rows(COMMON, true), ...rows(RARE, false)];

const BY_NAME = new Map(
  [...UNITS, ...TEMPERATURES].flatMap((unit) =>
    [unit.singular, unit.plural, ...unit.aliases].map((name) => [name, unit] as const),
  ),
);

/** The unit by any of its names; undefined if there is none. */
export function findUnit(name: string): Unit | undefined {
  return BY_NAME.get(name);
}

/** All names of units, longest first, for a pattern. */
export function unitNames(units: readonly Unit[]): string[] {
  return units
    .flatMap((unit) => [unit.singular, unit.plural, ...unit.aliases])
    .sort((a, b) => b.length - a.length);
}

function rows(table: Partial<Record<Dimension, readonly Row[]>>, common: boolean): Unit[] {
  return Object.entries(table).flatMap(([dimension, units]) =>
    units.map(([singular, plural, mathjs, aliases = '', factor = 1]) => ({
      ...{ singular, plural, mathjs, factor, common, dimension: dimension as Dimension },
      aliases: aliases.split(aliases.includes(',') ? ',' : ' ').filter(Boolean),
    })),
  );
}

function temperature(name: string, mathjs: string, aliases: readonly string[]): Unit {
  return { singular: name, plural: name, dimension: 'temperature', mathjs, factor: 1, aliases, common: true };
}
