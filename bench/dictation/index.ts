/** Dictates sentences into plain fields and editors: exact, once, and nothing left after all was taken back. */
import {
  dictateSentence,
  dictationPages,
  openToDictate,
  SENTENCES,
} from '../../e2e/harness/editors/dictate-sentence.ts';
import { editorsWith } from '../../e2e/harness/editors/editor-page.ts';
import { PageWorld } from '../../e2e/harness/pages/page-world.ts';
import { median } from '../lib/stats.ts';
import { atLeast, atMost, type Row } from '../lib/table.ts';

export interface DictationBenchOptions {
  /** See `editorsWith`. */
  folder?: string;
  failures: boolean;
  /** How many of the sentences: one of so many. */
  every: number;
  /** Only this editor. */
  measure?: string;
}

export async function benchDictation({
  folder,
  failures,
  every,
  measure,
}: DictationBenchOptions): Promise<Row[]> {
  const { names, missing } = editorsWith(folder);
  if (missing !== undefined) console.log(missing);
  const world = await PageWorld.launch();
  const right = { exact: 0, unshown: 0, back: 0, all: 0 };
  const times: number[] = [];
  try {
    for (const name of dictationPages(names)) {
      if (measure !== undefined && measure !== name) continue;
      const dictating = await openToDictate(world, name, folder);
      for (const sentence of SENTENCES.filter((_, i) => i % every === 0)) {
        const seen = await dictateSentence(dictating, sentence, name);
        right.all++;
        for (const key of ['exact', 'unshown', 'back'] as const) if (seen[key]) right[key]++;
        times.push(...seen.times);
        if (failures && !(seen.exact && seen.unshown && seen.back))
          console.log(
            `${name}: ${JSON.stringify(sentence.text)}: ${JSON.stringify({ ...seen, times: undefined })}`,
          );
      }
      await dictating.page.page.close();
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
