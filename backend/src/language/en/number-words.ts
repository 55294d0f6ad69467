export const SMALL_NUMBERS = [
  ...[
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
export const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
export const SCALES: readonly (readonly [name: string, value: number])[] = [
  ['trillion', 1e12],
  ['billion', 1e9],
  ['million', 1e6],
  ['thousand', 1e3],
];

const SMALL_ORDINALS = [
  ...[
    'zeroth',
    'first',
    'second',
    'third',
    'fourth',
    'fifth',
    'sixth',
    'seventh',
    'eighth',
    'ninth',
    'tenth',
  ],
  ...[
    'eleventh',
    'twelfth',
    'thirteenth',
    'fourteenth',
    'fifteenth',
    'sixteenth',
    'seventeenth',
    'eighteenth',
  ],
  'nineteenth',
];
const TEN_ORDINALS = [
  ...[
    '',
    '',
    'twentieth',
    'thirtieth',
    'fortieth',
    'fiftieth',
    'sixtieth',
    'seventieth',
    'eightieth',
    'ninetieth',
  ],
];

/** The spoken words of a number: 23.5 is `twenty three point five`. Below 10^15. */
export function spellNumber(value: number): string {
  if (value < 0) return `minus ${spellNumber(-value)}`;
  const [whole = '0', fraction] = String(value).split('.');
  const words = spellWhole(Number(whole));
  if (!fraction) return words;
  return `${words} point ${[...fraction].map((digit) => SMALL_NUMBERS[Number(digit)]).join(' ')}`;
}

function spellWhole(value: number): string {
  for (const [name, size] of SCALES) {
    if (value < size) continue;
    const rest = value % size;
    return join(`${spellWhole(Math.floor(value / size))} ${name}`, rest);
  }
  if (value >= 100) return join(`${SMALL_NUMBERS[Math.floor(value / 100)]} hundred`, value % 100);
  if (value >= 20) return join(TENS[Math.floor(value / 10)]!, value % 10);
  return SMALL_NUMBERS[value]!;
}

function join(head: string, rest: number): string {
  return rest === 0 ? head : `${head} ${spellWhole(rest)}`;
}

/** `twenty fifth` for 25. From 1 to 99. */
export function spellOrdinal(value: number): string {
  if (value < 20) return SMALL_ORDINALS[value]!;
  if (value % 10 === 0) return TEN_ORDINALS[value / 10]!;
  return `${TENS[Math.floor(value / 10)]} ${SMALL_ORDINALS[value % 10]}`;
}

/** `25th` for 25. */
export function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${suffix}`;
}

/** The value of an ordinal word below thirty, or of a round ten; undefined for any other word. */
export function ordinalValue(word: string): number | undefined {
  const small = SMALL_ORDINALS.indexOf(word);
  if (small > 0) return small;
  const ten = TEN_ORDINALS.indexOf(word);
  return ten > 1 ? ten * 10 : undefined;
}
