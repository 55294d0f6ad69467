import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinText } from '../../../extension/lib/page/dictation/join-text.ts';
import { Dictating, PLAIN_PAGES, type Sentence } from '../pages/dictating.ts';
import type { PageWorld } from '../pages/page-world.ts';
import { editorPage, type EditorName } from './editor-page.ts';

export const SENTENCES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/dictation/sentences.json'), 'utf8'),
) as Sentence[];

/** A page of an editor or of a plain field. */
export type DictationPage = EditorName | keyof typeof PLAIN_PAGES;

/** @param editors whose packages are there. @returns them and the plain fields, each once */
export const dictationPages = (editors: readonly EditorName[]): readonly DictationPage[] => [
  ...new Set([...(Object.keys(PLAIN_PAGES) as (keyof typeof PLAIN_PAGES)[]), ...editors]),
];

/** @param folder see `editorPage` */
export async function openToDictate(
  world: PageWorld,
  name: DictationPage,
  folder?: string,
): Promise<Dictating> {
  const html = isPlain(name) ? PLAIN_PAGES[name] : await editorPage(name, folder);
  const page = await world.open(html);
  await page.page.waitForFunction(() => 'editor' in globalThis);
  return new Dictating(page);
}

const isPlain = (name: string): name is keyof typeof PLAIN_PAGES => Object.hasOwn(PLAIN_PAGES, name);

/** In these, one end of a paragraph is what a new paragraph is. */
const PARAGRAPHS: readonly DictationPage[] = ['prosemirror', 'tinymce', 'ckeditor'];

const SINGLE_LINE: readonly DictationPage[] = ['input', 'react'];

/** A field of a single line has a space in place of lines. */
function inOneLine(steps: Sentence['steps']): string {
  const texts = [''];
  for (const step of steps) {
    const now = texts.at(-1)!;
    if (step.type === 'insert')
      texts.push(now + joinText(step, { before: now, after: '' }).replace(/\s*\n\s*/g, ' '));
    else if (step.type === 'scratch') texts.push(texts.at(-2) ?? '');
    else texts.pop();
  }
  return texts.at(-1)!;
}

export interface DictatedSentence {
  /** The text was as it should be, once; nothing was there before it was final; nothing was left in the end. */
  exact: boolean;
  unshown: boolean;
  back: boolean;
  got: string;
  rest: string;
  errors: string[];
  /** Of each text, to write it and to read it back, in milliseconds. */
  times: number[];
}

/** Dictates a sentence into the editor, and takes it back; the editor's own model says what it had. */
export async function dictateSentence(
  dictating: Dictating,
  { steps, text }: Sentence,
  name: DictationPage,
): Promise<DictatedSentence> {
  const isLine = SINGLE_LINE.includes(name);
  await dictating.begin();
  const times: number[] = [];
  const errors: string[] = [];
  let unshown = true;
  for (const step of steps) {
    if (step.type === 'insert') {
      const before = await dictating.text();
      await dictating.show(step.text.slice(0, 5));
      unshown &&= (await dictating.text()) === before;
    }
    const begin = performance.now();
    const answer = await dictating.step(step);
    if (step.type === 'insert') times.push(performance.now() - begin);
    if (!answer.ok) errors.push(answer.error);
  }
  const got = await dictating.text();
  const wanted = isLine ? inOneLine(steps) : text;
  for (let i = 0; i < steps.length && (await dictating.text()) !== ''; i++) {
    const answer = await dictating.step({ type: 'scratch' });
    if (!answer.ok) errors.push(`back: ${answer.error}`);
  }
  const rest = await dictating.text();
  const isExact = got === wanted || (PARAGRAPHS.includes(name) && got === wanted.replaceAll('\n\n', '\n'));
  const isRight = errors.length === 0;
  return { exact: isRight && isExact, unshown, back: isRight && rest === '', got, rest, errors, times };
}
