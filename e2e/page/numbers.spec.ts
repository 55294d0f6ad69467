import { describe, expect, it } from 'vitest';
import type { PageCalls } from '../../extension/lib/page/page-calls.ts';
import { act, log, outcome } from '../harness/pages/acting.ts';
import type { OpenPage } from '../harness/pages/page-world.ts';
import { testPages } from '../harness/pages/test-pages.ts';

type Shown = PageCalls['show_numbers']['answer'];

let page: OpenPage;
const pages = testPages();
const open = async (html: string) => {
  page = await pages.open(html);
};

const show = async (args: Partial<PageCalls['show_numbers']['args']> = {}) =>
  (await page.run('show_numbers', { first: 1, last: 99, epoch: 'test', firstRef: 1, ...args })) as Shown;

/** @returns the control that the number leads to now */
async function numbered(number: number): Promise<string | null> {
  const { lines } = await page.snapshot({ scope: 'page' });
  const found = (await page.run('numbered', { number })) as { ref: number } | null;
  return lines.find(({ control }) => control !== undefined && control === found?.ref)?.text ?? null;
}

async function clickNumber(number: number): Promise<string> {
  const found = (await page.run('numbered', { number })) as { ref: number } | null;
  return found ? outcome(page, 'click', { ref: found.ref, double: false }) : 'no such number';
}

const frames = (count: number) =>
  page.page.evaluate(async (left) => {
    for (; left > 0; left--) await new Promise(requestAnimationFrame);
  }, count);

const row = (name: string, style = '') =>
  `<button style="display:block;${style}" onclick="log.push('${name}')">${name}</button>`;

describe('numbers on the page', () => {
  it('go to the controls in view, in the order of the page', async () => {
    await open(
      `<h1>Shop</h1>${row('Buy')}<a href="/help">Help</a><div style="height:3000px"></div>${row('Far')}`,
    );
    const { controls, more } = await show();
    expect(controls.map(({ number, control }) => `${number} ${control}`)).toEqual([
      '1 button "Buy"',
      '2 link "Help"',
    ]);
    expect(more).toBe(0);
    await clickNumber(1);
    expect(await log(page)).toEqual(['Buy']);
  });

  it('have two digits at most, none of those that sound alike, and tell what got none', async () => {
    await open(
      Array.from({ length: 120 }, (_, i) => `<button style="width:90px;height:24px">B${i}</button>`).join(''),
    );
    const { controls, more } = await show();
    const numbers = controls.map(({ number }) => number);
    expect(numbers).toHaveLength(89);
    expect(Math.max(...numbers)).toBe(99);
    expect(numbers.filter((number) => [13, 19, 30, 40, 50].includes(number))).toEqual([]);
    expect(more).toBe(31);
  });

  it('leave out what is covered', async () => {
    await open(
      `${row('Buy')}${row('Sell')}<div style="position:absolute;left:0;top:0;width:300px;height:30px;background:red">Cover</div>`,
    );
    expect((await show()).controls.map(({ control }) => control)).toEqual(['button "Sell"']);
  });

  it('go on from another number in a frame, and are those of some controls only where asked', async () => {
    await open(row('Buy') + row('Sell') + row('Keep'));
    const sell = await page.ref('button "Sell"');
    const { controls } = await show({ first: 12, refs: [sell] });
    expect(controls).toEqual([{ number: 12, ref: sell, control: 'button "Sell"' }]);
  });

  it('come with frames where only some controls are asked for, and without frames where all are', async () => {
    await open(row('Buy', 'margin:20px') + row('Sell', 'margin:20px'));
    const looks = () => Promise.all([1, 2].map(cornerOf));
    const cornerOf = async (nth: number) => {
      const { x, y, width, height } = (await page.page.locator(`button >> nth=${nth - 1}`).boundingBox())!;
      const clip = { x: x + width - 5, y: y + height - 5, width: 15, height: 15 };
      return (await page.page.screenshot({ clip })).toString('base64');
    };
    const [buy, sell] = await looks();
    await show({ refs: [await page.ref('button "Sell"')] });
    await frames(2);
    const framed = await looks();
    expect(framed[0]).toBe(buy);
    expect(framed[1]).not.toBe(sell);
    await show();
    await frames(2);
    expect(await looks()).toEqual([buy, sell]);
  });

  it('stay with their controls while the page scrolls, and come back for those that come into view', async () => {
    await open(Array.from({ length: 60 }, (_, i) => row(`Row ${i}`, 'height:60px')).join(''));
    const first = await show();
    const last = first.controls.at(-1)!;
    await page.page.evaluate(() => scrollBy(0, 300));
    await expect.poll(() => numbered(1)).not.toBe('button "Row 0"');
    expect(await numbered(last.number)).toBe(last.control);
  });

  it('stay on what is drawn anew under them sixty times a second, and lead to it', async () => {
    await open(`<div id=menu></div><script>
      const draw = () => {
        menu.innerHTML = ['Copy', 'Paste', 'Delete'].map((name) => '<button onclick="log.push(this.textContent)">' + name + '</button>').join('');
        requestAnimationFrame(draw);
      };
      draw();
    </script>`);
    await show();
    await frames(30);
    for (const number of [2, 3, 1]) await clickNumber(number);
    expect(await log(page)).toEqual(['Paste', 'Delete', 'Copy']);
  });

  it('do not go over to another control in the same place', async () => {
    await open(`<div id=menu>${row('Delete')}</div>`);
    await show();
    await page.page.evaluate(() => {
      document.getElementById('menu')!.innerHTML = '<button style="display:block">Archive</button>';
    });
    await expect.poll(() => numbered(1)).not.toBe('button "Delete"');
  });

  it('move on with a post that comes in above them', async () => {
    await open(`<div id=feed>${row('Like one')}${row('Like two')}</div>`);
    await show();
    await page.page.evaluate(() => {
      document.getElementById('feed')!.insertAdjacentHTML('afterbegin', '<button>Like three</button>');
    });
    await frames(3);
    expect(await numbered(2)).toBe('button "Like two"');
    await clickNumber(2);
    expect(await log(page)).toEqual(['Like two']);
  });

  it('cannot be read, moved, pressed or taken away by the page', async () => {
    await open(row('Buy'));
    await show();
    const layer = await page.page.evaluate(async () => {
      const outer = document.querySelector('earshot-layer') as HTMLElement;
      const inner = outer.firstElementChild as HTMLElement;
      const seen = { text: outer.innerText, root: String(outer.shadowRoot ?? inner.shadowRoot), hit: '' };
      for (const element of [outer, inner]) element.setAttribute('style', 'display: none');
      for (const type of ['click', 'keydown', 'pointerdown']) {
        inner.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), { key: 'Escape' }));
      }
      dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      inner.hidePopover();
      outer.remove();
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const { left, top } = document.querySelector('button')!.getBoundingClientRect();
      seen.hit = document.elementFromPoint(left + 4, top + 4)!.localName;
      return {
        ...seen,
        isBack: outer.isConnected && inner.matches(':popover-open'),
        display: getComputedStyle(inner).display,
      };
    });
    expect(layer).toEqual({ text: '', root: 'null', hit: 'button', isBack: true, display: 'block' });
    expect(await numbered(1)).toBe('button "Buy"');
  });

  it('do not hang a page that takes them away again and again', async () => {
    await open(`${row('Buy')}<script>
      new MutationObserver(() => document.querySelector('earshot-layer')?.remove()).observe(document.documentElement, { childList: true });
    </script>`);
    await show();
    await frames(5);
    expect(await numbered(1)).toBe('button "Buy"');
    expect(await page.run('hide_numbers', {})).toEqual({ ok: true });
  });

  it('lie over a dialog that opens, and end when the user presses Escape', async () => {
    await open(`${row('Buy')}<dialog id=d>${row('Yes')}</dialog>`);
    await show();
    await page.page.evaluate(() => (document.getElementById('d') as HTMLDialogElement).showModal());
    await expect
      .poll(async () => (await show()).controls.map(({ control }) => control))
      .toEqual(['button "Yes"']);
    await page.page.keyboard.press('Escape');
    expect(await page.page.evaluate(() => document.querySelector('earshot-layer'))).toBeNull();
  });

  it('are not among the controls of the page', async () => {
    await open(row('Buy'));
    await show();
    expect(await page.text()).toBe('e1 button "Buy"');
  });
});

describe('reveal', () => {
  it('scrolls to the control, and marks it', async () => {
    await open(`<div style="height:3000px"></div>${row('Far')}`);
    const answer = await act(page, 'reveal', { ref: await page.ref('button "Far"') });
    expect(answer).toMatchObject({ ok: true, changed: 'button "Far" is marked' });
    // The mark stays for two seconds.
    expect(
      await page.page.evaluate(() => [scrollY > 1000, document.querySelectorAll('earshot-layer').length]),
    ).toEqual([true, 1]);
  });
});
