import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PageActed } from '../../extension/lib/page/page-calls.ts';
import { act, log, outcome } from '../harness/pages/acting.ts';
import { PageWorld, type OpenPage } from '../harness/pages/page-world.ts';

let world: PageWorld;
let page: OpenPage;
beforeAll(async () => {
  world = await PageWorld.launch();
});
afterAll(() => world.close());
afterEach(() => page?.page.close());

const open = async (html: string) => {
  page = await world.open(`<!doctype html><title>Shop</title><script>window.log = [];</script>${html}`);
};

/** @returns a property of the element with the id `x` */
const value = (property: string) =>
  page.page.evaluate(
    (name) => (document.getElementById('x') as unknown as Record<string, unknown>)[name],
    property,
  );

const scrolled = () => page.page.evaluate(() => Math.round(scrollY));

describe('set_checked', () => {
  it('checks, says what is so already, and can be undone', async () => {
    await open('<label><input id=x type=checkbox onchange="log.push(this.checked)">News</label>');
    const ref = await page.ref('checkbox "News"');
    const answer = (await act(page, 'set_checked', { ref, checked: true })) as PageActed;
    expect(answer.changed).toBe('checkbox "News" checked');
    expect(await outcome(page, 'set_checked', { ref, checked: true })).toBe(
      'nothing: checkbox "News" is checked already',
    );
    await act(page, 'undo', { undo: answer.undo! });
    expect(await log(page)).toEqual([true, false]);
  });

  it.each([
    ['a check box', '<label><input id=x type=checkbox>A</label>', 'checkbox "A"', 'checked', true],
    [
      'a hidden check box with a label',
      '<label><input id=x type=checkbox hidden>A</label>',
      'checkbox "A"',
      'checked',
      true,
    ],
    [
      'a radio button',
      '<label><input type=radio name=r checked>B</label><label><input id=x type=radio name=r>A</label>',
      'radio "A"',
      'checked',
      true,
    ],
    [
      'a switch of the page',
      '<div id=x role=switch tabindex=0 aria-checked=false onclick="setTimeout(() => { this.ariaChecked = this.ariaChecked !== `true` }, 50)">A</div>',
      'switch "A"',
      'ariaChecked',
      'true',
    ],
    [
      'an option of a list',
      `<div role=listbox onclick="for (const o of this.children) o.ariaSelected = o === event.target">
        <div role=option tabindex=0 aria-selected=true>B</div><div id=x role=option tabindex=0 aria-selected=false>A</div></div>`,
      'option "A"',
      'ariaSelected',
      'true',
    ],
  ])('is undone after a click: %s', async (_, html, control, property, on) => {
    await open(html);
    const before = await value(property);
    const answer = (await act(page, 'click', { ref: await page.ref(control), double: false })) as PageActed;
    expect(await value(property)).toBe(on);
    expect(await act(page, 'undo', { undo: answer.undo! })).toMatchObject({ ok: true });
    expect(await value(property)).toBe(before);
  });

  it('has no undo after a click where no choice was made before', async () => {
    await open('<label><input id=x type=radio name=r>A</label>');
    const answer = await act(page, 'click', { ref: await page.ref('radio "A"'), double: false });
    expect(answer).not.toHaveProperty('undo');
  });

  it('switches what the page draws itself', async () => {
    await open(
      '<div id=x role=switch tabindex=0 aria-checked=false onclick="setTimeout(() => { this.ariaChecked = this.ariaChecked !== `true` }, 50)">Wi-Fi</div>',
    );
    const ref = await page.ref('switch "Wi-Fi"');
    expect(await outcome(page, 'set_checked', { ref, checked: true })).toBe('switch "Wi-Fi" checked');
    expect(await outcome(page, 'set_checked', { ref, checked: false })).toBe('switch "Wi-Fi" unchecked');
  });

  it('tells when the page does not let it', async () => {
    await open(
      '<label><input type=checkbox onclick="event.preventDefault()">News</label><label><input type=radio name=r checked>One</label>',
    );
    const news = await outcome(page, 'set_checked', {
      ref: await page.ref('checkbox "News"'),
      checked: true,
    });
    expect(news).toBe('The page did not let checkbox "News" become checked.');
    const one = await outcome(page, 'set_checked', { ref: await page.ref('radio "One"'), checked: false });
    expect(one).toMatch(/choose another one/);
  });
});

describe('select_option', () => {
  it('chooses by the name, and can be undone', async () => {
    await open(
      '<select id=x aria-label=Country onchange="log.push(this.value)"><option value=de>Germany<option value=fr>France<option disabled>Spain</select>',
    );
    const ref = await page.ref('combobox "Country"');
    const answer = (await act(page, 'select_option', { ref, option: 'france' })) as PageActed;
    expect(answer.changed).toBe('combobox "Country" = "France"');
    expect(await outcome(page, 'select_option', { ref, option: 'Spain' })).toMatch(/is disabled/);
    expect(await outcome(page, 'select_option', { ref, option: 'Italy' })).toMatch(
      /It has: "Germany", "France", "Spain"\.$/,
    );
    await act(page, 'undo', { undo: answer.undo! });
    expect(await log(page)).toEqual(['fr', 'de']);
  });

  it('opens a list that the page builds itself', async () => {
    await open(`<button id=x role=combobox aria-controls=l aria-expanded=false aria-label=Fruit onclick="l.hidden = !l.hidden">None</button>
      <ul id=l role=listbox hidden>${['Apple', 'Pear'].map((name) => `<li role=option onclick="x.textContent = '${name}'; l.hidden = true">${name}</li>`).join('')}</ul>`);
    const ref = await page.ref('combobox "Fruit"');
    expect(await outcome(page, 'select_option', { ref, option: 'pear' })).toMatch(
      /^"Pear" chosen in combobox "Fruit"/,
    );
    expect(await value('textContent')).toBe('Pear');
    expect(await outcome(page, 'select_option', { ref, option: 'plum' })).toMatch(
      /has no option "plum"\. It has: "Apple", "Pear"/,
    );
  });

  it('takes one of the suggestions of a field', async () => {
    await open(
      '<input id=x list=s aria-label=City><datalist id=s><option value=Berlin><option value=Paris></datalist>',
    );
    await act(page, 'select_option', { ref: await page.ref('combobox "City"'), option: 'paris' });
    expect(await value('value')).toBe('Paris');
  });
});

describe('set_value', () => {
  it.each([
    ['slider', 'range', 'min=0 max=10 step=2', '40 %', '4'],
    ['spinbutton', 'number', '', '42', '42'],
    ['textbox', 'date', '', '4 May 2026', '2026-05-04'],
    ['textbox', 'time', '', '1:45 pm', '13:45'],
    ['button', 'color', '', 'red', '#ff0000'],
  ])('sets a %s of type %s', async (role, type, attributes, text, expected) => {
    await open(
      `<input id=x type=${type} aria-label=Size ${attributes} oninput="log.push('input')" onchange="log.push('change')">`,
    );
    const ref = await page.ref(`${role} "Size"`);
    const answer = (await act(page, 'set_value', { ref, value: text })) as PageActed;
    expect(answer).toMatchObject({ ok: true });
    expect(await value('value')).toBe(expected);
    expect(await log(page)).toEqual(['input', 'change']);
    await act(page, 'undo', { undo: answer.undo! });
    expect(await value('value')).not.toBe(expected);
  });

  it('refuses what the field does not take', async () => {
    await open(
      '<input id=x type=number aria-label=Size min=1 max=5 value=3><input type=date aria-label=Day><input type=file aria-label=File>',
    );
    const set = async (control: string, text: string) =>
      outcome(page, 'set_value', { ref: await page.ref(control), value: text });
    expect(await set('spinbutton "Size"', '7')).toMatch(/does not take "7"/);
    expect(await value('value')).toBe('3');
    expect(await set('spinbutton "Size"', 'many')).toMatch(/takes a number/);
    expect(await set('textbox "Day"', '4/5/2026')).toMatch(/write it like 2026-05-04/);
    expect(await set('button "File"', 'a.txt')).toMatch(/only a real click/);
  });

  it('moves a slider that listens to keys', async () => {
    await open(`<div id=x role=slider tabindex=0 aria-label=Volume aria-valuemin=0 aria-valuemax=100 aria-valuenow=20>o</div><script>
      x.onkeydown = ({ key }) => { x.ariaValueNow = String(Number(x.ariaValueNow) + ({ ArrowRight: 5, ArrowLeft: -5 }[key] ?? 0)); };
    </script>`);
    const ref = await page.ref('slider "Volume"');
    expect(await outcome(page, 'set_value', { ref, value: '75' })).toBe('slider "Volume" = 75');
    expect(await outcome(page, 'set_value', { ref, value: '33' })).toMatch(/= 35, the nearest/);
    expect(await outcome(page, 'set_value', { ref, value: '200' })).toBe(
      'slider "Volume" goes from 0 to 100.',
    );
  });

  it('moves a slider that listens to the mouse', async () => {
    await open(`<div id=track style="position:relative;width:200px;height:20px;background:#ccc"><div id=x role=slider tabindex=0 aria-label=Volume
      aria-valuemin=0 aria-valuemax=100 aria-valuenow=0 style="position:absolute;left:0;width:10px;height:20px;margin-left:-5px;background:red"></div></div><script>
      x.onpointerdown = () => {
        const move = ({ clientX }) => {
          const part = Math.max(0, Math.min(1, (clientX - track.getBoundingClientRect().left) / 200));
          x.style.left = part * 200 + 'px'; x.ariaValueNow = String(Math.round(part * 100));
        };
        addEventListener('pointermove', move);
        addEventListener('pointerup', () => removeEventListener('pointermove', move), { once: true });
      };
    </script>`);
    const ref = await page.ref('slider "Volume"');
    expect(await outcome(page, 'set_value', { ref, value: '75' })).toBe('slider "Volume" = 75');
  });
});

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

  it('refuses keys of the browser, and keys that there are not', async () => {
    await open('<button>One</button>');
    expect(await press('Ctrl+T')).toMatch(/belongs to the browser/);
    expect(await press('Ctrl+C')).toMatch(/copy_text/);
    expect(await press('Entr')).toMatch(/no key called "Entr"/);
  });
});

describe('scroll', () => {
  it('moves by less than a page, and comes back', async () => {
    await open(
      '<header style="position:fixed;top:0;width:100%;height:100px;background:#fff">Top</header><div style="height:5000px"></div>',
    );
    const answer = (await act(page, 'scroll', { direction: 'down', pages: 1 })) as PageActed;
    expect(answer.changed).toBe('scrolled down, to 14 % of it');
    expect(await scrolled()).toBe(595);
    await act(page, 'undo', { undo: answer.undo! });
    expect(await scrolled()).toBe(0);
    expect(await outcome(page, 'scroll', { direction: 'up', pages: 1 })).toBe(
      'nothing: this is the top already',
    );
  });

  it('moves what fills the middle where the page itself does not scroll', async () => {
    await open(
      '<style>body{overflow:hidden;margin:0}</style><nav style="float:left;width:100px;height:100vh;overflow:auto"><div style="height:3000px"></div></nav><main id=x style="height:100vh;overflow:auto"><pre style="height:60px;overflow:auto">a\n\n\n\n\n\n\n\n</pre><div style="height:4000px"></div></main>',
    );
    expect(await outcome(page, 'scroll', { direction: 'down', pages: 1 })).toMatch(/^scrolled down/);
    expect(await value('scrollTop')).toBe(680);
  });

  it('moves the list that is named', async () => {
    await open(
      '<ul id=x role=listbox aria-label=Names tabindex=0 style="height:100px;overflow:auto"><li style="height:2000px">One</li></ul><div style="height:5000px"></div>',
    );
    const ref = await page.ref('listbox "Names"');
    expect(await outcome(page, 'scroll', { direction: 'bottom', pages: 1, ref })).toBe(
      'listbox "Names" scrolled to the bottom',
    );
    expect(await scrolled()).toBe(0);
  });

  it('ends at the bottom of a feed that grows, and says so', async () => {
    await open(`<div id=x style="height:2000px"></div><script>
      addEventListener('scroll', () => setTimeout(() => { x.style.height = parseInt(x.style.height) + 1000 + 'px'; }, 20));
    </script>`);
    const start = performance.now();
    expect(await outcome(page, 'scroll', { direction: 'bottom', pages: 1 })).toMatch(/keeps growing/);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('turns the wheel where a page scrolls by its own means', async () => {
    await open(`<style>body{overflow:hidden}</style><div id=x style="height:90vh">Map</div><script>
      x.addEventListener('wheel', (event) => { event.preventDefault(); log.push(Math.sign(event.deltaY)); }, { passive: false });
    </script>`);
    expect(await outcome(page, 'scroll', { direction: 'down', pages: 0.2 })).toMatch(/wheel/);
    expect(await log(page)).toEqual([1]);
  });

  it('says which frame scrolls instead', async () => {
    world.serve('https://frame.example/', '<div style="height:4000px">Frame</div>');
    await open(
      '<style>body{margin:0;overflow:hidden}</style><iframe src="about:blank" style="width:1px;height:1px"></iframe><iframe src="https://frame.example/" style="width:100vw;height:95vh"></iframe>',
    );
    expect(await act(page, 'scroll', { direction: 'down', pages: 1 })).toEqual({ ok: false, frame: 1 });
  });
});

describe('hover and drag', () => {
  it('opens a menu by a style sheet, which stays while its item is clicked', async () => {
    await open(`<style>ul ul{display:none} li:hover > ul{display:block}</style>
      <ul><li><a href="#p">Products</a><ul><li><a href="#c" onclick="log.push('chairs')">Chairs</a></li></ul></li></ul>`);
    expect(await outcome(page, 'hover', { ref: await page.ref('link "Products"') })).toContain(
      'new text: "Chairs"',
    );
    await outcome(page, 'click', { ref: await page.ref('link "Chairs"'), double: false });
    expect(await log(page)).toEqual(['chairs']);
  });

  it('opens a menu by a listener inside a closed shadow root, which closes when the mouse leaves', async () => {
    await open(`<div id=host></div><button>Other</button><script>
      const root = host.attachShadow({ mode: 'closed' });
      root.innerHTML = '<div><button>Menu</button><ul hidden><li>Item</li></ul></div>';
      root.firstChild.onmouseenter = () => { root.querySelector('ul').hidden = false; log.push('open'); };
      root.firstChild.onmouseleave = () => { root.querySelector('ul').hidden = true; log.push('closed'); };
    </script>`);
    expect(await outcome(page, 'hover', { ref: await page.ref('button "Menu"') })).toContain('"Item"');
    await outcome(page, 'hover', { ref: await page.ref('button "Other"') });
    expect(await log(page)).toEqual(['open', 'closed']);
  });

  it('drags and drops as the browser does', async () => {
    await open(`<button id=x draggable=true ondragstart="event.dataTransfer.setData('text/plain', 'card')">Card</button>
      <button ondragover="event.preventDefault()" ondrop="log.push(event.dataTransfer.getData('text/plain'))">Done</button><button>Wall</button>`);
    const [card, done, wall] = [
      await page.ref('button "Card"'),
      await page.ref('button "Done"'),
      await page.ref('button "Wall"'),
    ];
    await act(page, 'drag', { ref: card, to: done });
    expect(await log(page)).toEqual(['card']);
    expect(await outcome(page, 'drag', { ref: card, to: wall })).toMatch(/Nothing there takes/);
  });

  it('drags what follows the pointer, by a distance', async () => {
    await open(`<div id=x role=button tabindex=0 style="position:absolute;left:100px;top:100px;width:50px;height:50px;background:red">Box</div><script>
      x.onpointerdown = (down) => {
        const move = ({ clientX }) => { x.style.left = 100 + clientX - down.clientX + 'px'; };
        addEventListener('pointermove', move);
        addEventListener('pointerup', () => removeEventListener('pointermove', move), { once: true });
      };
    </script>`);
    await act(page, 'drag', { ref: await page.ref('button "Box"'), dx: 80, dy: 0 });
    expect(await value('offsetLeft')).toBe(180);
  });
});

describe('wait_for and media', () => {
  it('waits for a text, and for its end', async () => {
    await open(
      `<p id=x>Loading</p><script>setTimeout(() => { x.textContent = 'All  done'; }, 200);</script>`,
    );
    expect(await outcome(page, 'wait_for', { text: 'all done', ms: 3000 })).toBe('"all done" is there');
    expect(await outcome(page, 'wait_for', { gone: 'Loading', ms: 1000 })).toBe('"Loading" is gone');
    expect(await outcome(page, 'wait_for', { text: 'never', ms: 200 })).toBe(
      '"never" did not appear within 0.2 seconds.',
    );
  });

  it('controls a sound, and tells why a first play with sound is refused', async () => {
    // A second of silence: 8 bits, 8000 a second.
    const bytes = Buffer.concat([
      Buffer.from(
        'RIFF\x64\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x40\x1f\0\0',
        'latin1',
      ),
      Buffer.alloc(8000, 0x80),
    ]);
    await open(`<audio id=x loop src="data:audio/wav;base64,${bytes.toString('base64')}"></audio>`);
    const media = (action: 'play' | 'pause' | 'faster') => outcome(page, 'media', { action });
    expect(await media('play')).toMatch(/only after a click in it/);
    expect(await media('faster')).toBe('1.25 times the speed');
    await page.page.evaluate(() => (document.getElementById('x') as HTMLAudioElement).play());
    expect(await media('play')).toBe('nothing: it is playing already');
    expect(await media('pause')).toBe('paused');
    expect(await media('pause')).toBe('nothing: it is paused already');
  });

  it('tells that a page has neither video nor sound', async () => {
    await open('<p>Text</p>');
    expect(await act(page, 'media', { action: 'play' })).toMatchObject({ ok: false, absent: true });
  });
});
