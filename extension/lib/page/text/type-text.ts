import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import { unusable, type Acting, type Performed } from '../act/acting';
import { describeControl } from '../describe-control';
import { hasEditContext } from '../dom/edit-context';
import { fillField } from './fill-field';
import { insertRich } from './insert-rich';
import { readText } from './read-text';
import { submitFrom } from './submit-text';
import { isSecretTarget, textTargetOf, type TextTarget } from './text-target';

const MAX_SHOWN = 80;

export interface Typing {
  text: string;
  /** Whether the text takes the place of what is there. */
  replace: boolean;
  /** Whether the form is sent afterwards, as by Enter. */
  submit: boolean;
}

/** Types once, looks whether it is there, and says what is. @param named whether the control was named, or only had the focus */
export async function typeText(
  control: Element,
  { text, replace, submit }: Typing,
  named: boolean,
  acting: Acting,
): Promise<Performed | ToolFailure> {
  const refusal = unusable(control);
  if (refusal) return refusal;
  const target = textTargetOf(control);
  if ('ok' in target) return target;
  if (isSecretTarget(target) && !named) {
    return failure('The focus is in a field for a secret. Name the field to type into it.');
  }
  const typed =
    target.kind === 'field'
      ? await typeIntoField(target, text, replace, acting)
      : await typeIntoEditor(target, text, replace, acting);
  if ('ok' in typed || !submit) return typed;
  const unsent = submitFrom(target);
  return unsent === null ? typed : failure(`${sentence(typed.did ?? '')} ${unsent}`);
}

async function typeIntoField(
  target: Extract<TextTarget, { kind: 'field' }>,
  text: string,
  replace: boolean,
  { refs }: Acting,
): Promise<Performed | ToolFailure> {
  const { element } = target;
  const what = describeControl(element);
  if (element.type === 'number' && !/^[-+]?[\d.,]*(?:e[-+]?\d+)?$/i.test(text.trim())) {
    return failure(`${what} takes a number.`);
  }
  const before = element.value;
  const wanted = await fillField(element, element.type === 'number' ? text.trim() : text, replace);
  const after = element.value;
  if (isSecretTarget(target)) {
    return after === wanted
      ? { did: `typed into ${what}` }
      : failure(`${what} did not take all of the text.`);
  }
  if (after === before && before !== wanted) return failure(`${what} did not take the text.`);
  const undo = { kind: 'text', ref: refs.numberOf(element), before, after } as const;
  if (after === wanted) return { did: typedInto(what, text), undo };
  const full = element.maxLength >= 0 && after.length === element.maxLength && wanted.startsWith(after);
  return {
    did: `${what} = "${shown(after)}", ${full ? 'which is all that fits' : 'as the page has changed it'}`,
    undo,
  };
}

async function typeIntoEditor(
  target: Extract<TextTarget, { kind: 'rich' }>,
  text: string,
  replace: boolean,
  { refs }: Acting,
): Promise<Performed | ToolFailure> {
  const { element } = target;
  const what = describeControl(element);
  if (hasEditContext(element) && !document.hasFocus()) {
    return failure(
      `${what} takes text only while the page has the focus: click into the page, and say it again.`,
    );
  }
  const before = readText(target);
  const insertion = await insertRich(target, text, replace);
  const after = readText(target);
  switch (insertion) {
    case 'landed':
      return {
        did: typedInto(what, text),
        undo: { kind: 'text', ref: refs.numberOf(element), before, after },
        shows: after,
      };
    case 'unread':
      return failure(`${what} took the text, but does not show it. Look whether it is there.`);
    case 'refused':
      return failure(`${what} did not take the text.`);
    case 'other':
      return failure(`${what} made something else of the text: it has "${shown(after)}" now.`);
  }
}

function typedInto(what: string, text: string): string {
  if (text === '') return `emptied ${what}`;
  if (text.trim() !== '') return `typed "${shown(text)}" into ${what}`;
  return `typed ${text.includes('\n') ? 'a new line' : 'a space'} into ${what}`;
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replaceAll('"', "'");
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN - 1)}…` : line;
}

const sentence = (did: string) => `${did.charAt(0).toUpperCase()}${did.slice(1)}.`;
