import { printable } from '../../common/text/printable.js';

/** What a client has chosen could change the terminal, or look like another row. */
const inOneRow = (text: string): string => printable(text).replace(/[\n\t]/g, '\uFFFD');

/** @returns the rows below their headings, each column as wide as its longest cell */
export function table(headings: string[], rows: string[][]): string {
  const lines = [headings, ...rows.map((row) => row.map(inOneRow))];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
