/** Names that stand for an option: what it shows, and other names of it. */
export interface Choice<T> {
  names: readonly string[];
  option: T;
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** From exact to loose: the first way in which any option fits decides. */
const WAYS: readonly ((name: string, wanted: string) => boolean)[] = [
  (name, wanted) => name.trim() === wanted.trim(),
  (name, wanted) => name.trim().toLowerCase() === wanted.trim().toLowerCase(),
  (name, wanted) => plain(wanted) !== '' && plain(name) === plain(wanted),
  (name, wanted) => plain(wanted) !== '' && `${plain(name)} `.startsWith(`${plain(wanted)} `),
  (name, wanted) => plain(wanted) !== '' && ` ${plain(name)} `.includes(` ${plain(wanted)} `),
];

/** @returns the options that fit best: one if it is clear, several if it is not */
export function matchOption<T>(choices: readonly Choice<T>[], wanted: string): T[] {
  for (const fits of WAYS) {
    const found = choices.filter(({ names }) => names.some((name) => fits(name, wanted)));
    if (found.length > 0) return found.map(({ option }) => option);
  }
  return [];
}

const MAX_LISTED = 10;

/** @returns such as `"Red", "Green", and 3 more` */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).map((name) => `"${name.replaceAll('"', "'")}"`);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? `, and ${more} more` : '');
}
