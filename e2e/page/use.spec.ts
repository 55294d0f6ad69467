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

const scrolled = () => page.page.evaluate(() => Math.round(scrollY));

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
    expect(await outcome(page, 'scroll', { direction: 'bottom', pages: 1 })).toMatch(/keeps growing/);
  });

  it('gives a feed that is drawn slowly as many frames to grow', async () => {
    const grow = inFrame(3, "x.style.height = parseInt(x.style.height) + 1000 + 'px'");
    await open(`<div id=x style="height:2000px"></div><script>
      addEventListener('scroll', () => { ${grow} });
    </script>${drawnSlowly(200)}`);
    expect(await outcome(page, 'scroll', { direction: 'bottom', pages: 1 })).toMatch(/keeps growing/);
  });

  it('turns the wheel where a page scrolls by its own means', async () => {
    await open(`<style>body{overflow:hidden}</style><div id=x style="height:90vh">Map</div><script>
      x.addEventListener('wheel', (event) => { event.preventDefault(); log.push(Math.sign(event.deltaY)); }, { passive: false });
    </script>`);
    expect(await outcome(page, 'scroll', { direction: 'down', pages: 0.2 })).toMatch(/wheel/);
    expect(await log(page)).toEqual([1]);
  });

  it('sees a slow page that moves in the second frame after the wheel', async () => {
    const moves = inFrame(2, "x.textContent = 'Moved'");
    await open(`<style>body{overflow:hidden}</style><div id=x style="height:90vh">Map</div><script>
      x.addEventListener('wheel', () => { ${moves} });
    </script>${drawnSlowly(400)}`);
    expect(await outcome(page, 'scroll', { direction: 'down', pages: 0.2 })).toMatch(/wheel/);
  });

  it('says which frame scrolls instead', async () => {
    pages.serve('https://frame.example/', '<div style="height:4000px">Frame</div>');
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
