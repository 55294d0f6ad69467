/** Words that a recogniser writes for a number that was said alone. */
export const NUMBER_HOMOPHONES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    won: 1,
    to: 2,
    too: 2,
    tree: 3,
    for: 4,
    fore: 4,
    sex: 6,
    ate: 8,
    tin: 10,
  }),
);

/** The number that a normalized phrase is: `14`, `number 14`, `for`, `20 for`. */
export function loneNumber(phrase: string): number | undefined {
  const [, tens, last = ''] = /^(?:number |no )?(?:(\d0) )?(\S+)$/.exec(phrase) ?? [];
  const unit = /^\d{1,2}$/.test(last) ? Number(last) : NUMBER_HOMOPHONES.get(last);
  if (unit === undefined) return undefined;
  if (tens === undefined) return unit;
  return unit < 10 ? Number(tens) + unit : undefined;
}

/** The number that a recogniser confuses with this one: 30 for 13, 13 for 30; undefined if there is none. */
export function numberSoundingLike(number: number): number | undefined {
  if (number >= 13 && number <= 19) return (number - 10) * 10;
  return number >= 30 && number <= 90 && number % 10 === 0 ? number / 10 + 10 : undefined;
}
