/** Latin letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L' },
  ...{ đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'TH', ı: 'i' },
};
const OTHERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/** Without accents, ligatures and full-width forms: `Café` as `Cafe`, `Straße` as `Strasse`. */
export const foldLatin = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text)
    ? text
    : text
        .replaceAll(OTHERS, (letter) => LETTERS[letter]!)
        .normalize('NFKD')
        .replaceAll(/\p{M}/gu, '');
