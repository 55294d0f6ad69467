/**
 * Types into rich text editors. They keep a model of their own, which the text must reach by a way that they know: a paste
 * event reaches all that were measured, once and as one step of their undo. A plain editable element takes the browser's
 * own command.
 */
import { becomes, pause } from '../act/pause';
import { COMMAND_KEY, pressKey } from '../act/keys/press-key';
import { caretIsKnown, caretSettled, SELECTION_MS, selectionIn, selectionOf } from './caret';
import { occurrences, readText, squashed } from './read-text';
import { hasEditContext } from '../dom/edit-context';
import type { TextTarget } from './text-target';

/**
 * `landed`: the text is there, once. `unread`: the editor took it, but what it shows is the same. `refused`:
 * nothing changed. `other`: something else than the text was inserted.
 */
export type Insertion = 'landed' | 'unread' | 'refused' | 'other';

/** Editors learn of the focus and of the caret at the end by events. */
const CARET_MS = 30;

/** An editor that takes pasted text later (TinyMCE) needs up to 90 ms. */
const PASTE_MS = 400;
const COMMAND_MS = 200;

/** A text that is there must stay: some editors render again from their model. */
const STABLE_MS = 40;

type Rich = Extract<TextTarget, { kind: 'rich' }>;

/** @param replace whether all that is there is replaced; otherwise the text goes to the caret or to the end */
export async function insertRich(target: Rich, text: string, replace: boolean): Promise<Insertion> {
  const { element } = target;
  await placeCaret(element, replace);
  const insertion = await insertAtCaret(target, text, replace);
  if (insertion === 'landed') caretIsKnown(element);
  return insertion;
}

async function insertAtCaret(target: Rich, text: string, replace: boolean): Promise<Insertion> {
  const { element } = target;
  const before = readText(target);
  const selected = replace ? before : (selectionIn(element)?.toString() ?? '');
  const drawn = hasEditContext(element);
  // Of line breaks alone there is nothing but that the text has changed.
  const isBlank = text !== '' && text.trim() === '' && selected === '';
  const hasChanged = () =>
    isBlank ? readText(target) !== before : squashed(readText(target)) !== squashed(before);
  const hasLanded = () =>
    isBlank ? hasChanged() : landed({ before, selected, text, now: readText(target) }, drawn);

  const pasted = paste(element, text);
  if (pasted !== 'ignored' && (await becomesAndStays(hasLanded, PASTE_MS))) return 'landed';
  if (hasChanged()) return 'other';
  if (pasted === 'taken') return sameAfter(before, selected, text) ? 'landed' : 'unread';
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
  if (await becomesAndStays(hasLanded, COMMAND_MS)) return 'landed';
  return hasChanged() ? 'other' : 'refused';
}

/** Replacing a text by itself shows nothing. */
const sameAfter = (before: string, selected: string, text: string) =>
  selected !== '' && squashed(selected) === squashed(text) && squashed(before) !== '';

/** @returns whether `now` is `before` with the text in place of what was selected */
function landed(
  texts: { before: string; selected: string; text: string; now: string },
  drawn: boolean,
): boolean {
  const before = squashed(texts.before);
  const selected = squashed(texts.selected);
  const text = squashed(texts.text);
  const now = squashed(texts.now);
  if (now === before && selected !== text) return false;
  const grown = now.length === before.length - selected.length + text.length;
  if (grown && now.includes(text)) return true;
  // A long text is shown in parts, which move as it is typed into; a drawn one has numbers of lines beside it.
  if (!drawn && now.length < MIN_LONG) return false;
  return occurrences(now, text) === occurrences(before, text) - occurrences(selected, text) + 1;
}

const MIN_LONG = 2_000;

async function becomesAndStays(condition: () => boolean, ms: number): Promise<boolean> {
  if (!(await becomes(condition, ms))) return false;
  await pause(STABLE_MS);
  return condition();
}

/**
 * @returns whether the page has taken the event or may still do; `ignored` if it neither prevented the browser's own paste,
 *   which this event does not cause, nor reacted at once
 */
function paste(element: HTMLElement, text: string): 'taken' | 'reacted' | 'ignored' {
  const active = (element.getRootNode() as Document | ShadowRoot).activeElement;
  const target = active && element.contains(active) ? active : element;
  const reactions = new MutationObserver(() => {});
  reactions.observe(document, { subtree: true, childList: true, characterData: true });
  const focus = document.activeElement;
  const isTaken = !target.dispatchEvent(pasteEvent(text));
  const reacted = reactions.takeRecords().length > 0 || document.activeElement !== focus;
  reactions.disconnect();
  return isTaken ? 'taken' : reacted ? 'reacted' : 'ignored';
}

function pasteEvent(text: string): ClipboardEvent {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  return new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true });
}

/** An editor that draws its text has a selection of its own. */
const SELECT_ALL = `${COMMAND_KEY}+a`;

async function placeCaret(element: HTMLElement, replace: boolean): Promise<void> {
  const root = element.getRootNode() as Document | ShadowRoot;
  const hadFocus = root.activeElement !== null && element.contains(root.activeElement);
  if (!hadFocus) element.focus({ preventScroll: true });
  const selection = selectionOf(element);
  if (replace) {
    if (hasEditContext(element)) pressKey(element, SELECT_ALL);
    else selection?.selectAllChildren(element);
    return pause(SELECTION_MS);
  }
  if (hadFocus && selectionIn(element)) return caretSettled(element);
  selection?.selectAllChildren(element);
  selection?.collapseToEnd();
  await pause(hadFocus ? SELECTION_MS : CARET_MS);
}
