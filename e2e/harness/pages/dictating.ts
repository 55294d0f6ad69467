/** Dictates into the editors of test pages, step by step, as the extension does. */
import type { DictationDone, PageCalls } from '../../../extension/lib/page/page-calls.ts';
import type { ToolFailure } from '../../../extension/lib/tool-contract/tool-results.ts';
import type { OpenPage } from './page-world.ts';

/** A row of fixtures/dictation/sentences.json. */
export interface Sentence {
  set: string;
  heard: string[];
  steps: (
    | { type: 'insert'; text: string; joins?: boolean; keepsCase?: boolean }
    | { type: 'scratch' | 'undo' | 'stop' }
  )[];
  text: string;
}

/** What the pages of editors define. */
interface EditorGlobals {
  editor: { text(): string; reset(text: string): void | Promise<void> };
}

type Answer = DictationDone | ToolFailure;

/** The editable part of an editor. */
const EDITABLE =
  'textarea:visible, input:visible, [contenteditable=true]:visible, trix-editor, [contenteditable=plaintext-only], .monaco-editor';

export class Dictating {
  #field = 0;
  /** What was written, and what was scratched since. */
  readonly #steps: { entry: number; scratched: boolean }[] = [];

  readonly page: OpenPage;

  constructor(page: OpenPage) {
    this.page = page;
  }

  /** Puts a text into the editor, and the caret to its end. */
  async begin(text = ''): Promise<void> {
    this.#steps.length = 0;
    await this.page.page.evaluate(
      (start) => (globalThis as unknown as EditorGlobals).editor.reset(start),
      text,
    );
    const frame = this.page.page.locator('iframe');
    const editable =
      (await frame.count()) > 0 ? frame.first().contentFrame().locator('body') : this.#editable;
    await editable.click();
    await this.page.page.keyboard.press('Control+End');
    await this.bind();
  }

  async bind(): Promise<Answer> {
    const answer = await this.run({ do: 'bind' });
    if (answer.ok) this.#field = answer.field!;
    return answer;
  }

  async show(text: string): Promise<Answer> {
    return this.run({ do: 'show', field: this.#field, text });
  }

  async step(step: Sentence['steps'][number]): Promise<Answer> {
    if (step.type === 'insert') {
      const { text, joins = false, keepsCase = false } = step;
      const answer = await this.run({ do: 'write', field: this.#field, text, joins, keepsCase });
      if (answer.ok) this.#steps.push({ entry: answer.entry!, scratched: false });
      return answer;
    }
    if (step.type === 'stop') return this.run({ do: 'end' });
    const last =
      step.type === 'undo' ? this.#steps.at(-1) : this.#steps.findLast(({ scratched }) => !scratched);
    if (!last) return { ok: true };
    const isAgain = step.type === 'undo' && last.scratched;
    const answer = await this.run({ do: isAgain ? 'again' : 'take_back', entry: last.entry });
    if (!answer.ok) return answer;
    last.scratched = !isAgain;
    if (step.type === 'undo' && !isAgain) this.#steps.splice(this.#steps.indexOf(last), 1);
    return answer;
  }

  /** @returns the text in the editor's own model */
  async text(): Promise<string> {
    const text = await this.page.page.evaluate(() => (globalThis as unknown as EditorGlobals).editor.text());
    return text.replaceAll('\u00a0', ' ');
  }

  /** The document with the field answers, in a frame or not. */
  async run(step: PageCalls['dictation']['args']): Promise<Answer> {
    const answers = await this.page.runInFrames('dictation', step);
    return answers.find(({ ok }) => ok) ?? answers[0]!;
  }

  get #editable() {
    return this.page.page.locator(EDITABLE).first();
  }
}

/** Each line after the first is a block: `innerText` has a line too many for an empty one. */
const LINES = `[...field.childNodes].map((node, i) => (i > 0 && node.nodeName === 'DIV' ? '\\n' : '') +
  (node.nodeName === 'BR' ? (node.nextSibling ? '\\n' : '') : node.textContent)).join('').replace(/\\n$/, '')`;

/** Pages of plain fields, beside those of editors. */
export const PLAIN_PAGES: Readonly<
  Record<'textarea' | 'input' | 'contenteditable' | 'plaintext-only', string>
> = {
  textarea: fieldPage('<textarea aria-label="Message" rows="5" cols="40"></textarea>', 'value'),
  input: fieldPage('<input aria-label="Message">', 'value'),
  contenteditable: fieldPage(
    '<div aria-label="Message" role="textbox" contenteditable="true"></div>',
    'innerText',
  ),
  'plaintext-only': fieldPage(
    '<div aria-label="Message" role="textbox" contenteditable="plaintext-only"></div>',
    'innerText',
  ),
};

function fieldPage(field: string, property: 'value' | 'innerText'): string {
  const isRich = property === 'innerText';
  return `<!doctype html><title>Field</title><style>div { white-space: pre-wrap; min-height: 60px }</style>
    <button>Elsewhere</button>${field}<script>
      const field = document.querySelector('[aria-label]');
      window.editor = {
        text: () => ${isRich ? LINES : 'field.value'},
        reset(text) { field.${isRich ? 'textContent' : 'value'} = text },
      };
    </script>`;
}
