import { isProbablyReaderable } from '@mozilla/readability';
import type { PageGlance } from './page-calls';
import { visibleControls, type ControlItem } from './snapshot/visible-controls';

/** Short enough to say, and made of words. */
const SAYABLE = /^\p{L}[\p{L}'-]*(?: [\p{L}'-]+){0,2}$/u;
const MAX_CHARS = 24;

/** To look for a control in a larger page takes longer than an example is worth. */
const MAX_ELEMENTS = 5_000;

const isSayable = ({ name }: ControlItem): boolean => name.length <= MAX_CHARS && SAYABLE.test(name);

/** @returns what the page has for a user who has said nothing yet; nothing of it leaves the browser */
export function glance(): PageGlance {
  const isLarge = document.getElementsByTagName('*').length > MAX_ELEMENTS;
  const controls = isLarge ? [] : visibleControls().filter(isSayable);
  // A link only shows another page: an example must not change anything.
  const control =
    controls.find(({ role }) => role === 'link') ?? controls.find(({ role }) => role === 'button');
  return { article: isProbablyReaderable(document), control: control?.name ?? null };
}
