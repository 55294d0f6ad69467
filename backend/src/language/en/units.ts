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
  /** In the recogniser's language model: `typed` units are too rare for it. */
  readonly frequency: 'common' | 'rare' | 'typed';
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
    ['joule', 'joules', 'J', 'j'],
    // The thermochemical calorie. Food is labelled in kilocalories, which people call calories, too.
    ['calorie', 'calories', 'J', 'cal', 4.184],
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

const TYPED: Partial<Record<Dimension, readonly Row[]>> = {
  length: [
    ['micrometer', 'micrometers', 'm', 'micron,microns,micrometre,micrometres', 1e-6],
    ['light year', 'light years', 'm', 'lightyear,lightyears', 9.4607304725808e15],
  ],
  mass: [['microgram', 'micrograms', 'g', 'mcg', 1e-6]],
  volume: [
    ['centiliter', 'centiliters', 'ml', 'cl centilitre centilitres', 10],
    ['deciliter', 'deciliters', 'ml', 'dl decilitre decilitres', 100],
    ['cubic meter', 'cubic meters', 'l', 'm3,cubic metre,cubic metres', 1000],
    ['cubic centimeter', 'cubic centimeters', 'ml', 'cc,cm3,cubic centimetre,cubic centimetres'],
    ['cubic foot', 'cubic feet', 'l', 'cu ft', 28.316846592],
  ],
  time: [
    ['fortnight', 'fortnights', 'day', '', 14],
    ['decade', 'decades', 'day', '', 3650],
    ['century', 'centuries', 'day', '', 36_500],
  ],
  speed: [['foot per second', 'feet per second', 'm/s', 'fps,feet a second', 0.3048]],
  area: [
    ['square inch', 'square inches', 'sqin', 'sq in,sqin'],
    ['square yard', 'square yards', 'sqyd', 'sq yd,sqyd'],
    ['square centimeter', 'square centimeters', 'cm2', 'cm2,square centimetre,square centimetres'],
  ],
  data: [
    ['bit', 'bits', 'bit'],
    ['kilobit', 'kilobits', 'bit', '', 1e3],
    ['megabit', 'megabits', 'bit', '', 1e6],
    ['gigabit', 'gigabits', 'bit', '', 1e9],
    ['petabyte', 'petabytes', 'PB', 'pb'],
  ],
  energy: [
    ['kilojoule', 'kilojoules', 'J', 'kj', 1000],
    ['kilocalorie', 'kilocalories', 'J', 'kcal,food calorie,food calories', 4184],
    ['watt hour', 'watt hours', 'J', 'wh', 3600],
  ],
  power: [['megawatt', 'megawatts', 'MW', 'mw']],
  pressure: [
    ['pascal', 'pascals', 'Pa', 'pa'],
    ['kilopascal', 'kilopascals', 'Pa', 'kpa', 1000],
    ['atmosphere', 'atmospheres', 'Pa', 'atm', 101_325],
  ],
};

export const TEMPERATURES: readonly Unit[] = [
  temperature('celsius', 'degC', ['c', 'centigrade']),
  temperature('fahrenheit', 'degF', ['f']),
  temperature('kelvin', 'K', ['k', 'kelvins']),
];

export const UNITS: readonly Unit[] = [
  ...rows(COMMON, 'common'),
  ...rows(RARE, 'rare'),
  ...rows(TYPED, 'typed'),
];

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

/** The name of a unit after an amount. */
export const unitOf = (unit: Unit, amount: number | string): string =>
  Number(amount) === 1 ? unit.singular : unit.plural;

function rows(table: Partial<Record<Dimension, readonly Row[]>>, frequency: Unit['frequency']): Unit[] {
  return Object.entries(table).flatMap(([dimension, units]) =>
    units.map(([singular, plural, mathjs, aliases = '', factor = 1]) => ({
      ...{ singular, plural, mathjs, factor, frequency, dimension: dimension as Dimension },
      aliases: aliases.split(aliases.includes(',') ? ',' : ' ').filter(Boolean),
    })),
  );
}

function temperature(name: string, mathjs: string, aliases: readonly string[]): Unit {
  const dimension = 'temperature';
  return { singular: name, plural: name, dimension, mathjs, factor: 1, aliases, frequency: 'common' };
}
