import type { PeerFigure, PeerFigures } from './contestants/peer-figures.ts';

/** One figure, beside its goal and whatever it is to be compared with. */
export interface ComparedRow {
  figure: string;
  goal?: number;
  /** More is better. */
  atLeast?: boolean;
  unit: string;
  ours?: number;
  bare?: number;
  /** Which of the peer's figures is the same one. */
  peer?: keyof PeerFigure;
  livekit?: Record<keyof Omit<PeerFigures, 'version'>, number | null | undefined>;
}

const ABOUT_LIVEKIT =
  'LiveKit, words in history: as it comes it remembers all that was generated; tuned is with its transcription ' +
  'synchronizer. In the first three seconds it hears no interruption unless it is tuned to. It was given up to 200 ' +
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
      : '\nThe LiveKit columns are filled by `npm run bench -- --peers`, which installs it (300 MB).',
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

/** @param value null: what JSON makes of Infinity */
function text(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return 'never';
  const digits = Math.abs(value) < 1 ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return `${Number(value.toFixed(digits))} ${unit}`.trim();
}
