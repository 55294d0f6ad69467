import remend from 'remend';

/** A mark at the end that the next words may open, or turn into a list, a table, a heading or a fence. */
const OPEN_MARK = /(^|\s)[*_~`#>|+=-]+$/;

/**
 * Completes Markdown whose end has not come, so that it looks as it will look later: marks are closed, the beginning of a
 * link shows only its text, and the first row of a table is a table already. Offsets before the end stay what they are.
 */
export function completeMarkdown(partial: string): string {
  const closed = remend(partial.replace(OPEN_MARK, '$1'), {
    linkMode: 'text-only',
    images: false,
    katex: false,
  });
  return completeTable(closed.split('\n')).join('\n');
}

/** @returns the lines; if they end in the first row of a table, with a whole delimiter row. */
function completeTable(lines: string[]): string[] {
  const last = lines.length - 1;
  const isRow = (at: number) => lines[at]?.startsWith('|') ?? false;
  const header = /^[|:\- ]*$/.test(lines[last] ?? '') && isRow(last - 1) ? last - 1 : last;
  if (!isRow(header) || isRow(header - 1)) return lines;
  const words = lines[header]?.trimEnd() ?? '';
  const row = words.length > 1 && words.endsWith('|') ? words : `${words} |`;
  const columns = row.split(/(?<!\\)\|/).length - 2;
  return [...lines.slice(0, header), row, `|${'-|'.repeat(columns)}`];
}
