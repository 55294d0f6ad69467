/** What a client has chosen could change the terminal, or look like another row. */
const printable = (text: string): string => text.replace(/\p{C}/gu, '\uFFFD');

/** @returns the rows below their headings, each column as wide as its longest cell */
export function table(headings: string[], rows: string[][]): string {
  const lines = [headings, ...rows.map((row) => row.map(printable))];
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
