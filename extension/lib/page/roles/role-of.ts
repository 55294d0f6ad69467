import { isRole } from './roles';

/** The roles of elements that do not depend on anything else, by https://www.w3.org/TR/html-aam-1.0/. */
const ROLE_OF_ELEMENT: Record<string, string> = {
  article: 'article',
  aside: 'complementary',
  button: 'button',
  caption: 'caption',
  datalist: 'listbox',
  dd: 'definition',
  details: 'group',
  dialog: 'dialog',
  dt: 'term',
  fieldset: 'group',
  figure: 'figure',
  form: 'form',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  hr: 'separator',
  iframe: 'iframe',
  frame: 'iframe',
  li: 'listitem',
  main: 'main',
  math: 'math',
  menu: 'list',
  meter: 'meter',
  nav: 'navigation',
  ol: 'list',
  optgroup: 'group',
  option: 'option',
  output: 'status',
  progress: 'progressbar',
  search: 'search',
  section: 'region',
  summary: 'button',
  svg: 'img',
  table: 'table',
  tbody: 'rowgroup',
  td: 'cell',
  textarea: 'textbox',
  tfoot: 'rowgroup',
  th: 'columnheader',
  thead: 'rowgroup',
  tr: 'row',
  ul: 'list',
};

/** The roles of inputs by their type. Those without a role of their own get that of the nearest kind of control. */
const ROLE_OF_INPUT: Record<string, string> = {
  button: 'button',
  checkbox: 'checkbox',
  color: 'button',
  date: 'textbox',
  'datetime-local': 'textbox',
  email: 'textbox',
  file: 'button',
  image: 'button',
  month: 'textbox',
  number: 'spinbutton',
  password: 'textbox',
  radio: 'radio',
  range: 'slider',
  reset: 'button',
  search: 'searchbox',
  submit: 'button',
  tel: 'textbox',
  text: 'textbox',
  time: 'textbox',
  url: 'textbox',
  week: 'textbox',
};

/** In these a header and a footer belong to the section and are no landmarks. */
const SECTIONS = 'article, aside, main, nav, section, [role=article], [role=main], [role=region]';

function roleOfInput(input: HTMLInputElement): string | null {
  const role = ROLE_OF_INPUT[input.type] ?? null;
  const hasSuggestions = (role === 'textbox' || role === 'searchbox') && input.hasAttribute('list');
  return hasSuggestions && ['text', 'search', 'tel', 'url', 'email'].includes(input.type) ? 'combobox' : role;
}

/** @returns whether text is edited in it, and not in one of its ancestors */
export function isEditingHost(element: Element): element is HTMLElement {
  const isMarked = element.hasAttribute('contenteditable');
  if (!isMarked && (document.designMode !== 'on' || element !== document.body)) return false;
  if (!(element instanceof HTMLElement) || !element.isContentEditable) return false;
  return !isMarked || !element.parentElement?.isContentEditable;
}

function implicitRole(element: Element): string | null {
  switch (element.localName) {
    case 'a':
    case 'area':
      return element.hasAttribute('href') ? 'link' : null;
    case 'input':
      return roleOfInput(element as HTMLInputElement);
    case 'select': {
      const { multiple, size } = element as HTMLSelectElement;
      return multiple || size > 1 ? 'listbox' : 'combobox';
    }
    case 'img':
      return element.matches('[alt=""]:not([title], [aria-label], [aria-labelledby])') ? 'none' : 'img';
    case 'header':
    case 'footer': {
      if (element.parentElement?.closest(SECTIONS)) return null;
      return element.localName === 'header' ? 'banner' : 'contentinfo';
    }
    default:
      return ROLE_OF_ELEMENT[element.localName] ?? (isEditingHost(element) ? 'textbox' : null);
  }
}

/** @returns the first known role of the attribute; unknown ones are skipped, as the specification says */
function explicitRole(element: Element): string | null {
  const value = element.getAttribute('role');
  if (!value) return null;
  return value.trim().toLowerCase().split(/\s+/).find(isRole) ?? null;
}

/** @returns the ARIA role, `none` if it is presentational, or null if it has none */
export function roleOf(element: Element): string | null {
  const explicit = explicitRole(element);
  if (explicit === null) return implicitRole(element);
  if (explicit !== 'none' && explicit !== 'presentation') return explicit;
  // What the focus can reach is not presentational, by the specification.
  const isReachable = element.matches('a[href], button, input, select, textarea, summary, [tabindex]');
  return isReachable || element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby')
    ? implicitRole(element)
    : 'none';
}
