import { PageView } from '../dom/page-view';
import { MAX_PHRASE_CHARS, MAX_PHRASES } from '../page-calls';
import { visibleControls } from '../snapshot/visible-controls';

/** @returns the names of the visible controls, each once, the nearest to the middle of the viewport first */
export function visibleNames(view = new PageView()): string[] {
  const [middleX, middleY] = [innerWidth / 2, innerHeight / 2];
  const distance = (element: Element) => {
    const { top, left, bottom, right } = element.getBoundingClientRect();
    return Math.hypot((left + right) / 2 - middleX, (top + bottom) / 2 - middleY);
  };
  const named = visibleControls(view)
    .map(({ element, name }) => ({ name: name.replace(/\s+/g, ' ').trim(), distance: distance(element) }))
    .filter(({ name }) => name !== '' && name.length <= MAX_PHRASE_CHARS)
    .sort((a, b) => a.distance - b.distance);
  return [...new Set(named.map(({ name }) => name))].slice(0, MAX_PHRASES);
}
