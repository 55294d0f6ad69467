/** What users of such tools report most: each case is a page of fixtures/pages. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PageCalls } from '../../extension/lib/page/page-calls.ts';
import { click, log, outcome } from '../harness/pages/acting.ts';
import { PageWorld, type OpenPage } from '../harness/pages/page-world.ts';

let world: PageWorld;
let page: OpenPage;
beforeAll(async () => {
  world = await PageWorld.launch();
});
afterAll(() => world.close());
afterEach(() => page?.page.close());

const showNumbers = async () => {
  const shown = await page.run('show_numbers', { first: 1, last: 99, epoch: 'test', firstRef: 1 });
  return (shown as PageCalls['show_numbers']['answer']).controls;
};

async function clickNumber(number: number): Promise<string> {
  const found = (await page.run('numbered', { number })) as { ref: number } | null;
  return found ? outcome(page, 'click', { ref: found.ref, double: false }) : `There is no number ${number}.`;
}

describe('unusual controls', () => {
  it('are named, and work: a way out that is a span, "more" that is a div, listeners for the press alone', async () => {
    page = await world.show('unusual-controls.html');
    expect(await click(page, 'clickable "Close"')).toContain('"We have moved the library." disappeared');
    expect(await click(page, 'clickable "Read more"')).toContain('The story begins, and goes on.');
    await click(page, 'button "By pointer"');
    await click(page, 'button "By mouse"');
    expect(await log(page)).toEqual(['pointer', 'mouse']);
  });

  it('work under a decorative layer of their own, and are not listed off the canvas', async () => {
    page = await world.show('unusual-controls.html');
    await click(page, 'button "Buy the lamp"');
    expect(await log(page)).toEqual(['card']);
    expect((await showNumbers()).map(({ control }) => control)).not.toContain('button "Hidden settings"');
  });
});

describe('menus that open on hover, in a shadow root', () => {
  it.each([
    ['a style sheet', 'Rooms', 'Kitchen'],
    ['a script', 'Gardens', 'Roses'],
  ])('open by %s, and their items can be clicked', async (_, menu, item) => {
    page = await world.show('hover-menus.html');
    const changed = await outcome(page, 'hover', { ref: await page.ref(`button "${menu}"`) });
    expect(changed).toContain(item);
    await click(page, `button "${item}"`);
    expect(await log(page)).toEqual([item]);
  });
});

describe('a menu that is drawn anew in each frame', () => {
  it('keeps its numbers, which lead to the right item', async () => {
    page = await world.show('restless-menu.html');
    const controls = await showNumbers();
    expect(controls.map(({ control }) => control)).toEqual([
      'button "Before"',
      ...['menuitem "Copy"', 'menuitem "Paste"', 'menuitem "Delete"'],
    ]);
    for (const number of [3, 4, 2]) await clickNumber(number);
    expect(await log(page)).toEqual(['Paste', 'Delete', 'Copy']);
  });

  it('refuses a ref of an item that is gone, and uses no other item', async () => {
    page = await world.show('restless-menu.html');
    const ref = await page.ref('menuitem "Delete"');
    // The page draws the menu anew in each frame, before this callback.
    await page.page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await outcome(page, 'click', { ref, double: false })).toMatch(/is gone/);
    expect(await log(page)).toEqual([]);
  });
});

describe('a feed', () => {
  it('keeps refs and numbers on their posts when another post comes in above', async () => {
    page = await world.show('feed.html');
    const ref = await page.ref('button "Like post 0"');
    const number = (await showNumbers()).find(({ control }) => control === 'button "Like post -1"')!.number;
    await page.page.evaluate(() => (globalThis as unknown as { prepend(): void }).prepend());
    await outcome(page, 'click', { ref, double: false });
    await clickNumber(number);
    expect(await log(page)).toEqual([0, -1]);
  });

  it('is scrolled down for a while, and is reported to go on', async () => {
    page = await world.show('feed.html');
    const told = await outcome(page, 'scroll', { direction: 'bottom', pages: 1 });
    expect(told).toMatch(/^scrolled .*; it keeps growing: this is not the end yet$/);
  });
});
