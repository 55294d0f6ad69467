import { describe, expect, it } from 'vitest';
import { act, click, log, outcome } from '../harness/pages/acting.ts';
import type { OpenPage } from '../harness/pages/page-world.ts';
import { drawnSlowly, inFrame } from '../harness/pages/slow-page.ts';
import { testPages } from '../harness/pages/test-pages.ts';

let page: OpenPage;
const pages = testPages();
const open = async (html: string) => {
  page = await pages.open(html);
};

describe('click', () => {
  it('presses as a mouse does, in its order', async () => {
    await open(`<button>Buy</button><script>
      for (const type of ['pointerover', 'mouseenter', 'pointerdown', 'mousedown', 'focus', 'pointerup', 'mouseup', 'click'])
        document.querySelector('button').addEventListener(type, (event) => log.push(event.type));
    </script>`);
    await click(page, 'button "Buy"');
    expect(await log(page)).toEqual([
      ...['pointerover', 'mouseenter', 'pointerdown', 'mousedown', 'focus', 'pointerup', 'mouseup', 'click'],
    ]);
  });

  it.each(['mousedown', 'pointerdown', 'mouseup', 'click'])(
    'works on a control that listens to %s only',
    async (type) => {
      await open(`<button id=b>More</button><p id=p></p><script>
      b.addEventListener('${type}', () => p.textContent = 'Details');
    </script>`);
      expect(await click(page, 'button "More"')).toBe('new text: "Details"');
    },
  );

  it('tells what else the browser was asked for', async () => {
    await open(
      '<a href="/next" target=_blank>Partner</a><a href="mailto:a@shop.example">Mail</a><a href="/menu" target=inner>Menu</a><iframe name=inner></iframe><form method=post action="/buy"><button>Send</button></form>',
    );
    const ref = await page.ref('link "Partner"');
    expect(await act(page, 'click', { ref, double: false })).toMatchObject({ opensTab: true });
    expect(await click(page, 'link "Mail"')).toBe('the browser was asked to open mailto:a@shop.example');
    expect(await click(page, 'link "Menu"')).toBe('https://shop.example/menu opened in another frame');
    // The next document never comes: this one would be gone before it can answer.
    await page.page.route('**/buy', () => undefined);
    const send = await page.ref('button "Send"');
    const answer = await act(page, 'click', { ref: send, double: false });
    expect(answer).toMatchObject({ navigates: true, posts: true });
  });

  it('opens a row beside the box that marks it', async () => {
    await open(`<div role=listitem tabindex=0 onclick="p.textContent = 'Hello Anna'" style="cursor:pointer;text-align:center">
      Boat <input type=checkbox style="width:60px" onclick="event.stopPropagation()"> trip</div><p id=p></p>`);
    expect(await click(page, 'listitem "Boat trip"')).toBe('new text: "Hello Anna"');
  });

  it('reaches a link by the picture in it that is higher than the window', async () => {
    await open(`<p id=p></p><div style="height:2000px"></div>
      <a href="#p" onclick="p.textContent = 'Clicked'">Topics <svg style="width:100%;height:1500px"></svg>.</a>`);
    expect(await click(page, 'link "Topics ."')).toContain('new text: "Clicked"');
  });

  it('presses no button in a card of which only that is in view', async () => {
    await open(`<p id=p></p><div style="height:90vh"></div>
      <div role=link tabindex=0 style="height:1500px" onclick="p.textContent = 'Opened'">
        <button onclick="p.textContent = 'Deleted'; event.stopPropagation()">Delete</button> Trip</div>`);
    expect(await click(page, 'link "Delete Trip"')).toContain('new text: "Opened"');
  });

  it('says that nothing happened', async () => {
    await open('<button>Dead</button>');
    expect(await click(page, 'button "Dead"')).toBe('nothing');
  });

  it.each([
    [
      'a dialog',
      `<button onclick="d.showModal()">Save</button><dialog id=d><h2>Saved</h2><button>OK</button></dialog>`,
      'dialog "Saved" opened',
    ],
    [
      'an alert',
      `<button onclick="setTimeout(() => { a.textContent = 'Wrong password' }, 150)">Save</button><div id=a role=alert></div>`,
      'alert "Wrong password"',
    ],
    [
      'what a slow page draws in the second frame',
      `<button onclick="${inFrame(2, "a.textContent = 'Saved'")}">Save</button><div id=a role=alert></div>${drawnSlowly(450)}`,
      'alert "Saved"',
    ],
    [
      'a state',
      `<button aria-expanded=false onclick="this.ariaExpanded = true">Save</button>`,
      'button "Save" expanded',
    ],
    ['a check box', `<label><input type=checkbox>Save</label>`, 'checkbox "Save" checked'],
    [
      'what is gone',
      `<div><p>Cookies</p><button onclick="this.parentNode.remove()">Save</button></div>`,
      'button "Save" is gone; "Cookies" disappeared',
    ],
    [
      'another address',
      `<a href="#part">Save</a><p id=part>Part</p>`,
      'the page is now "Shop" https://shop.example/',
    ],
    [
      'a title',
      `<button onclick="document.title = 'Basket'">Save</button>`,
      'the page is now called "Basket"',
    ],
    [
      'text that was hidden',
      `<button onclick="p.hidden = false">Save</button><p id=p hidden>Thank you</p>`,
      'new text: "Thank you"',
    ],
  ])('tells %s', async (_, html, expected) => {
    await open(html);
    const [line] = (await page.text()).split('\n').filter((text) => text.includes('Save'));
    const ref = Number(/e(\d+)/.exec(line!)![1]);
    expect(await outcome(page, 'click', { ref, double: false })).toContain(expected);
  });

  it('tells where a link leads as soon as it is followed', async () => {
    pages.serve('https://shop.example/next', '<title>Next</title>');
    await open('<a href="/next">Next</a>');
    const answer = await act(page, 'click', { ref: await page.ref('link "Next"'), double: false });
    // The document may be gone before it can answer.
    if (answer)
      expect(answer).toMatchObject({ changed: 'going to https://shop.example/next', navigates: true });
    await page.page.waitForURL('**/next');
  });

  it('follows a link to a script', async () => {
    await open(`<a href="javascript:void (document.title = 'Ran')">Run</a>`);
    expect(await click(page, 'link "Run"')).toBe('the page is now called "Ran"');
  });

  const VEILED = `<button onclick="log.push('bought')">Buy</button>
    <div id=veil hidden><div style="position:fixed;inset:0;background:white"><h2>We use cookies</h2>
    <button>Manage</button><button>Accept</button></div></div>`;

  it('names what covers the control, with its way out', async () => {
    await open(VEILED);
    const ref = await page.ref('button "Buy"');
    await page.page.evaluate(() => (document.getElementById('veil')!.hidden = false));
    const covered = /^Covered by "We use cookies" \(e\d+ button "Accept"\)\.$/;
    expect(await outcome(page, 'click', { ref, double: false })).toMatch(covered);
    expect(await log(page)).toEqual([]);
  });

  it('waits for a cover that fades', async () => {
    await open(VEILED);
    const ref = await page.ref('button "Buy"');
    await page.page.evaluate(() => {
      const veil = document.getElementById('veil')!;
      veil.hidden = false;
      setTimeout(() => veil.remove(), 400);
    });
    await outcome(page, 'click', { ref, double: false });
    expect(await log(page)).toEqual(['bought']);
  });

  it('presses through a decorative layer of the control', async () => {
    await open(`<div style="position:relative;display:inline-block" onclick="log.push('card')">
      <button onclick="log.push('button')">Buy</button><span style="position:absolute;inset:0" class=ripple></span></div>`);
    await click(page, 'button "Buy"');
    expect(await log(page)).toEqual(['button', 'card']);
  });

  it('presses the label of a check box that the page draws itself', async () => {
    await open(`<style>input{position:absolute;opacity:0}</style>
      <label><input type=checkbox onchange="log.push(this.checked)"><span style="display:inline-block;width:20px;height:20px">✓</span> News</label>`);
    await click(page, 'checkbox "✓ News"');
    expect(await log(page)).toEqual([true]);
  });

  it('clicks twice', async () => {
    await open(
      `<button ondblclick="log.push('double ' + event.detail)" onclick="log.push(event.detail)">Edit</button>`,
    );
    await act(page, 'click', { ref: await page.ref('button "Edit"'), double: true });
    expect(await log(page)).toEqual([1, 2, 'double 2']);
  });

  it.each([
    ['disabled', '<button disabled>Buy</button>', 'button "Buy" is disabled.'],
    ['a file', '<input type=file aria-label=Buy>', /only a real click choose a file/],
    [
      'a file behind a button',
      `<button onclick="f.click()">Buy</button><input id=f type=file hidden>`,
      /only a real click choose a file/,
    ],
    [
      'a list',
      '<select aria-label=Buy><option>One<option>Two</select>',
      /Choose one of its options: "One", "Two"\.$/,
    ],
  ])('refuses in words: %s', async (_, html, expected) => {
    await open(html);
    const [line] = (await page.text()).split('\n').filter((text) => text.includes('Buy'));
    const answer = await outcome(page, 'click', { ref: Number(/e(\d+)/.exec(line!)![1]), double: false });
    if (typeof expected === 'string') expect(answer).toBe(expected);
    else expect(answer).toMatch(expected);
  });

  it('refuses a control that is gone, and one that has changed since it was asked about', async () => {
    await open('<button id=b>Buy</button>');
    const ref = await page.ref('button "Buy"');
    await page.page.evaluate(() => (document.getElementById('b')!.textContent = 'Buy all'));
    expect(await outcome(page, 'click', { ref, double: false, expect: 'button "Buy"' })).toMatch(
      /has changed/,
    );
    await page.page.evaluate(() => document.getElementById('b')!.remove());
    expect(await outcome(page, 'click', { ref, double: false })).toMatch(/gone/);
  });

  it('submits a form, and respects its required fields', async () => {
    await open(
      `<form onsubmit="event.preventDefault(); log.push('sent')"><input id=i aria-label=Name required><button>Send</button></form>`,
    );
    await click(page, 'button "Send"');
    expect(await log(page)).toEqual([]);
    await page.page.evaluate(() => ((document.getElementById('i') as HTMLInputElement).value = 'x'));
    await click(page, 'button "Send"');
    expect(await log(page)).toEqual(['sent']);
  });

  it('reaches what is far below, and in closed shadow roots', async () => {
    await open(`<div style="height:3000px"></div><div id=host></div><script>
      const root = host.attachShadow({ mode: 'closed' });
      root.innerHTML = '<button>Deep</button>';
      root.firstChild.onclick = () => log.push('deep');
    </script>`);
    await click(page, 'button "Deep"');
    expect(await log(page)).toEqual(['deep']);
  });
});
