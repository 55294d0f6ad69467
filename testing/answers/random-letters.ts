import type { Random } from '../../backend/src/main-control/testing/simulated-call/random.js';

/** Ranges of code points: letters of many scripts. */
const SCRIPTS: readonly (readonly [from: number, to: number])[] = [
  ...([
    [0x61, 0x7a],
    [0x61, 0x7a],
    [0x61, 0x7a],
    [0x41, 0x5a],
    [0xe0, 0xf6],
    [0x430, 0x44f],
    [0x3b1, 0x3c9],
  ] as const),
  ...([
    [0x5d0, 0x5ea],
    [0x627, 0x64a],
    [0x915, 0x939],
    [0xe01, 0xe30],
    [0x4e00, 0x9fa5],
    [0x3041, 0x3093],
  ] as const),
  ...([
    [0xac00, 0xd7a3],
    [0x10d0, 0x10f0],
    [0x1200, 0x1248],
    [0x1d400, 0x1d433],
    [0x20000, 0x2a6d6],
  ] as const),
];

/** @returns code points of one script */
export function letters(random: Random, length: number): number[] {
  const [from, to] = random.pick(SCRIPTS);
  return Array.from({ length }, () => random.integer(from, to)).map((point) =>
    isLetter(point) ? point : 0x61,
  );
}

const isLetter = (point: number): boolean => /[\p{L}\p{N}]/u.test(String.fromCodePoint(point));

/** A letter, mark or digit of any script: not those that have no shape, and not the letters that are pictures. */
export function anyLetter(random: Random): string {
  for (;;) {
    const letter = String.fromCodePoint(random.integer(0x20, 0x3ffff));
    if (
      /(?![\u115f\u1160\u3164\uffa0\u034f\u20e3])[\p{L}\p{M}\p{N}]/u.test(letter) &&
      !/[\p{Extended_Pictographic}\p{Variation_Selector}]/u.test(letter)
    )
      return letter;
  }
}
