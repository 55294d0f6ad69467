import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dictating } from '../harness/pages/dictating.ts';
import { PageWorld, type OpenPage } from '../harness/pages/page-world.ts';

let world: PageWorld;
beforeAll(async () => {
  world = await PageWorld.launch();
});
afterAll(() => world.close());

const insert = (text: string, how: { joins?: boolean; keepsCase?: boolean } = {}) =>
  ({ type: 'insert', text, ...how }) as const;

async function open(html: string): Promise<{ dictating: Dictating; page: OpenPage }> {
  const page = await world.show(html);
  return { dictating: new Dictating(page), page };
}

describe('dictating', () => {
  const bind = async (html: string, focus: string) => {
    const { dictating, page } = await open(html);
    await page.page.focus(focus);
    return { dictating, page, bound: await dictating.bind() };
  };

  it.each([
    ['a password field', '<input type="password" aria-label="Password">', 'input', /password/],
    ['a field that was one', '<input aria-label="Card number" autocomplete="cc-number">', 'input', /card/],
    ['a field for a code', '<input autocomplete="one-time-code">', 'input', /code/],
    ['a button', '<button>Save</button>', 'button', /takes no text/],
    ['a read-only field', '<input readonly aria-label="Id">', 'input', /read-only/],
    [
      'a disabled editor',
      '<div contenteditable aria-disabled="true" tabindex="0">x</div>',
      'div',
      /disabled/,
    ],
    [
      'an editor that draws its text',
      '<canvas></canvas><textarea style="position:absolute;width:1px;height:1px;opacity:0"></textarea>',
      'textarea',
      /draws its text itself/,
    ],
    [
      'a field beside the page',
      '<canvas></canvas><div contenteditable style="position:absolute;left:-9999px;width:99px">x</div>',
      'div',
      /draws its text itself/,
    ],
  ])('refuses %s', async (_, html, focus, error) => {
    const { bound } = await bind(html, focus);
    expect(bound).toMatchObject({ ok: false, error: expect.stringMatching(error) });
  });

  it('refuses the frame that catches the keys of Google Docs', async () => {
    const { page } = await open(
      `<iframe class="docs-texteventtarget-iframe" style="position:absolute;top:-10000px"
        srcdoc="<div contenteditable>x</div>"></iframe>`,
    );
    await page.page.frameLocator('iframe').locator('div').focus();
    const answers = await page.runInFrames('dictation', { do: 'bind' });
    expect(answers.filter(({ ok }) => ok)).toEqual([]);
    expect(answers.at(-1)).toMatchObject({ error: expect.stringContaining('draws its text itself') });
  });

  it('says that nothing has the focus', async () => {
    const { dictating } = await open('<input>');
    expect(await dictating.bind()).toMatchObject({
      ok: false,
      error: expect.stringContaining('Click the field'),
    });
  });

  it('writes nothing after the focus has left, also not into a field that has become secret', async () => {
    const { dictating, page } = await bind('<input aria-label="Note"><input id="b">', 'input');
    await page.page.focus('#b');
    expect(await dictating.step(insert('hello'))).toMatchObject({ ok: false, away: true });
    await page.page.focus('input');
    await page.page.evaluate(() => (document.querySelector('input')!.type = 'password'));
    expect(await dictating.step(insert('hello'))).toMatchObject({ ok: false });
    expect(await page.page.inputValue('input')).toBe('');
  });

  it('says that a page which changes the text has changed it, and does not write again', async () => {
    const { dictating, page } = await bind(
      '<input oninput="this.value = this.value.replaceAll(/[a-z]/g, 1)">',
      'input',
    );
    expect(await dictating.step(insert('hello'))).toMatchObject({ ok: false });
    expect(await page.page.inputValue('input')).toBe('H1111');
  });

  it.each([
    ['an address', '<input type="email">', '', 'info@example.com', 'info@example.com'],
    [
      'an address, over the one that is selected',
      '<input type="email">',
      'a@b.example',
      'i@c.example',
      'i@c.example',
    ],
    ['a number', '<input type="number">', '', '1,200.', '1200'],
    ['a name', '<input autocapitalize="none">', '', 'anna', 'anna'],
  ])('writes %s as its field takes it, and takes it back', async (_, html, before, text, after) => {
    const { dictating, page } = await bind(html, 'input');
    await page.page.fill('input', before);
    await page.page.keyboard.press('Control+a');
    await dictating.step(insert(text));
    expect(await page.page.inputValue('input')).toBe(after);
    await dictating.step({ type: 'scratch' });
    expect(await page.page.inputValue('input')).toBe(before);
  });

  it.each([
    ['longer than the field', '<input maxlength="8">', 'hello', 'world', /8 characters at most/],
    ['too long for a full field', '<input maxlength="5">', 'hello', 'world', /5 characters at most/],
    ['no number', '<input type="number">', '12', 'hello', /takes a number/],
    ['no number with what is there', '<input type="number" step="any">', '125.5', '1.5', /takes a number/],
  ])('writes nothing of a text that is %s', async (_, html, before, text, error) => {
    const { dictating, page } = await bind(html, 'input');
    await page.page.fill('input', before);
    await page.page.keyboard.press('End');
    expect(await dictating.step(insert(text))).toMatchObject({
      ok: false,
      error: expect.stringMatching(error),
    });
    expect(await page.page.inputValue('input')).toBe(before);
  });

  it('counts a line break of an input as the space that it becomes', async () => {
    const { dictating, page } = await bind('<input maxlength="8" value="hello">', 'input');
    await page.page.keyboard.press('End');
    expect(await dictating.step(insert('\n\nab'))).toMatchObject({ ok: true });
    expect(await page.page.inputValue('input')).toBe('hello ab');
  });

  it('takes nothing back from another field that has the focus now', async () => {
    const html = '<div contenteditable style="white-space:pre-wrap">one</div><input value="abc">';
    const { dictating, page } = await bind(html, 'div');
    await page.page.keyboard.press('Control+End');
    await dictating.step(insert('\n'));
    await page.page.click('input');
    await dictating.step({ type: 'scratch' });
    expect(await page.page.inputValue('input')).toBe('abc');
  });

  it.each([
    ['in the middle of a text', '<textarea>Start end.</textarea>', 'middle', 'Start middle end.'],
    ['over an address', '<input type="email" value="a@b.example">', 'i@c.example', 'i@c.example'],
  ])('writes again where it was, with the focus elsewhere meanwhile: %s', async (_, html, text, after) => {
    const { dictating, page } = await bind(`${html}<button>Elsewhere</button>`, 'textarea, input');
    const field = page.page.locator('textarea, input').first();
    const before = await field.inputValue();
    if (html.startsWith('<input')) await page.page.keyboard.press('Control+a');
    else {
      await page.page.keyboard.press('Control+End');
      for (let i = 0; i < 5; i++) await page.page.keyboard.press('ArrowLeft');
    }
    await dictating.step(insert(text));
    expect(await field.inputValue()).toBe(after);
    await dictating.step({ type: 'scratch' });
    expect(await field.inputValue()).toBe(before);
    await page.page.focus('button');
    await dictating.step({ type: 'undo' });
    expect(await field.inputValue()).toBe(after);
    await dictating.step({ type: 'scratch' });
    expect(await field.inputValue()).toBe(before);
  });

  it('takes back lines and words of an editor without styles, and nothing else', async () => {
    const { dictating, page } = await bind('<div contenteditable>one<br>two<br></div>', 'div');
    await page.page.keyboard.press('Control+End');
    for (const text of ['three', '\n', 'four']) await dictating.step(insert(text));
    for (let i = 0; i < 3; i++) expect(await dictating.step({ type: 'scratch' })).toMatchObject({ ok: true });
    expect((await page.page.locator('div').first().innerText()).trimEnd()).toBe('one\ntwo');
  });

  it('scratches around what the user has typed since, and refuses where both sides have changed', async () => {
    const { dictating, page } = await bind('<textarea></textarea>', 'textarea');
    await dictating.step(insert('one'));
    await dictating.step(insert('two'));
    await page.page.keyboard.type(' typed');
    await dictating.step({ type: 'scratch' });
    expect(await page.page.inputValue('textarea')).toBe('One typed');
    await page.page.fill('textarea', 'x One y');
    expect(await dictating.step({ type: 'scratch' })).toMatchObject({ ok: false });
    expect(await page.page.inputValue('textarea')).toBe('x One y');
  });

  it('shows its words in a bubble that no snapshot, script or click of the page meets', async () => {
    const { dictating, page } = await bind('<textarea aria-label="Note"></textarea><p>Text</p>', 'textarea');
    await dictating.show('secret words');
    expect(await page.text({ scope: 'page' })).not.toContain('secret words');
    expect(
      await page.page.evaluate(
        () => document.documentElement.textContent + document.documentElement.innerText,
      ),
    ).not.toContain('secret words');
    const bubble = await page.page.evaluate(() => document.querySelector('earshot-layer')!.childNodes.length);
    expect(bubble).toBe(1);
    await dictating.show('');
    expect(await page.page.evaluate(() => document.querySelector('earshot-layer'))).toBeNull();
  });
});
