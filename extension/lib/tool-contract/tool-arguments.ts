/** The tools that Earshot offers for the browser: their names and parameters. docs/tools.md describes them. */

export type ScrollDirection = 'up' | 'down' | 'left' | 'right' | 'top' | 'bottom';

export type MediaAction =
  'play' | 'pause' | 'mute' | 'unmute' | 'forward' | 'back' | 'faster' | 'slower' | 'fullscreen';

/** How long `wait_for` waits, in seconds: without `seconds`, and at most. */
export const WAIT_S = { usual: 5, longest: 10 } as const;

/**
 * `ref` names a control: `e12` of the top document, `f2e3` of a frame, both from a snapshot, or `n14`, the control with that
 * number while numbers are shown. `tab` is a number of `list_tabs`.
 */
export interface ToolArguments {
  page_snapshot: { scope?: 'viewport' | 'page'; find?: string; tab?: number };
  read_article: { from?: number; tab?: number };
  find_in_page: { text: string };
  list_tabs: object;
  click: { ref: string; double?: boolean };
  type_text: { ref?: string; text: string; replace?: boolean; submit?: boolean };
  select_option: { ref: string; option: string };
  set_checked: { ref: string; checked: boolean };
  set_value: { ref: string; value: string | number };
  press_key: { key: string; ref?: string };
  hover: { ref: string };
  drag: { ref: string; to_ref?: string; dx?: number; dy?: number };
  wait_for: { text?: string; gone?: string; seconds?: number };
  scroll: { direction?: ScrollDirection; ref?: string; pages?: number };
  open_url: { url: string; new_tab?: boolean };
  search_web: { query: string };
  go_back: object;
  go_forward: object;
  reload: object;
  new_tab: object;
  switch_tab: { tab: number };
  reopen_tab: object;
  close_tab: { tabs?: number[] };
  bookmark_page: { title?: string };
  media: { action: MediaAction; tab?: number };
  zoom: { direction: 'in' | 'out' | 'reset' };
  undo: object;
  /** Numbers on the controls of the viewport, or on `refs` alone. */
  show_numbers: { refs?: string[] };
  hide_numbers: object;
  read_selection: object;
  /** Copies `text`; without it, what is selected. */
  copy_text: { text?: string };
  /** Inserts what was copied at the caret. */
  paste_text: object;
}

export type ToolName = keyof ToolArguments;
