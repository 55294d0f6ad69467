import { describe, expect, it } from 'vitest';
import type { PageActed } from '../../extension/lib/page/page-calls.ts';
import { act, log, outcome, propertyOfX } from '../harness/pages/acting.ts';
import type { OpenPage } from '../harness/pages/page-world.ts';
import { testPages } from '../harness/pages/test-pages.ts';

let page: OpenPage;
const pages = testPages();
const open = async (html: string) => {
  page = await pages.open(html);
};

const value = (property: string) => propertyOfX(page, property);

describe('press_key', () => {
  const press = async (key: string, control?: string) =>
    outcome(page, 'press_key', { key, ref: control === undefined ? undefined : await page.ref(control) });

  it('submits a form by Enter, with its button', async () => {
    await open(
      `<form onsubmit="event.preventDefault(); log.push('sent by ' + event.submitter.textContent)"><input aria-label=Name><input aria-label=Age><button>Send</button></form>`,
    );
    await press('Enter', 'textbox "Name"');
    expect(await log(page)).toEqual(['sent by Send']);
  });

  it('presses nothing where the focus has moved since the user was asked', async () => {
    await open(
      `<input aria-label=Name autofocus><button onclick="log.push('bought')">Buy</button><script>document.querySelector('button').focus()</script>`,
    );
    expect(await outcome(page, 'press_key', { key: 'Enter', expect: 'textbox "Name"' })).toBe(
      'The page has changed: what was textbox "Name" is button "Buy" now. Look at the page again.',
    );
    expect(await log(page)).toEqual([]);
    await page.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    expect(await outcome(page, 'press_key', { key: 'Enter', expect: 'button "Buy"' })).toMatch(
      /no longer has the focus/,
    );
    expect(await outcome(page, 'press_key', { key: 'Escape' })).toBe('nothing');
  });

  it('gives the key to no other control than the one that was named', async () => {
    await open(
      `<form onsubmit="event.preventDefault(); log.push('sent')"><input aria-label=Name autofocus><button>Send</button></form>
      <div role=button onclick="" onkeydown="log.push(event.key)">More</div><script>document.querySelector('input').focus()</script>`,
    );
    await press('Enter', 'button "More"');
    expect(await log(page)).toEqual(['Enter']);
  });

  it('lets the page keep a key for itself', async () => {
    await open(
      `<form onsubmit="event.preventDefault(); log.push('sent')"><input aria-label=Name onkeydown="event.preventDefault(); log.push(event.key + event.keyCode)"><button>Send</button></form>`,
    );
    await press('Enter', 'textbox "Name"');
    expect(await log(page)).toEqual(['Enter13']);
  });

  it.each([
    ['Space', '<input id=x type=checkbox aria-label=X>', 'checkbox "X"', 'checked', true],
    ['Enter', '<details id=x><summary>X</summary>Text</details>', 'button "X"', 'open', true],
    [
      'ArrowDown',
      '<select id=x aria-label=X><option>One<option>Two</select>',
      'combobox "X"',
      'value',
      'Two',
    ],
    ['ArrowRight', '<input id=x type=range aria-label=X value=50>', 'slider "X"', 'value', '51'],
    ['End', '<input id=x type=range aria-label=X value=50>', 'slider "X"', 'value', '100'],
    ['ArrowUp', '<input id=x type=number aria-label=X value=1>', 'spinbutton "X"', 'value', '2'],
    [
      'Backspace',
      '<textarea id=x aria-label=X>ab</textarea><script>x.setSelectionRange(2, 2)</script>',
      'textbox "X"',
      'value',
      'a',
    ],
    [
      'c',
      '<textarea id=x aria-label=X>ab</textarea><script>x.setSelectionRange(2, 2)</script>',
      'textbox "X"',
      'value',
      'abc',
    ],
    [
      'Enter',
      '<textarea id=x aria-label=X>ab</textarea><script>x.setSelectionRange(2, 2)</script>',
      'textbox "X"',
      'value',
      'ab\n',
    ],
  ])('does what the browser does on %s in %s', async (key, html, control, property, expected) => {
    await open(html);
    await press(key, control);
    expect(await value(property)).toBe(expected);
  });

  it('moves the caret and selects in a field', async () => {
    await open('<input id=x aria-label=X value="one two">');
    await press('Home', 'textbox "X"');
    await press('Shift+ArrowRight');
    expect([await value('selectionStart'), await value('selectionEnd')]).toEqual([0, 1]);
    await press('Ctrl+A');
    await press('z');
    expect(await value('value')).toBe('z');
  });

  it('chooses the next of a group of radio buttons', async () => {
    await open(
      '<label><input type=radio name=r checked>One</label><label><input id=x type=radio name=r>Two</label>',
    );
    expect(await press('ArrowDown', 'radio "One"')).toContain('radio "Two" checked');
    expect(await value('checked')).toBe(true);
  });

  it('closes what Escape closes, the topmost first', async () => {
    await open(
      '<dialog id=x>Dialog<div id=p popover>Menu</div></dialog><script>x.showModal(); p.showPopover();</script>',
    );
    expect(await press('Escape')).toContain('"Menu" closed');
    expect(await value('open')).toBe(true);
    expect(await press('Escape')).toContain('closed');
    expect(await value('open')).toBe(false);
  });

  it('moves the focus by Tab as the page orders it', async () => {
    await open(
      '<button>One</button><button disabled>No</button><div hidden><button>Hidden</button></div><button>Two</button><button tabindex=1>First</button>',
    );
    const focus = async (key: string) =>
      ((await act(page, 'press_key', { key })) as PageActed).focus?.replace(/^e\d+ /, '');
    expect([await focus('Tab'), await focus('Tab'), await focus('Tab'), await focus('Shift+Tab')]).toEqual([
      'button "First"',
      'button "One"',
      'button "Two"',
      'button "One"',
    ]);
  });

  it('refuses keys of the browser, and unknown keys', async () => {
    await open('<button>One</button>');
    expect(await press('Ctrl+T')).toMatch(/belongs to the browser/);
    expect(await press('Ctrl+C')).toMatch(/copy_text/);
    expect(await press('Entr')).toMatch(/no key called "Entr"/);
  });
});
