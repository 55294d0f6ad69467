/** The tools of the browser extension, by name: docs/tools.md has the contract. */

/** What a model under 8 billion parameters gets: with more tools it chooses wrong ones, and its prompt is long. */
export const CORE_TOOLS = [
  'page_snapshot',
  'read_article',
  'click',
  'type_text',
  'scroll',
  'open_url',
  'search_web',
  'switch_tab',
] as const;

const FURTHER_TOOLS = [
  'find_in_page',
  'list_tabs',
  'new_tab',
  'close_tab',
  'reopen_tab',
  'go_back',
  'go_forward',
  'reload',
  'select_option',
  'set_checked',
  'set_value',
  'press_key',
  'hover',
  'drag',
  'wait_for',
  'media',
  'zoom',
  'bookmark_page',
  'undo',
  'copy_text',
  'paste_text',
  'read_selection',
  'show_numbers',
  'hide_numbers',
] as const;

/** `auto`: `core` for small models, by their names, and `all` for others. */
export const TOOL_SETS = ['auto', 'core', 'all'] as const;
export type ToolSet = (typeof TOOL_SETS)[number];

export type BrowserTool = (typeof CORE_TOOLS)[number] | (typeof FURTHER_TOOLS)[number];

export const BROWSER_TOOLS: readonly BrowserTool[] = [...CORE_TOOLS, ...FURTHER_TOOLS];
