import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageWorld, type OpenPage } from '../harness/pages/page-world.ts';

let world: PageWorld;
beforeAll(async () => {
  world = await PageWorld.launch();
});
afterAll(() => world.close());

async function read(page: OpenPage, again = true) {
  const answer = await page.run('article', { again });
  if (!answer.ok) throw new Error(answer.error);
  return answer;
}

/** Text that is long enough to scroll. */
const LONG = `<title>Long</title><article><h1>Long</h1>${Array.from(
  { length: 60 },
  (_, i) =>
    `<p>Paragraph ${i} has a first sentence. It has a second sentence, too, which is a little longer.</p>`,
).join('')}</article>`;

const lit = (page: Page, kind: string) =>
  page.evaluate((name) => {
    const highlight = CSS.highlights.get(`earshot-${name}`);
    return [...(highlight ?? [])].map((range) => (range as Range).toString()).join('');
  }, kind);

async function light(page: OpenPage, text: string, part: string) {
  const from = text.indexOf(part);
  if (from < 0) throw new Error(`"${part}" is not in the text.`);
  return page.run('highlight', { from, to: from + part.length });
}

/** Turns the wheel. @returns where the page is then */
async function scrollUp(page: Page): Promise<number> {
  await page.mouse.wheel(0, -10_000);
  return page.evaluate(() => scrollY);
}

const isInView = (page: Page, text: string) =>
  page.evaluate((text) => {
    const found = [...document.querySelectorAll('p')].find((p) => p.textContent.includes(text))!;
    const { top, bottom } = found.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }, text);

describe('reading an article', () => {
  it('reads its paragraphs, and nothing around them', async () => {
    const { title, text } = await read(await world.show('article.html'));
    expect(title).toBe('How swifts sleep');
    const paragraphs = text.split('\n\n');
    expect(paragraphs[0]).toMatch(/^Swifts stay in the air/);
    expect(paragraphs).toContain('One half at a time');
    expect(paragraphs.find((paragraph) => paragraph.startsWith('It climbs'))).toMatch(
      /few other birds fly\.$/,
    );
    expect(text).not.toMatch(/Home|Subscribe|owls|Copyright|hidden/);
  });

  it('reads words in links and buttons, but no footnote numbers and citations', async () => {
    const { text } = await read(await world.show('article.html'));
    const paragraphs = text.split('\n\n');
    expect(paragraphs[0]).toBe(
      'Swifts stay in the air for most of the year. They eat, drink and even sleep up there, and come down only to nest under a warm roof. To hear one, press the Listen button and wait for the call.',
    );
    expect(text).toContain(
      'keeps half of its brain awake. The other half rests for a few minutes, and then they change over. A nest of 20 m2 is',
    );
  });

  it('reads what is in a closed shadow root, in its place', async () => {
    const { text } = await read(await world.show('article.html'));
    expect(text).toMatch(
      /its colony\.\n\nRadar saw them first: in the evening, whole flocks rose[^]+ground\.\n\nAt dawn/,
    );
  });

  it('reads the post on top of a feed', async () => {
    const { title, text } = await read(await world.show('post-over-feed.html'));
    expect(title).toBe('My tomatoes came back from the dead');
    expect(text).toMatch(/^Day 1 of the rescue[^]+Day 8/);
    expect(text).not.toContain('Feed item');
  });

  it('does not read a question about cookies instead of the page', async () => {
    const question = 'We and our partners use cookies, and would like your consent. '.repeat(12);
    const page = await world.show(
      `${LONG}<div role="dialog" style="position: fixed; inset: 10%; background: white">${question}</div>`,
    );
    expect((await read(page)).text).toMatch(/^Paragraph 0 /);
  });

  it('reads the main text of a page without an article', async () => {
    const page = await world.show(
      '<nav>Menu</nav><main><h1>Order 17</h1><div>Two tickets</div><button>Pay</button></main><footer>Imprint</footer>',
    );
    expect((await read(page)).text).toBe('Order 17\n\nTwo tickets');
  });

  it('tells how much of it is whole sentences', async () => {
    const rows =
      '<div>Ann Lee</div><div>The tickets that you have asked us for, and the way to the hall</div>';
    const list = await read(await world.show(`<main>${rows.repeat(20)}</main>`));
    expect(list).toMatchObject({ prose: 0, text: expect.stringContaining('Ann Lee') as string });
    expect((await read(await world.show(LONG))).prose).toBeGreaterThan(1_000);
  });

  it('reads and lights a mail in a frame, but no advertisement, and forgets it when another text is read', async () => {
    const mail =
      '<p>The tickets that you have asked us for are ready. Please fetch them until Friday evening.</p>';
    world.serve('https://mail.example/7', mail);
    const frame = (width: number) =>
      `<iframe width=${width} height=250 src="https://mail.example/7"></iframe>`;
    const page = await world.show(`<ul><li>Ann Lee</li><li>Bob</li></ul>${frame(300)}${frame(600)}`);
    await expect.poll(() => page.page.frames().length).toBe(3);
    const found = await page.runInFrames('article', { again: true });
    const read = found.filter(({ ok }) => ok);
    expect(read.map((answer) => 'prose' in answer && answer.prose > 0)).toEqual([false, true]);
    const light = () => page.runInFrames('highlight', { from: 0, to: 3 });
    expect((await light()).filter(({ ok }) => ok)).toHaveLength(2);
    await page.runInFrames('forget_article', {});
    expect((await light()).filter(({ ok }) => ok)).toEqual([]);
  });

  it('gives a text in a frame its own title once, and no address or title of the page', async () => {
    const mails = [
      ['<title>Message</title><h2>Your tickets</h2>', 'Your tickets'],
      ['<title>Your order</title>', 'Your order'],
      ['<title>Inbox</title>', ''],
      ['<title>mail.example/3</title>', ''],
      ['', ''],
    ] as const;
    const wordsOf = (at: number) =>
      `Mail ${at}: what you have asked us for is ready. Please fetch it until Friday evening.`;
    for (const [at, [head]] of mails.entries()) {
      world.serve(`https://mail.example/${at}`, `${head}<p>${wordsOf(at)}</p>`);
    }
    const frames = mails.map(
      (_, at) => `<iframe width=600 height=90 src="https://mail.example/${at}"></iframe>`,
    );
    const page = await world.show(frames.join(''));
    const answers = await page.runInFrames('article', { again: true, pageTitle: 'Inbox' });
    const read = new Map(answers.flatMap((each) => (each.ok ? [[each.text, each.title]] : [])));
    expect(read).toEqual(new Map(mails.map(([, title], at) => [wordsOf(at), title])));
  });

  it('says that there is nothing to read', async () => {
    const page = await world.show('<img alt="" src="data:,">');
    expect(await page.run('article', { again: true })).toEqual({
      ok: false,
      error: 'There is no text to read on this page.',
    });
  });

  it('gives the next part of the same text after the page has grown', async () => {
    const page = await world.show(LONG);
    const { text } = await read(page);
    await page.page.evaluate(() =>
      document.querySelector('h1')!.insertAdjacentHTML('afterend', '<p>New words at the top of it all.</p>'),
    );
    expect((await read(page, false)).text).toBe(text);
    expect((await read(page)).text).toContain('New words');
  });

  it('knows where the viewport and the selection begin', async () => {
    const page = await world.show(LONG);
    await page.page.evaluate(() => document.querySelectorAll('p')[30]!.scrollIntoView());
    const scrolled = await read(page);
    expect(scrolled.text.slice(scrolled.here)).toMatch(/^Paragraph 30 /);
    await page.page.evaluate(() => {
      const text = document.querySelectorAll('p')[7]!.firstChild!;
      getSelection()!.setBaseAndExtent(text, 12, text, 20);
    });
    const selected = await read(page);
    expect(selected.text.slice(selected.here)).toMatch(/^has a first sentence\. It has a second/);
  });
});

describe('lighting what is heard', () => {
  it('lights a word in its sentence, across elements and shadow roots', async () => {
    const page = await world.show('article.html');
    const { text } = await read(page);
    expect(await light(page, text, 'nest')).toEqual({ ok: true });
    expect(await lit(page.page, 'word')).toBe('nest');
    expect((await lit(page.page, 'sentence')).replace(/\s+/g, ' ')).toBe(
      'They eat, drink and even sleep up there, and come down only to nest under a warm roof.',
    );
    await light(page, text, 'flocks');
    expect(await lit(page.page, 'word')).toBe('flocks');
    await page.run('highlight', { from: null });
    expect(await lit(page.page, 'word')).toBe('');
    expect(await lit(page.page, 'sentence')).toBe('');
  });

  it('says that a part is gone from the page', async () => {
    const page = await world.show(LONG);
    const { text } = await read(page);
    await page.page.evaluate(() => document.querySelectorAll('p')[3]!.remove());
    expect(await light(page, text, 'Paragraph 3 ')).toEqual({ ok: false });
    expect(await light(page, text, 'Paragraph 4 ')).toEqual({ ok: true });
  });

  it('scrolls along, leaves the page where the user scrolls it, and follows again', async () => {
    const page = await world.show(LONG);
    const { text } = await read(page);
    await light(page, text, 'Paragraph 40 ');
    await expect.poll(() => isInView(page.page, 'Paragraph 40 ')).toBe(true);
    await expect.poll(() => scrollUp(page.page)).toBe(0);
    await light(page, text, 'Paragraph 41 ');
    await light(page, text, 'Paragraph 42 ');
    expect(await page.page.evaluate(() => scrollY)).toBe(0);
    await page.page.evaluate(() => document.querySelectorAll('p')[43]!.scrollIntoView({ block: 'end' }));
    await light(page, text, 'Paragraph 43 ');
    await light(page, text, 'Paragraph 50 ');
    await expect.poll(() => isInView(page.page, 'Paragraph 50 ')).toBe(true);
  });
});

describe('finding text', () => {
  const find = async (page: OpenPage, text: string) => {
    const answer = await page.run('find', { text, shows: true, epoch: 'test', firstRef: 5 });
    if (!('matches' in answer)) throw new Error(answer.error);
    return answer;
  };

  it('finds it across elements and in shadow roots, with the passage around it', async () => {
    const page = await world.show('article.html');
    const inShadow = await find(page, 'whole flocks');
    expect(inShadow.total).toBe(1);
    expect(inShadow.matches[0]).toMatchObject({
      ref: 5,
      context: expect.stringMatching(/^Radar saw.+the ground\.$/),
    });
    const across = await find(page, 'press the listen BUTTON');
    expect(across.matches).toHaveLength(1);
    expect(await lit(page.page, 'found')).toMatch(/^press the\s+Listen button$/);
  });

  it('reveals the first match, and lights it alone', async () => {
    const page = await world.show(LONG);
    expect(await find(page, 'paragraph 55')).toMatchObject({ total: 1 });
    expect(await isInView(page.page, 'Paragraph 55 ')).toBe(true);
    expect(await find(page, 'second sentence')).toMatchObject({ total: 60, matches: { length: 20 } });
    expect(await lit(page.page, 'found')).toBe('second sentence');
  });

  it('opens what the text is folded away in; an article is read as it is shown', async () => {
    const folded =
      '<details><summary>Refunds</summary><p>Within thirty days.</p></details><p hidden="until-found">Write to us.</p>';
    const page = await world.show(LONG.replace('</article>', `${folded}</article>`));
    expect((await read(page)).text).not.toMatch(/thirty days|Write to us/);
    expect(await find(page, 'thirty days')).toMatchObject({ total: 1 });
    expect(await isInView(page.page, 'thirty days')).toBe(true);
    await find(page, 'write to us');
    expect(await isInView(page.page, 'Write to us')).toBe(true);
  });

  it('finds a passage by its beginning or its end where the page has more in its middle', async () => {
    const page = await world.show(
      '<p>The lamp was made in 1920 by Ida Holm <i>(NEW)</i> and gives a warm light to the whole room.</p>' +
        '<p>Built in 1871,<sup><a href="#n">[2]</a></sup> it burnt [3, 5] in 1903.</p>',
    );
    const asRead = 'The lamp was made in 1920 by Ida Holm and gives a warm light to the whole room.';
    expect(await find(page, asRead)).toMatchObject({ total: 1 });
    expect(await lit(page.page, 'found')).toBe('The lamp was made in 1920');
    expect(await find(page, `Years ago the old ${asRead.slice(4)}`)).toMatchObject({ total: 1 });
    expect(await lit(page.page, 'found')).toBe('warm light to the whole room.');
    expect((await find(page, 'The lamp was made in 1921')).total).toBe(0);
    // A passage of an article, which leaves out notes.
    expect(await find(page, 'Built in 1871, it burnt in 1903.')).toMatchObject({ total: 1 });
    expect(await lit(page.page, 'found')).toBe('Built in 1871, it burnt in 1903.');
  });

  it('takes no notice of case, accents, quotes and soft hyphens, and finds nothing that is hidden', async () => {
    const page = await world.show('<p>The Ca&shy;fé’s “menu”</p><p hidden>secret menu</p>');
    expect((await find(page, `cafe's "MENU"`)).total).toBe(1);
    expect((await find(page, 'menu')).total).toBe(1);
    expect(await find(page, 'dessert')).toEqual({ matches: [], total: 0, nextRef: expect.any(Number) });
    expect(await lit(page.page, 'found')).toBe('');
  });
});

describe('a glance at a page', () => {
  it.each([
    ['an article', LONG, { article: true, control: null }],
    [
      'a link before a button',
      '<button>Save</button><a href="/help">Help</a>',
      { article: false, control: 'Help' },
    ],
    [
      'a button',
      '<input type="password" aria-label="Password"><button>Sign in</button>',
      { article: false, control: 'Sign in' },
    ],
    [
      'names that are hard to say',
      '<a href="/a">Read the whole long story here</a><button>×</button>',
      { article: false, control: null },
    ],
  ])('sees %s', async (_name, html, seen) => {
    const page = await world.show(html);
    expect(await page.run('glance', {})).toEqual(seen);
  });
});
