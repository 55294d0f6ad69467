import { redact } from '../../backend/src/common/log/redact.ts';

/** `ok`: it works. `poor`: something does without it. `bad`: Earshot, as configured, cannot work. */
export type Verdict = 'ok' | 'poor' | 'bad';

export interface Finding {
  verdict: Verdict;
  /** What was looked at. */
  what: string;
  /** What is there. */
  found: string;
  /** What to do about it. */
  todo?: string;
}

const MARKS: Record<Verdict, string> = { ok: '✓', poor: '!', bad: '✗' };

/** The findings as a table, what to do below each, and what follows from all of them. */
export function report(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.flatMap(({ verdict, what, found, todo }) => [
    `${MARKS[verdict]} ${what.padEnd(width)}  ${indent(found, width)}`,
    ...(todo ? [`  ${''.padEnd(width)}  -> ${indent(todo, width)}`] : []),
  ]);
  return redact([...lines, '', conclusion(findings)].join('\n'));
}

const indent = (text: string, width: number) => text.replaceAll('\n', `\n${''.padEnd(width + 4)}`);

function conclusion(findings: Finding[]): string {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  if (count('bad') > 0) return `Earshot cannot work as it is configured: see what is marked ${MARKS.bad}.`;
  if (count('poor') > 0) return `Earshot works, but not with what is marked ${MARKS.poor}.`;
  return 'Everything is there.';
}
