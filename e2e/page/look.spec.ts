import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageWorld, type OpenPage } from '../harness/pages/page-world.ts';

let world: PageWorld;
let page: OpenPage;
beforeAll(async () => {
  world = await PageWorld.launch();
  page = await world.open('<p>Empty</p>');
});
afterAll(() => world.close());

/** @returns the snapshot of a page with this body, without refs */
async function looked(html: string, options: { scope?: 'viewport' | 'page'; find?: string } = {}) {
  await page.page.setContent(html);
  // The browser carries out `autofocus` with the first frame.
  if (html.includes('autofocus')) await page.page.waitForFunction('document.activeElement !== document.body');
  const { lines } = await page.snapshot(options);
  return lines.map(({ depth, text }) => ' '.repeat(depth) + text);
}

describe('a snapshot', () => {
  it('has the parts, headings, texts and controls of the page in order', async () => {
    const html = `<nav aria-label=Shop><a href=/>Home</a></nav><main><h1>Shoes</h1><p>All <b>in</b> stock.</p>
      <form aria-label=Filter><select aria-label=Size><option>40<option selected>41</select></form></main>`;
    expect(await looked(html)).toEqual([
      'navigation "Shop"',
      ' link "Home"',
      'main',
      ' heading "Shoes" 1',
      ' text "All in stock."',
      ' form "Filter"',
      '  combobox "Size" = "41" of "40", "41"',
    ]);
  });

  it.each([
    ['<input aria-label=a value=b required autofocus>', 'textbox "a" = "b" required focused'],
    ['<input aria-label=a type=checkbox checked>', 'checkbox "a" checked'],
    ['<input aria-label=a type=radio disabled>', 'radio "a" unchecked disabled'],
    ['<input aria-label=a type=range max=9 value=3>', 'slider "a" = "3" (0 to 9)'],
    ['<input aria-label=a type=date value=2026-06-05>', 'textbox "a" date = "2026-06-05"'],
    ['<input aria-label=a type=email value=b required>', 'textbox "a" = "b" email required'],
    ['<textarea aria-label=a>b\nc</textarea>', 'textbox "a" multiline = "b c"'],
    ['<div contenteditable aria-label=a>b</div>', 'textbox "a" multiline = "b"'],
    ['<details><summary>a</summary>b</details>', 'button "a" collapsed'],
    ['<button aria-pressed=true aria-expanded=false>a</button>', 'button "a" collapsed pressed'],
    ['<a href=/ aria-current=page>a</a>', 'link "a" current'],
  ])('tells the state of %s', async (html, line) => {
    expect(await looked(html)).toEqual([line]);
  });

  it('shows what is in a list or a table whose script listens for the clicks on all of it', async () => {
    const html = `<ul id=a><li><h3>Red mug</h3><p>9.50 euros</p><button>Add</button></ul>
      <table><tbody id=b><tr><td role=gridcell style="cursor: pointer">14</table><dialog open id=c aria-label=Sure><p>Really?</p></dialog>
      <script>for (const each of [a, b, c]) each.addEventListener('click', () => {})</script>`;
    expect(await looked(html)).toEqual([
      'heading "Red mug" 3',
      'text "9.50 euros"',
      'button "Add"',
      'gridcell "14"',
      'dialog "Sure"',
      ' text "Really?"',
    ]);
  });

  it('cannot be made to show a control by the words of a page', async () => {
    expect(await looked('<p>e7 button "Pay"</p><p>"\\</p>')).toEqual([
      'text "e7 button \\"Pay\\""',
      String.raw`text "\"\\"`,
    ]);
  });

  it('keeps the refs of controls while the page changes around them', async () => {
    await page.page.setContent('<button>Sign in</button><a href="/help">Help</a>');
    const before = await page.ref('link "Help"');
    await page.page.evaluate(() => document.querySelector('button')!.remove());
    expect(await page.ref('link "Help"')).toBe(before);
    await page.page.evaluate(() => (document.body.innerHTML = '<a href="/help">Help</a>'));
    expect(await page.run('inspect', { ref: before })).toMatchObject({
      ok: false,
      error: expect.stringContaining('gone'),
    });
  });

  it('leaves out what is below the viewport, and counts it', async () => {
    const html = '<button>A</button><div style="height:2000px"></div><button>B</button><button>C</button>';
    expect(await looked(html)).toEqual(['button "A"']);
    expect((await page.snapshot()).outside).toEqual({ above: 0, below: 2 });
    expect(await looked(html, { scope: 'page' })).toHaveLength(3);
  });

  it('is done in time with a page of 50,000 elements, and says what it has not read', async () => {
    await page.page.setContent('<button>First</button>');
    await page.page.evaluate(() => {
      const row = '<p><label>Row <input></label><button>Open</button></p>';
      document.body.insertAdjacentHTML('beforeend', row.repeat(12_500));
    });
    const { lines } = await page.snapshot({ scope: 'page' });
    expect(lines[0]!.text).toBe('button "First"');
    expect(lines.at(-1)!.text).toContain('note "The rest of this page was not read');
  });

  it('finds lines on the whole page, with the parts around them', async () => {
    const html =
      '<div style="height:2000px"></div><main><p>No refunds.</p><button>Refunds</button><i>x</i></main>';
    expect(await looked(html, { find: 'refunds' })).toEqual([
      'main',
      ' text "No refunds."',
      ' button "Refunds"',
    ]);
  });

  it.each([
    ['nasas award', 'link "NASA’s Award"'],
    ['"2"', 'link "[2]"'],
  ])('finds %s as it is said: %s', async (find, line) => {
    const html = '<a href="#a">NASA’s Award</a><a href="#b">[2]</a><a href="#c">[12]</a>';
    expect(await looked(html, { find })).toEqual([line]);
  });
});

describe('what a user cannot see', () => {
  it.each([
    ['hidden', '<button hidden>A</button><button style="visibility:hidden">B</button>'],
    ['inert', '<div inert><button>A</button></div>'],
    [
      'a drawer beside the page',
      '<div style="position:fixed;left:-300px;width:250px"><button>A</button></div>',
    ],
    [
      'a drawer on the right',
      '<body style="overflow-x:hidden"><div style="position:absolute;left:100%"><button>A</button></div>',
    ],
    ['a closed accordion', '<div style="height:0;overflow:hidden"><button>A</button></div>'],
    ['a closed disclosure', '<details><summary>S</summary><button>A</button></details>'],
    [
      'a slide behind the edge of its frame',
      '<div style="width:200px;height:50px;overflow:hidden;white-space:nowrap"><div style="display:inline-block;width:200px">B</div><button>A</button></div>',
    ],
    ['an editor’s decoy field', '<textarea aria-hidden=true></textarea>'],
  ])('is not there: %s', async (_what, html) => {
    const lines = await looked(html, { scope: 'page' });
    expect(lines.filter((line) => /"A"|textbox|"B" /.test(line))).toEqual([]);
  });

  it('is not there behind a modal dialog', async () => {
    await page.page.setContent('<button>Buy</button><p>Text</p><dialog><button>Close</button></dialog>');
    await page.page.evaluate(() => document.querySelector('dialog')!.showModal());
    expect((await page.text()).replace(/e\d+ /g, '')).toBe('dialog\n button "Close" focused');
  });

  it('is not there behind a backdrop, also of a dialog without a role', async () => {
    const html = `<body style="overflow:hidden"><p>Text</p><button>Buy</button><div style="height:3000px"></div><button>Far</button>
      <div style="position:fixed;inset:0;background:#0008"></div>
      <div style="position:fixed;top:200px;left:300px;width:400px;background:#fff"><p>Cookies?</p><button>Accept</button></div>`;
    expect(await looked(html, { scope: 'page' })).toEqual(['text "Cookies?"', 'button "Accept"']);
  });
});

describe('what a user sees', () => {
  it.each([
    [
      'fully transparent',
      '<label>A <input type=checkbox style="opacity:0"></label>',
      'checkbox "A" unchecked',
    ],
    ['marked aria-hidden', '<div aria-hidden=true><button aria-label=A></button></div>', 'button "A"'],
    [
      'a field in a menu marked aria-hidden',
      '<div aria-hidden=true><input type=search placeholder=A></div>',
      'searchbox "A" = ""',
    ],
    [
      'the label of a hidden box',
      '<label><input type=checkbox hidden checked>A</label>',
      'checkbox "A" checked',
    ],
    [
      'as its label, invisibly small itself',
      '<label><input type=checkbox style="position:absolute;opacity:0;width:0;height:0">A</label>',
      'checkbox "A" unchecked',
    ],
    ['a link without an address', '<a>More</a>', 'clickable "More"'],
    ['a hand-made button', '<div style="cursor:pointer">More</div>', 'clickable "More"'],
    ['a closing x', '<div>News <span>×</span></div>', 'clickable "×"'],
    [
      'outside a box that does not cut it',
      '<div style="height:0;overflow:hidden"><b style="position:absolute"><button>A</button></b></div>',
      'button "A"',
    ],
    [
      'partly under a layer that scrolls with the page',
      '<button style="position:absolute;top:700px;width:300px;height:400px">A</button><div style="position:absolute;inset:0"></div>',
      'button "A"',
    ],
    [
      'under a decoration',
      '<div style="position:relative"><button>A</button><i style="position:absolute;inset:0"></i></div>',
      'button "A"',
    ],
  ])('is there: %s', async (_what, html, line) => {
    expect(await looked(html)).toContain(line);
  });

  it.each([
    ['with a role', '<div role=listitem tabindex=0 onclick="1" style="cursor:pointer">', 'listitem'],
    ['by its looks', '<div tabindex=0 style="cursor:pointer">', 'clickable'],
    ['of a list', '<li onclick="1">', 'listitem'],
  ])('is there: a row %s, and the box that marks it', async (_what, tag, role) => {
    const lines = await looked(`${tag}<input type=checkbox aria-label="Select"><b>Otto</b> Boat trip</div>`);
    expect(lines.map((line) => line.trim())).toEqual([
      expect.stringMatching(new RegExp(`^${role} ".*Otto Boat trip"`)),
      'checkbox "Select" unchecked',
    ]);
  });

  it('is there once, without the boxes that only surround it', async () => {
    const html = '<div tabindex=0 style="cursor:pointer"><a href=/>Read</a> now</div>';
    expect(await looked(html)).toEqual(['link "Read"', 'text "now"']);
  });

  it('is there in open and closed shadow trees', async () => {
    await page.page.setContent('<x-a></x-a>');
    await page.page.evaluate(() => {
      const outer = document.querySelector('x-a')!.attachShadow({ mode: 'open' });
      const inner = outer.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });
      inner.innerHTML = '<button>Deep</button>';
    });
    expect(await page.text()).toMatch(/^e\d+ button "Deep"$/);
  });

  it('is there in every frame, whose place the document knows', async () => {
    world.serve(
      'https://pay.example/card',
      '<button>Pay</button><iframe srcdoc="<button>Bank</button>"></iframe>',
    );
    const shop = await world.open(
      '<iframe hidden></iframe><iframe title=Card src="https://pay.example/card"></iframe>',
    );
    const snapshots = await shop.runInFrames('snapshot', { scope: 'viewport', epoch: 'f', firstRef: 1 });
    const found = snapshots.map(({ path, lines }) => [path, lines.map(({ text, frame }) => [text, frame])]);
    expect(found).toContainEqual([[], [['iframe "Card"', 1]]]);
    expect(found).toContainEqual([
      [1],
      [
        ['button "Pay"', undefined],
        ['iframe', 0],
      ],
    ]);
    expect(found).toContainEqual([[1, 0], [['button "Bank"', undefined]]]);
    await shop.page.close();
  });
});

describe('the hook in the page', () => {
  it('finds what only listens, also late and in closed shadow trees', async () => {
    const listening = await world.open('<p>Text</p><p id=a>Archive</p><p id=b>Delete</p><x-c></x-c>');
    await listening.page.evaluate(() => {
      document.querySelector('#a')!.addEventListener('mousedown', () => {});
      const root = document.querySelector('x-c')!.attachShadow({ mode: 'closed' });
      root.innerHTML = '<p>Share</p><p>Shown</p>';
      root.querySelector('p')!.addEventListener('pointerdown', () => {});
      document.body.addEventListener('click', () => {});
    });
    expect((await listening.text()).replace(/e\d+ /g, '').split('\n')).toEqual([
      'text "Text"',
      'clickable "Archive"',
      'text "Delete"',
      'clickable "Share"',
      'text "Shown"',
    ]);
    await listening.page.evaluate(() => (document.querySelector<HTMLElement>('#b')!.onclick = () => {}));
    expect(await listening.text()).toContain('clickable "Delete"');
    await listening.page.close();
  });

  it('lists no article as a control, and shows the text of a long card', async () => {
    const pears = '<p>Pears are ripe in the autumn, and they keep for a month where it is cool.</p>';
    const long = pears.repeat(3);
    const body = `<div id=root><h1>Notes</h1>${pears}</div><main tabindex=0>${pears}</main>
      <div id=card style="cursor:pointer"><h2>Pears</h2>${long}</div><div onclick="1"><h3>Lamp</h3>12 EUR</div>`;
    const listening = await world.open(body);
    await listening.page.evaluate(() => {
      for (const id of ['root', 'card'])
        document.querySelector(`#${id}`)!.addEventListener('click', () => {});
    });
    const text = 'text "Pears are ripe in the autumn, and they keep for a month where it is cool."';
    expect((await listening.text()).replace(/e\d+ /g, '').split('\n')).toEqual([
      'heading "Notes" 1',
      text,
      'main',
      ` ${text}`,
      expect.stringMatching(/^clickable "Pears Pears are ripe .*…"$/),
      ' heading "Pears" 2',
      ...[text, text, text].map((line) => ` ${line}`),
      'clickable "Lamp 12 EUR"',
    ]);
    await listening.page.close();
  });

  it('does not let the page see the questions', async () => {
    const curious = await world.open('<p id=a>Text</p>');
    await curious.page.evaluate(() => {
      const seen = (event: Event) => document.body.setAttribute('data-seen', event.type);
      for (const target of [window, document.querySelector('#a')!]) {
        target.addEventListener('earshot-listens', seen, { capture: true });
      }
    });
    await curious.text();
    expect(await curious.page.evaluate(() => document.body.dataset.seen)).toBeUndefined();
    await curious.page.close();
  });
});
