/** Types into public editors, and looks into their models: exact, once, one undo. */
import type { OpenPage, PageWorld } from '../../e2e/harness/pages/page-world.ts';
import type { PageCalls, PageUndo } from '../../extension/lib/page/page-calls.ts';
import { median } from '../lib/stats.ts';
import { atLeast, atMost, type Row } from '../lib/table.ts';
import { until } from '../../e2e/harness/cdp.ts';
import { editorPage, editorsWith, type EditorName } from '../../e2e/harness/editors/editor-page.ts';

interface Case {
  start: string;
  text: string;
  replace?: boolean;
}

const CASES: readonly Case[] = [
  { start: 'start', text: ' hello world' },
  { start: '', text: 'hello world' },
  { start: 'start', text: ' line one\nline two' },
  { start: 'old text', text: 'new text', replace: true },
];

/** Fields of a single line. */
const SINGLE_LINE: readonly EditorName[] = ['react'];

/** What the pages of `pages` define. */
interface EditorGlobals {
  editor: { text(): string; reset(text: string): void | Promise<void> };
}

type Answer = PageCalls['type_text']['answer'];

const REFS = { epoch: 'test', firstRef: 1, refPrefix: 'e' };

/** @param folder see `editorsWith` */
export async function measureEditors(
  world: PageWorld,
  folder: string | undefined,
  failures: boolean,
): Promise<Row[]> {
  const { names, missing } = editorsWith(folder);
  if (missing !== undefined) console.log(missing);
  const right = { exact: 0, undo: 0, ours: 0, all: 0 };
  const times: number[] = [];
  for (const name of names) {
    const page = await world.open(await editorPage(name, folder));
    await page.page.waitForFunction(() => 'editor' in globalThis);
    for (const given of CASES) {
      if (SINGLE_LINE.includes(name) && given.text.includes('\n')) continue;
      const seen = await tryCase(page, name, given);
      right.all++;
      for (const key of ['exact', 'undo', 'ours'] as const) if (seen[key]) right[key]++;
      times.push(seen.ms);
      const isRight = seen.exact && seen.undo && seen.ours;
      if (failures && !isRight) console.log(`${name}: ${JSON.stringify(given)}: ${JSON.stringify(seen)}`);
    }
    await page.page.close();
  }
  return [
    atLeast('texts exact in the model, once', right.exact, right.all, right.all),
    atLeast("texts gone after one undo of the editor's own", right.undo, right.all, right.all),
    atLeast('texts gone after our undo', right.ours, right.all, right.all),
    atMost('time to type and read back, median', median(times), 300),
  ];
}

async function tryCase(page: OpenPage, name: EditorName, { start, text, replace = false }: Case) {
  const expected = replace ? text : start + text;
  await reset(page, start);
  const begin = performance.now();
  const answer = await type(page, name, text, replace);
  const ms = performance.now() - begin;
  const got = await textOf(page);
  await takeBack(page, answer);
  const ours = await becomes(page, start);
  await reset(page, start);
  await type(page, name, text, replace);
  const again = await textOf(page);
  await page.page.keyboard.press('Control+z');
  const undo = await becomes(page, start);
  return { exact: answer.ok && got === expected && again === expected, undo, ours, got, answer, ms };
}

async function reset(page: OpenPage, start: string): Promise<void> {
  await page.page.evaluate((text) => (globalThis as unknown as EditorGlobals).editor.reset(text), start);
  await page.page.getByRole('button', { name: 'Elsewhere' }).click();
  await becomes(page, start);
}

/** The editor of a frame gets what has the focus; others are named. */
async function type(page: OpenPage, name: EditorName, text: string, replace: boolean): Promise<Answer> {
  const args = { ...REFS, text, replace, submit: false };
  if (name !== 'tinymce') {
    const ref = await page.ref(name === 'monaco' ? 'textbox "Editor content"' : 'textbox');
    return (await page.run('type_text', { ...args, ref })) as Answer;
  }
  await page.page.frameLocator('iframe').locator('body').click();
  await page.page.keyboard.press('Control+End');
  return bestOf(await page.runInFrames('type_text', args));
}

async function takeBack(page: OpenPage, answer: Answer): Promise<void> {
  const undo = (answer as { undo?: PageUndo }).undo;
  if (undo) await page.runInFrames('undo', { ...REFS, undo });
}

const bestOf = (answers: readonly Answer[]): Answer => answers.find(({ ok }) => ok) ?? answers[0]!;

const textOf = async (page: OpenPage): Promise<string> =>
  (await page.page.evaluate(() => (globalThis as unknown as EditorGlobals).editor.text())).replace(
    /\u00a0/g,
    ' ',
  );

async function becomes(page: OpenPage, text: string): Promise<boolean> {
  try {
    await until(`the text "${text}"`, async () => (await textOf(page)) === text, 1_000);
    return true;
  } catch {
    return false;
  }
}
