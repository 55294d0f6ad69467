/** How different two words or sentences sound, by the phones of CMU's dictionary. */

/** Groups of phones that recognisers confuse. */
const ALIKE =
  'AA AO AH OW|AE EH EY|IH IY Y|UH UW OW|ER R|AW AA|AY AA|OY AO|P B|T D|K G|CH JH SH|F V TH|DH TH D|S Z|SH ZH|M N NG|L R W';

const COST = { alike: 0.5, vowels: 0.7, consonants: 1, other: 1.2, missing: 1 };

const alike = new Set(
  ALIKE.split('|').flatMap((group) => {
    const phones = group.split(' ');
    return phones.flatMap((a) => phones.map((b) => `${a} ${b}`));
  }),
);

const isVowel = (phone: string): boolean => /^[AEIOU]/.test(phone);

function cost(a: string, b: string): number {
  if (a === b) return 0;
  if (alike.has(`${a} ${b}`)) return COST.alike;
  if (isVowel(a) !== isVowel(b)) return COST.other;
  return isVowel(a) ? COST.vowels : COST.consonants;
}

/** @returns 0 for the same phones, about 1 for nothing in common: the edit distance by the length of the longer one */
export function phoneDistance(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 && b.length === 0) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j * COST.missing);
  for (const [i, phone] of a.entries()) {
    const next = [(i + 1) * COST.missing];
    for (const [j, other] of b.entries())
      next.push(Math.min(row[j + 1]! + COST.missing, next[j]! + COST.missing, row[j]! + cost(phone, other)));
    row = next;
  }
  return row[b.length]! / Math.max(a.length, b.length);
}
