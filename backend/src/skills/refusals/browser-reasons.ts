import type { ToolCaller } from '../../tools/tools.port.js';

/** Why something in the browser cannot be done where the client has no tool for it, and what works instead. */
export const BROWSER_REASONS = {
  see: { reason: "I can't see web pages yet.", nearest: 'Say help to hear what I can do.' },
  tabs: {
    reason: "I can't control tabs yet.",
    nearest: 'Control or Command with T opens one, with W closes it.',
  },
  navigate: {
    reason: "I can't control the browser yet.",
    nearest: 'Its own buttons and shortcuts still work.',
  },
  scroll: {
    reason: "I can't scroll or zoom pages yet.",
    nearest: 'The space bar scrolls down, with Shift it scrolls up.',
  },
  click: { reason: "I can't click or type on pages yet.", nearest: 'Mouse and keyboard still work.' },
  find: { reason: "I can't search the page yet.", nearest: 'Control or Command with F does.' },
  media: {
    reason: "I can't control videos or music yet.",
    nearest: "The player's own buttons still work.",
  },
  open: { reason: "I can't open pages yet.", nearest: 'Type the address into the address bar.' },
  search: { reason: "I can't search the web yet.", nearest: 'Type it into the address bar.' },
} as const;

export type BrowserReason = keyof typeof BROWSER_REASONS;

/** Said where the client controls the browser, but has no tool for this. */
export const NOT_HERE = {
  reason: "I can't do that in this browser.",
  nearest: 'Say help to hear what I can do.',
};

/** A client that controls the browser has at least one of these tools. */
const BROWSER_TOOLS = ['page_snapshot', 'read_article', 'click', 'scroll', 'list_tabs', 'open_url', 'media'];

export const controlsBrowser = (tools: Pick<ToolCaller, 'has'>): boolean =>
  BROWSER_TOOLS.some((tool) => tools.has(tool));

export const browserReason = (reason: BrowserReason, tools: Pick<ToolCaller, 'has'>) =>
  controlsBrowser(tools) ? NOT_HERE : BROWSER_REASONS[reason];
