import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dictateSentence,
  dictationPages,
  openToDictate,
  SENTENCES,
  type DictationPage,
} from '../harness/editors/dictate-sentence.ts';
import { EDITORS } from '../harness/editors/editor-page.ts';
import type { Dictating, Sentence } from '../harness/pages/dictating.ts';
import { PageWorld } from '../harness/pages/page-world.ts';

/** Texts with lines and paragraphs, also said alone. */
const CHOSEN = [
  'first paragraph period new paragraph second paragraph period',
  'thanks for the photos comma they are lovely; new line; see you soon comma; new line; peter',
];
const chosen = SENTENCES.filter(({ heard }) => CHOSEN.includes(heard.join('; ')));

let world: PageWorld;
beforeAll(async () => {
  world = await PageWorld.launch();
});
afterAll(() => world.close());

const insert = (text: string) => ({ type: 'insert', text }) as const;

describe('dictating into an editor', () => {
  it('has the sentences', () => expect(chosen).toHaveLength(CHOSEN.length));

  // One test of three parts for each: they use one page, and editors are tested side by side.
  it.concurrent.each(dictationPages(EDITORS))('%s', async (name) => {
    const dictating = await openToDictate(world, name);
    for (const sentence of chosen) await writesAndTakesBack(dictating, name, sentence);
    await writesInTheMiddle(dictating);
    await replacesOnlyOnce(dictating);
    await dictating.page.page.close();
  });
});

async function writesAndTakesBack(dictating: Dictating, name: DictationPage, sentence: Sentence) {
  const right = { exact: true, unshown: true, back: true, errors: [] };
  expect(await dictateSentence(dictating, sentence, name), sentence.text).toMatchObject(right);
}

async function writesInTheMiddle(dictating: Dictating) {
  const { keyboard } = dictating.page.page;
  await dictating.begin('Start end.');
  for (let i = 0; i < 5; i++) await keyboard.press('ArrowLeft');
  await dictating.show('very long');
  expect(await dictating.text()).toBe('Start end.');
  await dictating.step(insert('middle'));
  await dictating.step(insert(', good'));
  expect(await dictating.text()).toBe('Start middle, good end.');
  await keyboard.press('Control+End');
  await dictating.step({ type: 'scratch' });
  expect(await dictating.text()).toBe('Start middle end.');
  await dictating.step({ type: 'undo' });
  expect(await dictating.text()).toBe('Start middle, good end.');
}

async function replacesOnlyOnce(dictating: Dictating) {
  await dictating.begin('one two');
  for (let i = 0; i < 3; i++) await dictating.page.page.keyboard.press('Shift+ArrowLeft');
  await dictating.show('three');
  expect(await dictating.text()).toBe('one two');
  await dictating.step(insert('three'));
  await dictating.step(insert('four'));
  expect(await dictating.text()).toBe('one three four');
}
