import { jsonObject } from '../../common/text/json-object.js';
import type { ReadTexts } from '../../skills/sources/read-texts.js';
import { records, type ToolAnswer, type Tools } from '../../tools/tools.port.js';

/** @returns the same tools, which remember the texts of pages that they read */
export function rememberTexts(tools: Tools, texts: Pick<ReadTexts, 'add'>): Tools {
  return {
    list: () => tools.list(),
    async run(call, turnId, signal, onLate) {
      const result = await tools.run(call, turnId, signal, onLate);
      const answer = jsonObject(result);
      if (answer) remember(texts, call.name, answer);
      return result;
    },
    async call(name, args, turnId, signal) {
      const answer = await tools.call(name, args, turnId, signal);
      remember(texts, name, answer);
      return answer;
    },
  };
}

function remember(texts: Pick<ReadTexts, 'add'>, name: string, answer: ToolAnswer): void {
  const tab = typeof answer['tab'] === 'number' ? answer['tab'] : null;
  switch (name) {
    case 'read_article':
      return texts.add({ title: textOf(answer['title']), text: textOf(answer['text']), tab });
    case 'read_selection':
      return texts.add({ title: '', text: textOf(answer['text']), tab });
    case 'find_in_page': {
      const contexts = records(answer['matches']).map(({ context }) => textOf(context).replaceAll(CUT, ''));
      return texts.add({ title: '', text: contexts.join('\n\n'), tab });
    }
  }
}

/** Where a paragraph was cut around a match: the marks are not in the page. */
const CUT = /^… | …$/g;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
