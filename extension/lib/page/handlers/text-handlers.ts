import type { PageHandlers } from './page-handlers';

/** The calls that write text, find it, and read it. */
export const textHandlers = {} satisfies Partial<PageHandlers>;
