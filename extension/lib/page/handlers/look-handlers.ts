import { takeSnapshot } from '../snapshot/take-snapshot';
import type { PageHandlers } from './page-handlers';

/** The calls that look at a page. */
export const lookHandlers = {
  snapshot: (args, { refs }) => takeSnapshot(args, refs),
} satisfies Partial<PageHandlers>;
