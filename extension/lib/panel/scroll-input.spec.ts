// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { mayScroll } from './scroll-input';

afterEach(() => document.body.replaceChildren());

/** @returns whether the event counts, sent to the element with that id, or to the body */
function counts(type: string, id: string, key?: string, prevent = false): boolean {
  document.body.innerHTML =
    '<div id="scroller"><p id="words">Words</p><button id="undo">Undo</button></div><button id="mute">Mute</button>';
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { key });
  if (prevent) event.preventDefault();
  const target = document.getElementById(id) ?? document.body;
  let seen = false;
  addEventListener(type, () => (seen = mayScroll(event, document.getElementById('scroller')!)), {
    once: true,
  });
  target.dispatchEvent(event);
  return seen;
}

describe(mayScroll, () => {
  it.each([
    ['the wheel over words', 'wheel', 'words', undefined],
    ['a finger that moves', 'touchmove', 'undo', undefined],
    ['a press on the scroll bar', 'pointerdown', 'scroller', undefined],
    ['a key in it', 'keydown', 'undo', 'PageUp'],
    ['a key after a click on its words', 'keydown', 'body', 'ArrowUp'],
    ['Tab to the next link', 'keydown', 'undo', 'Tab'],
  ])('may scroll: %s', (_what, type, id, key) => expect(counts(type, id, key)).toBe(true));

  it.each([
    ['a click on Undo', 'pointerdown', 'undo', undefined],
    ['a click on its words', 'pointerup', 'words', undefined],
    ['a click elsewhere', 'pointerdown', 'mute', undefined],
    ['the wheel elsewhere', 'wheel', 'mute', undefined],
    ['Space on a button in it', 'keydown', 'undo', ' '],
    ['Esc in it', 'keydown', 'undo', 'Escape'],
    ['a shortcut of the panel', 'keydown', 'body', 'm'],
  ])('does not scroll: %s', (_what, type, id, key) => expect(counts(type, id, key)).toBe(false));

  it('does not scroll: a key that something else has used', () => {
    expect(counts('keydown', 'body', ' ')).toBe(true);
    expect(counts('keydown', 'body', ' ', true)).toBe(false);
  });
});
