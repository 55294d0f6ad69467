/** What covers the page, such as a post that a feed has opened on top of itself. */
import { deepElementFromPoint, flatParent } from '../dom/flat-tree';

/** A dialog with less text has nothing to read: it asks something. */
const MIN_TEXT = 400;

/** Of the viewport. */
const MIN_AREA = 0.3;

/** What such a dialog is about; where the words stand at its beginning. */
const CONSENT = /cookie|consent|gdpr|privacy|newsletter|subscribe/i;
const BEGINNING = 300;

/** @returns the element on top of the page that is read instead of the page, or the body */
export function frontOf(): Element {
  const middle = deepElementFromPoint(innerWidth / 2, innerHeight / 2);
  for (let element: Element | null = middle; element; element = flatParent(element)) {
    if (element === document.body) break;
    if (isOnTop(element) && isWorthReading(element)) return element;
  }
  return document.body;
}

function isOnTop(element: Element): boolean {
  if (element.matches('dialog[open], [role="dialog"], [aria-modal="true"]')) return true;
  const { position } = getComputedStyle(element);
  return position === 'fixed' && element.querySelector('article, [role="article"], h1, h2') !== null;
}

function isWorthReading(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  if (width * height < MIN_AREA * innerWidth * innerHeight) return false;
  const text = (element as HTMLElement).innerText ?? '';
  const about = `${element.id} ${element.className} ${text.slice(0, BEGINNING)}`;
  return text.length >= MIN_TEXT && !CONSENT.test(about) && !hasMain(element);
}

/** A page may be a fixed box with everything in it. */
const hasMain = (element: Element) => element.querySelector('main, [role="main"]') !== null;
