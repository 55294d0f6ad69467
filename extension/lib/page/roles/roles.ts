/** The concrete roles of WAI-ARIA 1.3, in the groups that matter here. */

/** What a user can use. */
const CONTROLS = [
  ...['button', 'checkbox', 'combobox', 'link', 'listbox', 'menuitem', 'menuitemcheckbox', 'menuitemradio'],
  ...[
    'option',
    'radio',
    'scrollbar',
    'searchbox',
    'slider',
    'spinbutton',
    'switch',
    'tab',
    'textbox',
    'treeitem',
  ],
];

/** The parts of a page that are worth a line of their own. */
const PARTS = [
  ...['alert', 'alertdialog', 'banner', 'complementary', 'contentinfo', 'dialog', 'form', 'main', 'menu'],
  ...['menubar', 'navigation', 'radiogroup', 'region', 'search', 'status', 'tablist', 'tabpanel', 'toolbar'],
  ...['tree', 'treegrid', 'grid', 'table'],
];

const OTHERS = [
  ...['application', 'article', 'associationlist', 'blockquote', 'caption', 'cell', 'code', 'columnheader'],
  ...['comment', 'definition', 'deletion', 'directory', 'document', 'emphasis', 'feed', 'figure', 'generic'],
  ...['graphics-document', 'graphics-object', 'graphics-symbol', 'gridcell', 'group', 'heading', 'iframe'],
  ...[
    'image',
    'img',
    'insertion',
    'list',
    'listitem',
    'log',
    'mark',
    'marquee',
    'math',
    'meter',
    'none',
    'note',
  ],
  ...['paragraph', 'presentation', 'progressbar', 'row', 'rowgroup', 'rowheader', 'separator', 'strong'],
  ...['subscript', 'suggestion', 'superscript', 'term', 'time', 'timer', 'tooltip'],
];

const controls = new Set(CONTROLS);
const parts = new Set(PARTS);
const roles = new Set([...CONTROLS, ...PARTS, ...OTHERS]);

export const isRole = (role: string): boolean => roles.has(role);

export const isControlRole = (role: string | null): role is string => role !== null && controls.has(role);

export const isPartRole = (role: string | null): role is string => role !== null && parts.has(role);
