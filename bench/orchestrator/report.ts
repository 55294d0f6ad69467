import type { ComparedRow, PeerFigures } from './figures.ts';

const ABOUT_LIVEKIT =
  'LiveKit, words in history: the default setup keeps all generated text; the tuned one uses its transcription ' +
  'synchronizer. The default setup ignores interruptions in the first three seconds. LiveKit was tested with up to 200 ' +
  'sessions in one process.';

export const livekitRows = (rows: ComparedRow[], figures?: PeerFigures): ComparedRow[] =>
  figures
    ? rows.map((row) =>
        row.peer
          ? { ...row, livekit: { default: figures.default[row.peer], tuned: figures.tuned[row.peer] } }
          : row,
      )
    : rows;

export function printCompared(title: string, rows: readonly ComparedRow[]): void {
  console.log(`\n### ${title}\n`);
  console.log('| figure | goal | Earshot | met | bare callbacks | LiveKit default | LiveKit tuned |');
  console.log('|---|---|---|---|---|---|---|');
  for (const row of rows) console.log(`| ${cells(row).join(' | ')} |`);
  console.log(
    rows.some(({ livekit }) => livekit)
      ? `\n${ABOUT_LIVEKIT}`
      : '\n`npm run bench -- --peers` fills the LiveKit columns; it installs LiveKit Agents (300 MB).',
  );
}

function cells({ figure, goal, atLeast, unit, ours, bare, livekit }: ComparedRow): string[] {
  const value = (number?: number | null) => (number === undefined ? '' : text(number, unit));
  const met = goal === undefined || ours === undefined ? '' : isMet(ours, goal, atLeast) ? 'yes' : '**no**';
  const wanted = goal === undefined ? '' : `${atLeast ? '>=' : '<='} ${value(goal)}`;
  return [figure, wanted, value(ours), met, value(bare), value(livekit?.default), value(livekit?.tuned)];
}

const isMet = (value: number, goal: number, atLeast = false): boolean =>
  atLeast ? value >= goal : value <= goal;

/** @param value null stands for Infinity, which JSON cannot express */
function text(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return 'never';
  const digits = Math.abs(value) < 1 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return `${Number(value.toFixed(digits))} ${unit}`.trim();
}
