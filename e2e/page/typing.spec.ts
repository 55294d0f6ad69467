import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageActed, PageUndo } from '../../extension/lib/page/page-calls.ts';
import type { ToolFailure } from '../../extension/lib/tool-contract/tool-results.ts';
import { PageWorld, type OpenPage } from '../harness/pages/page-world.ts';

let world: PageWorld;
beforeAll(async () => {
  world = await PageWorld.launch();
});
afterAll(() => world.close());

const REFS = { epoch: 'test', firstRef: 1, refPrefix: 'e' };

interface Typing {
  text: string;
  replace?: boolean;
  submit?: boolean;
}

/** @param control such as `textbox "Email"`; null: what has the focus */
async function type(page: OpenPage, control: string | null, typing: Typing) {
  const ref = control === null ? undefined : await page.ref(control);
  const answer = await page.run('type_text', { replace: false, submit: false, ...REFS, ref, ...typing });
  return answer as PageActed | ToolFailure;
}

async function undo(page: OpenPage, typed: PageActed | ToolFailure) {
  const step = (typed as PageActed).undo as PageUndo;
  return (await page.run('undo', { ...REFS, undo: step })) as PageActed | ToolFailure;
}

const valueOf = (page: OpenPage, selector = 'input') =>
  page.page.evaluate((selector) => document.querySelector<HTMLInputElement>(selector)!.value, selector);

const textOf = (page: OpenPage, name: string) =>
  page.page.evaluate(
    (name) => document.querySelector<HTMLElement>(`[aria-label="${name}"]`)!.innerText,
    name,
  );

const input = (attributes: string) => `<label>Field <input ${attributes}></label>`;

describe('typing into fields', () => {
  it('types at the end of a named field, and at the caret of the focused one', async () => {
    const page = await world.show(input('value="start end"'));
    const typed = await type(page, 'textbox "Field"', { text: '!' });
    expect(typed).toMatchObject({ ok: true, changed: 'typed "!" into textbox "Field"' });
    await page.page.evaluate(() => document.querySelector('input')!.setSelectionRange(5, 5));
    await type(page, null, { text: ' middle' });
    expect(await valueOf(page)).toBe('start middle end!');
  });

  it('replaces the text, and empties a field', async () => {
    const page = await world.show(input('value="old"'));
    await type(page, 'textbox', { text: 'new', replace: true });
    expect(await valueOf(page)).toBe('new');
    expect(await type(page, 'textbox', { text: '', replace: true })).toMatchObject({ ok: true });
    expect(await valueOf(page)).toBe('');
  });

  it('tells the page as a user does: one trusted input event, a change and a key', async () => {
    const page = await world.show(input(''));
    await page.page.evaluate(() => {
      const events = ((window as { events?: string[] }).events = []) as string[];
      for (const name of ['input', 'change', 'keyup']) {
        document.addEventListener(name, (event) => events.push(`${name} ${event.isTrusted}`));
      }
    });
    await type(page, 'textbox', { text: 'hello' });
    const events = await page.page.evaluate(() => (window as { events?: string[] }).events);
    expect(events).toEqual(['input true', 'change false', 'keyup false']);
    await page.page.keyboard.press('Control+z');
    expect(await valueOf(page)).toBe('');
  });

  it.each([
    ['maxlength="5"', 'textbox "Field" = "hello", which is all that fits', 'hello'],
    [
      'oninput="this.value = this.value.toUpperCase()"',
      'textbox "Field" = "HELLO WORLD", as the page has changed it',
      'HELLO WORLD',
    ],
  ])('says what became of the text in a field with %s', async (attributes, changed, value) => {
    const page = await world.show(input(attributes));
    expect(await type(page, 'textbox', { text: 'hello world' })).toMatchObject({ ok: true, changed });
    expect(await valueOf(page)).toBe(value);
  });

  it.each([
    ['oninput="this.value = \'\'"', 'textbox "Field" did not take the text.'],
    ['readonly', 'textbox "Field" is read-only.'],
    ['disabled', 'textbox "Field" is disabled.'],
  ])('says that a field with %s refuses', async (attributes, error) => {
    const page = await world.show(input(attributes));
    expect(await type(page, 'textbox', { text: 'hello' })).toMatchObject({ ok: false, error });
  });

  it.each([
    ['type="date"', 'set its value, such as'],
    ['type="range"', 'set its value'],
    ['type="file"', 'only a real click'],
    ['type="checkbox"', 'takes no text'],
  ])('does not type into %s', async (attributes, error) => {
    const page = await world.show(input(attributes));
    const snapshot = await page.snapshot();
    const ref = snapshot.lines.find(({ control }) => control !== undefined)!.control!;
    const answer = await page.run('type_text', { text: '5', replace: false, submit: false, ...REFS, ref });
    expect(answer).toMatchObject({ ok: false, error: expect.stringContaining(error) });
  });

  it('types numbers into a number field, and nothing else', async () => {
    const page = await world.show(input('type="number"'));
    await type(page, 'spinbutton', { text: '42' });
    expect(await valueOf(page)).toBe('42');
    expect(await type(page, 'spinbutton', { text: 'many' })).toMatchObject({ ok: false });
    expect(await valueOf(page)).toBe('42');
  });

  it('types a secret only into a field that was named, and never repeats it', async () => {
    const page = await world.show(input('type="password" autofocus'));
    await page.page.focus('input');
    expect(await type(page, null, { text: 'pa55' })).toMatchObject({ ok: false });
    expect(await valueOf(page)).toBe('');
    const typed = await type(page, 'textbox', { text: 'pa55' });
    expect(typed.ok).toBe(true);
    expect(JSON.stringify(typed)).not.toContain('pa55');
    expect(typed).not.toHaveProperty('undo');
    expect(await valueOf(page)).toBe('pa55');
  });

  it('says that nothing has the focus', async () => {
    const page = await world.show(input(''));
    expect(await type(page, null, { text: 'hello' })).toMatchObject({
      ok: false,
      error: 'No field has the focus. Click a field first, or name it.',
    });
  });
});

describe('submitting what was typed', () => {
  const form = (fields: string) =>
    `<form onsubmit="event.preventDefault(); document.title = 'sent ' + new FormData(this).get('q')">${fields}</form>`;

  it.each([
    ['by its button', form('<input name="q" aria-label="Field"><button>Go</button>')],
    ['without a button', form('<input name="q" aria-label="Field">')],
    ['from a text area', form('<textarea name="q" aria-label="Field"></textarea><button>Go</button>')],
  ])('sends the form %s', async (_, html) => {
    const page = await world.show(html);
    const typed = await type(page, 'textbox "Field"', { text: 'cheap flights', submit: true });
    expect(typed).toMatchObject({ ok: true, changed: expect.stringContaining('typed "cheap flights"') });
    expect(await page.page.title()).toBe('sent cheap flights');
  });

  it('gives Enter to the script of a field without a form', async () => {
    const page = await world.show(
      `<input aria-label="Field" onkeydown="if (event.key === 'Enter') document.title = 'sent ' + this.value">`,
    );
    await type(page, 'textbox', { text: 'hello', submit: true });
    expect(await page.page.title()).toBe('sent hello');
  });

  it.each([
    [
      'a field is not valid',
      '<input name="q" aria-label="Field"><input aria-label="Email" required><button>Go</button>',
      'textbox "Email"',
    ],
    [
      'the button is disabled',
      '<input name="q" aria-label="Field"><button disabled>Go</button>',
      'button "Go" is disabled',
    ],
  ])('says that it was not sent because %s', async (_, fields, reason) => {
    const page = await world.show(form(fields));
    expect(await type(page, 'textbox "Field"', { text: 'hello', submit: true })).toMatchObject({
      ok: false,
      error: expect.stringMatching(new RegExp(`^Typed "hello".+It was not sent: ${reason}`)),
    });
    expect(await page.page.title()).toBe('');
  });
});

describe('typing into rich text editors', () => {
  it.each(['Plain', 'Model', 'Late'])(
    'types once into an editor that is %s, and takes it back',
    async (name) => {
      const page = await world.show('editors.html');
      const typed = await type(page, `textbox "${name}"`, { text: ' hello world' });
      expect(typed).toMatchObject({ ok: true, changed: `typed "hello world" into textbox "${name}"` });
      expect(await textOf(page, name)).toBe('start hello world');
      if (name === 'Late') return;
      expect(await undo(page, typed)).toMatchObject({ ok: true });
      expect(await textOf(page, name)).toBe('start');
    },
  );

  it('reaches the model of an editor that draws from it', async () => {
    const page = await world.show('editors.html');
    await type(page, 'textbox "Model"', { text: 'other', replace: true });
    expect(
      await page.page.evaluate(() => (window as unknown as { model: { text: string } }).model.text),
    ).toBe('other');
  });

  it('reads back what an editor draws, and types there only while the page has the focus', async () => {
    const page = await world.show('editors.html');
    expect(await type(page, 'textbox "Drawn"', { text: ' hello' })).toMatchObject({ ok: true });
    const drawn = () => page.page.evaluate(() => document.getElementById('drawn')!.textContent);
    expect(await drawn()).toBe('start hello');
    const session = await world.context.newCDPSession(page.page);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    const other = await world.context.newPage();
    await other.bringToFront();
    await page.page.waitForFunction(() => !document.hasFocus(), null, { polling: 50 });
    expect(await type(page, 'textbox "Drawn"', { text: ' again' })).toMatchObject({
      ok: false,
      error: expect.stringContaining('only while the page has the focus'),
    });
    expect(await drawn()).toBe('start hello');
    await other.close();
  });

  it('does not treat a hint as text', async () => {
    const page = await world.show('editors.html');
    expect(await type(page, 'textbox "Hint"', { text: 'hello' })).toMatchObject({ ok: true });
  });

  it.each([
    ['Stubborn', /did not take the text|made something else/],
    ['Double', /made something else of the text: it has "starthellohello" now/],
  ])('says that the %s editor did not do it', async (name, error) => {
    const page = await world.show('editors.html');
    expect(await type(page, `textbox "${name}"`, { text: 'hello' })).toMatchObject({
      ok: false,
      error: expect.stringMatching(error),
    });
  });

  it('types no second time where an editor swallows the text', async () => {
    const page = await world.show('editors.html');
    expect(await type(page, 'textbox "Deaf"', { text: 'hello' })).toMatchObject({
      ok: false,
      error: 'textbox "Deaf" took the text, but does not show it. Look whether it is there.',
    });
    expect(await textOf(page, 'Deaf')).toBe('start');
  });
});

describe('typing into shadow roots', () => {
  it.each([
    ['a field', '<input aria-label="Inner">'],
    ['an editor', '<div contenteditable="true" role="textbox" aria-label="Inner"></div>'],
  ])('types into %s there, and takes it back', async (_, html) => {
    const page = await world.show(
      `<div id="host"></div><script>document.getElementById('host').attachShadow({ mode: 'closed' }).innerHTML = \`${html}\`</script>`,
    );
    const typed = await type(page, 'textbox "Inner"', { text: 'one' });
    expect(typed).toMatchObject({ ok: true, focus: expect.stringContaining('"Inner"') });
    expect(await type(page, null, { text: ' two' })).toMatchObject({ ok: true });
    expect(await undo(page, typed)).toMatchObject({ ok: false });
    expect(await type(page, 'textbox "Inner"', { text: 'three', replace: true })).toMatchObject({ ok: true });
  });
});

describe('taking typed text back', () => {
  const editor = (html: string) => `<div contenteditable role="textbox" aria-label="Body">${html}</div>`;

  it.each([
    ['', 'hello anna', ', see you on friday'],
    ['<p>dear <b>anna</b></p>', ', hello', ', see you on friday'],
    ['<p>one</p><p>two</p>', 'three', '\nfour'],
  ])('takes only the last of several texts, in an editor with "%s"', async (html, first, second) => {
    const page = await world.show(editor(html));
    await type(page, 'textbox "Body"', { text: first });
    const between = await textOf(page, 'Body');
    const typed = await type(page, null, { text: second });
    expect(await undo(page, typed)).toMatchObject({ ok: true });
    expect(await textOf(page, 'Body')).toBe(between);
  });

  it('takes a text in the middle, which leaves how the rest looks', async () => {
    const page = await world.show(editor('<p>dear <b>anna</b> and otto</p>'));
    await page.page.evaluate(() => {
      document.querySelector<HTMLElement>('[contenteditable]')!.focus();
      getSelection()!.collapse(document.querySelector('b')!.firstChild, 2);
    });
    await type(page, null, { text: 'new' });
    const typed = await type(page, null, { text: 'er' });
    expect(await textOf(page, 'Body')).toBe('dear annewerna and otto');
    expect(await undo(page, typed)).toMatchObject({ ok: true });
    expect(await page.page.evaluate(() => document.querySelector('[contenteditable]')!.innerHTML)).toBe(
      '<p>dear <b>annewna</b> and otto</p>',
    );
  });

  it('puts back what was replaced', async () => {
    const page = await world.show(editor('<p>dear <b>anna</b></p>'));
    const typed = await type(page, 'textbox "Body"', { text: 'hello', replace: true });
    expect(await undo(page, typed)).toMatchObject({ ok: true });
    expect(await textOf(page, 'Body')).toBe('dear anna');
  });

  it('does so in a field, as an edit that the user can undo', async () => {
    const page = await world.show(input('value="start"'));
    const typed = await type(page, 'textbox', { text: ' more' });
    expect(await undo(page, typed)).toMatchObject({ ok: true });
    expect(await valueOf(page)).toBe('start');
  });

  it('leaves a field alone whose text has changed since', async () => {
    const page = await world.show(input('value="start"'));
    const typed = await type(page, 'textbox', { text: ' more' });
    await page.page.keyboard.type('!');
    expect(await undo(page, typed)).toMatchObject({
      ok: false,
      error: expect.stringContaining('has changed since'),
    });
    expect(await valueOf(page)).toBe('start more!');
  });
});
