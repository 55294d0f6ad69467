/** Names of time zones. Letters name the clocks of a place, with or without summer time. */
export const NAMED_ZONES: ReadonlyMap<string, string> = new Map(
  (
    [
      ['UTC', 'utc,gmt'],
      ['America/New_York', 'est,edt,et,eastern,eastern time,eastern standard time'],
      ['America/Chicago', 'cst,cdt,ct,central,central time,central standard time'],
      ['America/Denver', 'mst,mdt,mt,mountain time,mountain standard time'],
      ['America/Los_Angeles', 'pst,pdt,pt,pacific,pacific time,pacific standard time'],
      ['Europe/London', 'bst,british time,british summer time'],
      ['Europe/Berlin', 'cet,cest,central european time'],
      ['Europe/Athens', 'eet,eest,eastern european time'],
      ['Asia/Kolkata', 'ist,indian standard time'],
      ['Asia/Tokyo', 'jst,japan standard time'],
      ['Australia/Sydney', 'aest,aedt'],
    ] as const
  ).flatMap(([timeZone, names]) => names.split(',').map((name) => [name, timeZone])),
);

/** City names that the data does not have. */
export const CITY_ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    delhi: 'new delhi',
    'new york city': 'new york',
    nyc: 'new york',
    // The capital rather than the state.
    washington: 'washington dc',
    'washington d c': 'washington dc',
    la: 'los angeles',
    kiev: 'kyiv',
    saigon: 'ho chi minh city',
    bombay: 'mumbai',
    bangalore: 'bengaluru',
    calcutta: 'kolkata',
    madras: 'chennai',
    peking: 'beijing',
    munchen: 'munich',
    koln: 'cologne',
    wien: 'vienna',
    roma: 'rome',
    milano: 'milan',
    lisboa: 'lisbon',
    hawaii: 'honolulu',
  }),
);

/** What to call a named zone in an answer: `the Pacific time zone`, `EST`. */
export function zoneName(name: string): string {
  if (name.includes(' ')) return `the ${titleCase(name.replace(/ time$/, ''))} time zone`;
  return name.length > 4 ? `the ${titleCase(name)} time zone` : name.toUpperCase();
}

/** `New York` for `new york`. */
export function titleCase(words: string): string {
  return words.replaceAll(/(^| )[a-z]/g, (initial) => initial.toUpperCase());
}
