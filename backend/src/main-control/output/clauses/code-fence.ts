/** The marks that open a block of code, such as three backticks; the same marks or more of them close it. */
export type Fence = string;

/** What stands before the marks in a quote or a list. */
const PREFIX = String.raw`^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?`;
const FENCE = new RegExp(String.raw`${PREFIX}(\`{3,}|~{3,})([^\n]*)`);
const BEGINS_FENCE = new RegExp(String.raw`${PREFIX}(?:\`{0,2}|~{0,2})$`);
const BEGINS_CLOSING = /^[ \t>]*[`~]*[ \t]*$/;

/** Longer lines are prose between backticks. */
const MAX_OPENING_CHARS = 200;

/**
 * @param line the beginning of a line, or all of it
 * @returns the fence that it opens; undefined if it opens none; null if more of the line decides
 */
export function openingFence(line: string, whole: boolean): Fence | undefined | null {
  const [, marks, info] = FENCE.exec(line) ?? [];
  const isOpen = !whole && line.length <= MAX_OPENING_CHARS;
  if (marks === undefined) return isOpen && BEGINS_FENCE.test(line) ? null : undefined;
  // "```npm start``` does it" is a line of prose.
  if (marks.startsWith('`') && info!.includes('`')) return undefined;
  if (whole) return marks;
  return isOpen ? null : undefined;
}

/**
 * @param line the beginning of a line in a block of code, or all of it
 * @returns whether it closes the block; null if more of the line decides
 */
export function closesFence(line: string, fence: Fence, whole: boolean): boolean | null {
  if (!BEGINS_CLOSING.test(line)) return false;
  if (!whole) return line.length > MAX_OPENING_CHARS ? false : null;
  const marks = line.replace(/^[ \t>]*/, '').trimEnd();
  return marks.length >= fence.length && marks === fence[0]!.repeat(marks.length);
}

/** @returns the fence of the block of code that is open at the end of a text */
export function fenceOpenAfter(text: string): Fence | undefined {
  let fence: Fence | undefined;
  for (const line of text.split('\n')) {
    if (fence === undefined) fence = openingFence(line, true) ?? undefined;
    else if (closesFence(line, fence, true)) fence = undefined;
  }
  return fence;
}
