/** Inputs of dates and times. */

/** How each kind of input writes its value. */
const EXAMPLES: Record<string, string> = {
  date: '2026-05-04',
  month: '2026-05',
  week: '2026-W19',
  time: '13:45',
  'datetime-local': '2026-05-04T13:45',
};

export const isTemporal = (type: string): boolean => type in EXAMPLES;

/** @returns such as `2026-05-04` for a date */
export const exampleOf = (type: string): string => EXAMPLES[type] ?? '';
