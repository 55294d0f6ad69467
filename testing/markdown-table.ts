/** @returns the cells of each row of the table whose first header is this; without rows if there is no such table */
export function markdownTable(markdown: string, header: string): string[][] {
  const [, rows = ''] = new RegExp(`^\\| ${header} .*\\n\\|.*\\n((?:\\|.*\\n)+)`, 'm').exec(markdown) ?? [];
  return rows.split('\n').filter(Boolean).map(cellsOf);
}

/** @returns the headers of that table */
export function markdownHeaders(markdown: string, header: string): string[] {
  const [line = ''] = new RegExp(`^\\| ${header} .*`, 'm').exec(markdown) ?? [];
  return cellsOf(line);
}

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
