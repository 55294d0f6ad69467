/** Dictates sentences into fourteen fields and editors: exact, once, and nothing left after all was taken back. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { joinText } from '../../extension/lib/page/dictation/join-text.ts';
import { Dictating, PLAIN_PAGES, type Sentence } from '../../e2e/harness/pages/dictating.ts';
import { PageWorld } from '../../e2e/harness/pages/page-world.ts';
import { median } from '../lib/stats.ts';
import { atLeast, atMost, type Row } from '../lib/table.ts';
import { editorPage, EDITORS } from '../page/editors/bundle.ts';

const SENTENCES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/dictation/sentences.json'), 'utf8'),
) as Sentence[];

const RICH = EDITORS.filter((name) => !['react', 'vue', 'textarea', 'contenteditable'].includes(name));

export interface DictationBenchOptions {
  /** With the packages of the editors: see page/editors/packages.json. */
  folder: string;
  failures: boolean;
  /** Only this editor. */
  measure?: string;
}

export async function benchDictation({ folder, failures, measure }: DictationBenchOptions): Promise<Row[]> {
  const world = await PageWorld.launch();
  const right = { exact: 0, unshown: 0, back: 0, all: 0 };
  const times: number[] = [];
  try {
    for (const name of [...Object.keys(PLAIN_PAGES), ...RICH]) {
      if (measure !== undefined && measure !== name) continue;
      const html =
        name in PLAIN_PAGES
          ? PLAIN_PAGES[name as keyof typeof PLAIN_PAGES]
          : await editorPage(name as never, folder);
      const page = await world.open(html);
      await page.page.waitForFunction(() => 'editor' in globalThis);
      for (const sentence of SENTENCES) {
        const seen = await dictate(new Dictating(page), sentence, name);
        right.all++;
        for (const key of ['exact', 'unshown', 'back'] as const) if (seen[key]) right[key]++;
        times.push(...seen.times);
        if (failures && !(seen.exact && seen.unshown && seen.back))
          console.log(
            `${name}: ${JSON.stringify(sentence.text)}: ${JSON.stringify({ ...seen, times: undefined })}`,
          );
      }
      await page.page.close();
    }
  } finally {
    await world.close();
  }
  return [
    atLeast("sentences exact in the editor's own model, once", right.exact, right.all, right.all),
    atLeast(
      'sentences of which nothing was in the field before it was final',
      right.unshown,
      right.all,
      right.all,
    ),
    atLeast('sentences gone after all was taken back', right.back, right.all, right.all),
    atMost('time to write and read back, median', median(times), 300),
  ];
}

/** In these, one end of a paragraph is what a new paragraph is. */
const PARAGRAPHS: readonly string[] = ['prosemirror', 'tinymce', 'ckeditor'];

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

async function dictate(dictating: Dictating, { steps, text }: Sentence, name: string) {
  const isLine = name === 'input';
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
  return { exact: isExact, unshown, back: rest === '', got, rest, errors, times };
}
