import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { unusable } from '../act/acting';
import { focusedControl } from '../controls/focused-control';
import { controlName, shortened } from '../describe-control';
import type { DictationDone, DictationStep } from '../page-calls';
import type { RefRegistry } from '../refs';
import { difference, readText } from '../text/read-text';
import { isSecretTarget, textTargetOf, type TextTarget } from '../text/text-target';
import { hasEditContext } from '../dom/edit-context';
import { Bubble } from './bubble';
import { textAroundCaret } from './caret-text';
import { onlyCatchesKeys } from './event-target';
import { fittedTo } from './fit-field';
import { joinText, type Around } from './join-text';
import { takeBack, write, writeAgain, type Written } from './written';

/** Texts that can be taken back; older ones stay. */
const MAX_WRITTEN = 50;

const MAX_NAME = 60;

const NO_FIELD =
  'No text field has the focus. Click the field that you want to write in, and say: start dictating.';
const SECRET = 'I never write into a field for a password, a code or a card.';
const DRAWN =
  'This page draws its text itself, as Google Docs does, so I cannot write there. What you dictate into another field can be copied there.';
const AWAY = 'The focus has left the field.';

/** What is dictated into the document: the field, what was written, and the bubble at the caret. */
export class DictationBoard {
  readonly #bubble = new Bubble();
  readonly #written = new Map<number, Written>();
  #field: { number: number; target: TextTarget } | null = null;
  #next = 1;

  constructor(private readonly refs: RefRegistry) {}

  async run(step: DictationStep): Promise<DictationDone | ToolFailure> {
    switch (step.do) {
      case 'bind':
        return this.#bind();
      case 'show':
        return this.#show(step.field, step.text);
      case 'write':
        return this.#write(step);
      case 'take_back':
        return this.#takeBack(step.entry);
      case 'again':
        return this.#again(step.entry);
      case 'end':
        this.#bubble.hide();
        return { ok: true };
    }
  }

  #bind(): DictationDone | ToolFailure {
    const control = focusedControl();
    if (!control || control instanceof HTMLIFrameElement) return failure(NO_FIELD);
    const target = textTargetOf(control);
    if ('ok' in target)
      return failure(`${target.error.replace(/: click a text field first\.$/, '.')} ${NO_FIELD}`);
    if (isSecretTarget(target)) return failure(SECRET);
    const refusal = unusable(control);
    if (refusal) return refusal;
    if (onlyCatchesKeys(target.element)) return failure(DRAWN);
    if (this.#field?.target.element !== target.element) this.#field = { number: this.#next++, target };
    return { ok: true, field: this.#field.number, name: shortened(controlName(target.element), MAX_NAME) };
  }

  #show(field: number, text: string): DictationDone | ToolFailure {
    const target = this.#focused(field);
    if ('ok' in target) {
      this.#bubble.hide();
      return target;
    }
    if (text === '') this.#bubble.hide();
    else this.#bubble.show(text, target);
    return { ok: true };
  }

  async #write(step: Extract<DictationStep, { do: 'write' }>): Promise<DictationDone | ToolFailure> {
    this.#bubble.hide();
    const target = this.#focused(step.field);
    if ('ok' in target) return target;
    if (isSecretTarget(target)) return failure(SECRET);
    if (hasEditContext(target.element) && !document.hasFocus())
      return failure('This editor takes text only while the page has the focus: click into it.');
    const around = this.#around(target);
    const fitted = fittedTo(target, step, around);
    if ('ok' in fitted) return fitted;
    return this.#keep(await write(target, joinText(fitted, around)));
  }

  /** Draft.js leaves the browser's caret at the start of what it has drawn anew: its own is where it was written last. */
  #around(target: TextTarget): Around {
    const around = textAroundCaret(target);
    const last = [...this.#written.values()].at(-1);
    const isDraft = target.element.classList.contains('public-DraftEditor-content');
    if (!isDraft || around.before !== '' || last?.target.element !== target.element) return around;
    const now = readText(target);
    if (now !== last.after) return around;
    const { from, inserted } = difference(last.before, now);
    const end = from + inserted.length;
    return { before: now.slice(0, end), after: now.slice(end) };
  }

  async #takeBack(entry: number): Promise<DictationDone | ToolFailure> {
    this.#bubble.hide();
    const written = this.#written.get(entry);
    if (!written) return failure('The field is gone from the page.');
    return (await takeBack(written, this.refs)) ?? { ok: true };
  }

  async #again(entry: number): Promise<DictationDone | ToolFailure> {
    const written = this.#written.get(entry);
    return written
      ? this.#keep(await writeAgain(written), entry)
      : failure('The field is gone from the page.');
  }

  #keep(written: Written | ToolFailure, entry = this.#next++): DictationDone | ToolFailure {
    if ('ok' in written) return written;
    this.#written.set(entry, written);
    if (this.#written.size > MAX_WRITTEN) this.#written.delete(this.#written.keys().next().value!);
    return { ok: true, entry, text: written.text, ...(written.unread && { unread: true }) };
  }

  /** @returns the field, if it still has the focus of its document */
  #focused(field: number): TextTarget | (ToolFailure & { away: true }) {
    const focused = focusedControl();
    const target = this.#field?.number === field ? this.#field.target : null;
    if (!target?.element.isConnected || !focused || !target.element.contains(focused))
      return { ...failure(AWAY), away: true };
    return target;
  }
}
