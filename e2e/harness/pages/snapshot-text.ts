import type { SnapshotLine } from '../../../extension/lib/page/page-calls.ts';

/** @returns the lines of a snapshot as text: a control's line begins with its ref */
export const snapshotText = (lines: readonly SnapshotLine[]): string =>
  lines
    .map(
      ({ depth, control, text }) => ' '.repeat(depth) + (control === undefined ? '' : `e${control} `) + text,
    )
    .join('\n');
