import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dictating } from '../harness/pages/dictating.ts';
import { PageWorld, type OpenPage } from '../harness/pages/page-world.ts';

let world: PageWorld;
let page: OpenPage;
beforeAll(async () => {
  world = await PageWorld.launch();
  page = await world.open('<p></p>');
});
afterAll(() => world.close());

const LINE = 30;
const EDGE = 3 + 8;
/** From the caret. */
const GAP = 6;
const STYLE = `font: 20px/${LINE}px monospace; margin: 0; padding: 8px; border: 3px solid; width: 300px; resize: none`;

/** Of the letters, and of the bubble and its viewport, in CSS pixels. */
interface Seen {
  letter: number;
  field: DOMRect;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Dictates into the field of `html`, which is the first in its document or in its shadow tree. */
async function seenAt(html: string, keys: string[] = ['Control+End']): Promise<Seen> {
  page = await world.openIn(
    page,
    `<!doctype html><style>body { margin: 40px } .field { ${STYLE} }</style><main>${html}</main>`,
  );
  const field = page.page.locator('.field');
  await field.focus();
  for (const key of keys) await page.page.keyboard.press(key);
  const dictating = new Dictating(page);
  await dictating.bind();
  await dictating.show('words');
  return seen();
}

async function seen(): Promise<Seen> {
  const field = await page.page.locator('.field').evaluate((element) => {
    const ruler = document.createElement('span');
    ruler.textContent = '0'.repeat(100);
    ruler.style.cssText = 'position: absolute; font: 20px/30px monospace';
    document.body.append(ruler);
    const letter = ruler.offsetWidth / 100;
    ruler.remove();
    return { letter, field: element.getBoundingClientRect().toJSON() as DOMRect };
  });
  return { ...field, ...(await bubbleOf(page)) };
}

interface DomNode {
  nodeId: number;
  attributes?: string[];
  children?: DomNode[];
  shadowRoots?: DomNode[];
}

/** Scripts of the page do not see it. */
async function bubbleOf({ page }: OpenPage): Promise<Pick<Seen, 'left' | 'right' | 'top' | 'bottom'>> {
  const cdp = await page.context().newCDPSession(page);
  const { root } = (await cdp.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: DomNode };
  const find = (node: DomNode): DomNode | undefined =>
    node.attributes?.includes('words')
      ? node
      : [...(node.shadowRoots ?? []), ...(node.children ?? [])].map(find).find((found) => found);
  const { model } = await cdp.send('DOM.getBoxModel', { nodeId: find(root)!.nodeId });
  await cdp.detach();
  const [left, top, right, , , bottom] = model.border as [number, number, number, number, number, number];
  return { left, top, right, bottom };
}

/** A letter is a little lower than its line, and does not begin at a whole pixel. */
const near = (value: number, px: number) => ({
  asymmetricMatch: (other: number) => Math.abs(other - value) <= px,
});

/** @returns where the bubble stands under a letter of the field, whose rows and columns are counted from 0 */
const under = ({ field, letter }: Seen, row: number, column: number) => ({
  left: near(field.left + EDGE + column * letter, 1.5),
  top: near(field.top + EDGE + (row + 1) * LINE + GAP, 4),
});

describe('the bubble of what is being dictated', () => {
  it.each([
    ['on a line that is wrapped', 'one two three four five six seven', [], 1, 9],
    ['in the middle of a line', 'one two\nthree', ['ArrowUp', 'ArrowLeft'], 0, 4],
    ['on the empty line at the end', 'one\n\n', [], 2, 0],
    ['in an empty field', '', [], 0, 0],
  ])('stands under the caret of a text area %s', async (_, text, keys, row, column) => {
    const html = `<textarea class="field" rows="5">\n${text}</textarea>`;
    const at = await seenAt(html, ['Control+End', ...keys]);
    expect(at).toMatchObject(under(at, row, column));
  });

  it('follows the text of a scrolled text area, to its edge', async () => {
    const at = await seenAt(`<textarea class="field" rows="3">${'line\n'.repeat(8)}last</textarea>`);
    const scroll = (by: number) =>
      page.page.locator('textarea').evaluate(
        (area, by) =>
          new Promise<void>((resolve) => {
            area.addEventListener('scroll', () => resolve(), { once: true });
            area.scrollBy(0, by);
          }),
        by,
      );
    await scroll(-LINE);
    expect((await seen()).top).toBeGreaterThan(at.top);
    await scroll(-4 * LINE);
    expect((await seen()).top).toEqual(near(at.field.bottom + GAP, 1.5));
  });

  it.each([
    ['of a line', '<input class="field" value="hello">', 5],
    ['of a high field', '<input class="field" style="height: 90px" value="hello">', 5],
    ['of an address', '<input type="email" class="field" value="a@b.example">', 11],
  ])('stands under the caret %s', async (_, html, column) => {
    const at = await seenAt(html);
    const middle = (at.field.top + at.field.bottom) / 2;
    expect(at.left).toEqual(near(at.field.left + EDGE + column * at.letter, 1.5));
    expect(at.top).toEqual(near(middle + LINE / 2 + GAP, 4));
  });

  it('stands at the edge of a line that is longer than its field', async () => {
    const at = await seenAt(`<input class="field" value="${'hello '.repeat(20)}">`);
    expect(at.left).toEqual(near(at.field.right - EDGE, 3));
  });

  it('stands at the left of text that is written from right to left', async () => {
    const at = await seenAt('<textarea class="field" dir="rtl">שלום עולם</textarea>');
    // These letters are of another font.
    expect(at.right).toEqual(near(at.field.right - EDGE - 9 * at.letter, 2 * at.letter));
  });

  it.each([
    ['an input', '<input class="field" value="hello hello hello hello">'],
    ['an editor', '<div class="field" contenteditable>hello hello hello hello</div>'],
  ])('stays in the window, at %s in its corner', async (_, html) => {
    const at = await seenAt(`<div style="position: fixed; bottom: 0; right: 0">${html}</div>`);
    expect(at.bottom).toBeLessThan(at.field.bottom - EDGE - LINE / 2);
    expect(at.right).toEqual(near(1280 - GAP, 1));
  });

  it('goes with what scrolls in a shadow tree', async () => {
    const at = await seenAt(`<section><template shadowrootmode="open">
      <style>.field { ${STYLE} }</style>
      <div id="box" style="height: 200px; overflow: auto"><div style="height: 900px; padding: 60px 0">
      <textarea class="field">one</textarea></div></div></template></section>`);
    expect(at).toMatchObject(under(at, 0, 3));
    await page.page.locator('#box').evaluate(
      (box) =>
        new Promise<void>((resolve) => {
          box.addEventListener('scroll', () => resolve(), { once: true });
          box.scrollBy(0, 40);
        }),
    );
    const now = await seen();
    expect(now.field.top).toBe(at.field.top - 40);
    expect(now).toMatchObject(under(now, 0, 3));
  });
});
