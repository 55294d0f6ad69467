import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../harness/cdp.ts';
import { startFakeCall, type FakeCall } from '../harness/fake-call.ts';

const WIDE = `See ![a map](https://a.invalid/map.png) and [a page](https://a.invalid/).

| one | two | three | four | five | six |
|-----|-----|-------|------|------|-----|
| 1,000,000,000 | 1,000,000,000 | 1,000,000,000 | 1,000,000,000 | 1,000,000,000 | 1,000,000,000 |

\`\`\`
${'a line of code that is far too long for a narrow panel; '.repeat(3)}
\`\`\`

${'Donaudampfschifffahrt'.repeat(6)}

> - ${'https://a.invalid/'.padEnd(120, 'x')}`;

const LONG = Array.from({ length: 120 }, (_, i) => `Sentence ${i + 1} goes **on** for a while.`).join(' ');

describe('the view of an answer', () => {
  let call: FakeCall;
  beforeAll(async () => {
    call = await startFakeCall();
    await call.panel.emulate({ widthPx: 320 });
  });
  afterAll(() => call.end());

  const evaluate = <Result>(expression: string) => call.panel.page.evaluate<Result>(expression);

  /** Where the first word that is still to be spoken stands in the view: 0 is its top, 1 its bottom. */
  const spokenAt = () =>
    evaluate<number>(`(() => {
      const view = document.querySelector('.scroller').getBoundingClientRect();
      const { bottom } = document.querySelector('[data-part=upcoming]').getClientRects()[0];
      return (bottom - view.top) / view.height;
    })()`);

  const spoken = async () => (await call.panel.answer()).spoken;

  it('scrolls wide tables and code in their own boxes, and loads nothing', async () => {
    const { backend, panel } = call;
    backend.text('assistant', WIDE, 1);
    await panel.waitForTurn('assistant', 'a page');
    expect(
      await evaluate(`[...document.querySelectorAll('body, .scroller, .markdown > *')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ outerHTML }) => outerHTML)`),
    ).toEqual([]);
    expect(
      await evaluate(`[...document.querySelectorAll('.scroll')]
        .map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)`),
    ).toEqual([true, true]);
    expect(
      await evaluate(
        `performance.getEntriesByType('resource').filter(({ name }) => name.includes('a.invalid'))`,
      ),
    ).toEqual([]);
  });

  it('follows the word that is spoken, also in another size, until the user scrolls away', async () => {
    const { backend, panel } = call;
    const durationMs = 24_000;
    backend.text('user', 'a long story please', 2);
    backend.phase('speaking', 2);
    backend.text('assistant', LONG, 2, false);
    backend.marks(2, LONG, durationMs);
    backend.speak(2, durationMs, { end: false });
    for (const [word, widthPx] of [
      ['Sentence 10 ', 420],
      ['Sentence 20 ', 320],
      ['Sentence 25 ', 420],
    ] as const) {
      await until(word, async () => (await spoken()).includes(word));
      await until('the word in the view', async () => Math.abs((await spokenAt()) - 0.6) < 0.05);
      await panel.emulate({ widthPx });
      await until('the word in the view', async () => Math.abs((await spokenAt()) - 0.6) < 0.1);
    }
    const scrollTop = () => evaluate<number>(`document.querySelector('.scroller').scrollTop`);
    await panel.wheel('.scroller', -10_000);
    await until('Jump to latest', async () => (await panel.text()).includes('Jump to latest'));
    // Not always the beginning: the view may follow a word while the browser scrolls.
    const top = await scrollTop();
    const before = await spoken();
    await until('more words', async () => (await spoken()).length > before.length + 20);
    expect(await scrollTop()).toBe(top);
    await panel.clickSelector('.frame > button');
    await until('the word in the view', async () => Math.abs((await spokenAt()) - 0.6) < 0.1);
    expect(await panel.text()).not.toContain('Jump to latest');
  });
});
