import type { PageHandlers } from './page-handlers';

/** The calls that use a page's controls. */
export const actHandlers = {} satisfies Partial<PageHandlers>;
