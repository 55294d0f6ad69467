/** Letters that are spelled out, by their names, by words of the radio alphabet, or as recognisers write them. */

const RADIO =
  'alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|juliett|kilo|lima|mike|november|oscar|papa|quebec|romeo|' +
  'sierra|tango|uniform|victor|whiskey|whisky|xray|yankee|zulu';

const LETTERS = new Map<string, string>([
  ...RADIO.split('|').map((word): [string, string] => [word, word[0]!]),
  ['x-ray', 'x'],
  ['zed', 'z'],
  ['zee', 'z'],
]);

/** They are letters only where nothing else is: "spell b e a r" may go on with "are". */
const SOUNDS = new Map<string, string>([
  ...Object.entries({
    ...{
      ay: 'a',
      bee: 'b',
      be: 'b',
      see: 'c',
      sea: 'c',
      dee: 'd',
      ee: 'e',
      ef: 'f',
      gee: 'g',
      aitch: 'h',
      eye: 'i',
    },
    ...{
      jay: 'j',
      kay: 'k',
      el: 'l',
      em: 'm',
      en: 'n',
      oh: 'o',
      pee: 'p',
      pea: 'p',
      cue: 'q',
      queue: 'q',
      are: 'r',
    },
    ...{
      ess: 's',
      tea: 't',
      tee: 't',
      you: 'u',
      vee: 'v',
      ex: 'x',
      why: 'y',
      zero: '0',
      one: '1',
      two: '2',
      three: '3',
    },
    ...{ four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9' },
  }),
]);

/** @returns the letters that a word stands for; undefined if it is none. `bySound`: words that sound like letters count, too */
export function lettersOf(word: string, bySound: boolean): string | undefined {
  const low = word.toLowerCase();
  if (/^[a-z\d]$/.test(low)) return low;
  if (/^(?:[a-z\d]-)+[a-z\d]$/.test(low)) return low.replaceAll('-', '');
  if (/^[A-Z]{2,6}$/.test(word)) return low;
  return LETTERS.get(low) ?? (bySound ? SOUNDS.get(low) : undefined);
}
