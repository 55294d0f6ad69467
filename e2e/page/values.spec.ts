import { describe, expect, it } from 'vitest';
import type { PageActed } from '../../extension/lib/page/page-calls.ts';
import { act, log, outcome, propertyOfX } from '../harness/pages/acting.ts';
import type { OpenPage } from '../harness/pages/page-world.ts';
import { drawnSlowly, inFrame } from '../harness/pages/slow-page.ts';
import { testPages } from '../harness/pages/test-pages.ts';

let page: OpenPage;
const pages = testPages();
const open = async (html: string) => {
  page = await pages.open(html);
};

const value = (property: string) => propertyOfX(page, property);

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

  it('sees what a slow page draws in the second frame', async () => {
    const draws = inFrame(2, 'this.ariaChecked = true');
    await open(
      `<div role=switch tabindex=0 aria-checked=false onclick="${draws}">Wi-Fi</div>${drawnSlowly(550)}`,
    );
    const ref = await page.ref('switch "Wi-Fi"');
    expect(await outcome(page, 'set_checked', { ref, checked: true })).toBe('switch "Wi-Fi" checked');
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

  it('scrolls a list that draws only a part of its options, two frames later on a slow page', async () => {
    await open(`<div id=x role=listbox tabindex=0 aria-label=Row style="height:100px;overflow:auto"><div id=all style="height:1000px;position:relative"></div></div>
      <script>
        const draw = () => {
          const first = Math.floor(x.scrollTop / 20);
          all.innerHTML = Array.from({ length: Math.min(10, 50 - first) }, (_, i) =>
            '<div role=option style="position:absolute;height:20px;top:' + (first + i) * 20 + 'px" onclick="log.push(this.textContent)">Row ' + (first + i) + '</div>').join('');
        };
        draw();
        x.addEventListener('scroll', () => { ${inFrame(2, 'draw()')} });
      </script>${drawnSlowly(150)}`);
    const ref = await page.ref('listbox "Row"');
    expect(await outcome(page, 'select_option', { ref, option: 'Row 22' })).toContain('"Row 22" chosen');
    expect(await log(page)).toEqual(['Row 22']);
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
