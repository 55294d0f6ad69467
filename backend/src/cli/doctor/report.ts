import { redact } from '../../common/log/redact.js';

/** `ok`: it works. `poor`: Earshot works without it. `bad`: Earshot cannot work as configured. */
export type Verdict = 'ok' | 'poor' | 'bad';

export interface Finding {
  verdict: Verdict;
  /** What was checked. */
  what: string;
  /** The result. */
  found: string;
  /** How to fix it. */
  todo?: string;
}

const MARKS: Record<Verdict, string> = { ok: '✓', poor: '!', bad: '✗' };

/** The findings as a table, each with its fix below, and a conclusion. Secrets are redacted. */
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
  if (count('bad') > 0) return `Earshot cannot work as configured: see the lines marked ${MARKS.bad}.`;
  if (count('poor') > 0) return `Earshot works, but see the lines marked ${MARKS.poor}.`;
  return 'Everything works.';
}
