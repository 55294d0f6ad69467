/** Pages that work against each act: it ends all the same, and says what is true. */
import { describe, expect, it } from 'vitest';
import type { PageCalls } from '../../extension/lib/page/page-calls.ts';
import { click, log, outcome } from '../harness/pages/acting.ts';
import type { OpenPage } from '../harness/pages/page-world.ts';
import { testPages } from '../harness/pages/test-pages.ts';

let page: OpenPage;
const pages = testPages({ hasNewTabs: true });
const open = async (html: string) => {
  page = await pages.open(html);
};

const BUY = `<button id=buy onclick="log.push('bought'); out.textContent = 'Thank you'">Buy</button><p id=out></p>`;

describe('a page that fights', () => {
  it('of 50,000 elements is used and numbered', async () => {
    await open(`${BUY}<div id=rows></div><script>
      rows.innerHTML = Array.from({ length: 12500 }, (_, i) => '<div><p>Row ' + i + '</p><span><button>Open ' + i + '</button></span></div>').join('');
    </script>`);
    const { lines } = await page.snapshot();
    const ref = lines.find(({ text }) => text === 'button "Buy"')!.control!;
    expect(await outcome(page, 'click', { ref, double: false })).toBe('new text: "Thank you"');
    expect(await log(page)).toEqual(['bought']);
    const shown = (await page.run('show_numbers', {
      first: 1,
      last: 99,
      epoch: 'test',
      firstRef: 1,
    })) as PageCalls['show_numbers']['answer'];
    expect(shown.controls.length).toBeGreaterThan(5);
    expect(await outcome(page, 'scroll', { direction: 'bottom', pages: 1 })).toBe('scrolled to the bottom');
  });

  it('and draws itself anew sixty times a second settles for its other controls', async () => {
    await open(`${BUY}<div id=menu></div><script>
      const draw = () => { menu.innerHTML = '<p>News</p><button>Other</button>'; requestAnimationFrame(draw); };
      draw();
    </script>`);
    expect(await click(page, 'button "Buy"')).toBe('new text: "Thank you"');
  });

  it('and moves the button away each frame is clicked where the button is', async () => {
    await open(`${BUY}<script>
      buy.style.position = 'absolute';
      const move = () => { buy.style.left = Math.random() * 900 + 'px'; buy.style.top = 100 + Math.random() * 400 + 'px'; requestAnimationFrame(move); };
      move();
    </script>`);
    expect(await click(page, 'button "Buy"')).toBe('new text: "Thank you"');
    expect(await log(page)).toEqual(['bought']);
  });

  it('and lays a veil over everything again and again is reported as covered', async () => {
    await open(`${BUY}<script>
      const veil = () => {
        document.querySelector('.veil')?.remove();
        document.body.insertAdjacentHTML('beforeend', '<div class=veil style="position:fixed;inset:0;background:#fff">Please wait</div>');
      };
    </script>`);
    const ref = await page.ref('button "Buy"');
    await page.page.evaluate('veil(); setInterval(veil, 10)');
    expect(await outcome(page, 'click', { ref, double: false })).toBe('Covered by "Please wait".');
    expect(await log(page)).toEqual([]);
  });

  it('and never settles is left after a while', async () => {
    await open(`${BUY}<div id=feed></div><script>
      setInterval(() => { const item = document.createElement('p'); feed.append(item); item.textContent = 'Item ' + feed.children.length; }, 10);
    </script>`);
    expect(await click(page, 'button "Buy"')).toContain('"Thank you"');
  });

  it('and takes the button away when it is pressed gets no click on what comes in its place', async () => {
    await open(`<div id=box>${BUY}</div><script>
      buy.onmousedown = () => { box.innerHTML = '<button onclick="log.push(\\'deleted\\')">Delete</button>'; };
    </script>`);
    expect(await click(page, 'button "Buy"')).toMatch(/is gone/);
    expect(await log(page)).toEqual([]);
  });
});
