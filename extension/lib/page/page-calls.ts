/**
 * The calls of the service worker to the script in each document of a page. A call and its answer are JSON. A document knows
 * only itself: the worker puts the parts of a page's frames together.
 */
import type { NumberedControl, ToolFailure } from '../tool-contract/tool-results';
import type { MediaAction, ScrollDirection } from '../tool-contract/tool-arguments';

/**
 * Which frame of the page a document is in: the index among its parent's `frames` at each level, from the top document down.
 * The top document has none. A frame can compare its window with its parent's list, also across origins. Frames in shadow
 * trees are not in the list: their index is -1.
 */
export type FramePath = readonly number[];

/** One line of a snapshot, without its ref's frame and indentation. */
export interface SnapshotLine {
  depth: number;
  /** Such as `textbox "Email" = ""`. */
  text: string;
  /** Of a control: the number in its ref. */
  control?: number;
  inViewport: boolean;
  /**
   * Of a frame: its index among `frames`, or -1 in a shadow tree, which `frames` does not list. The child document's lines
   * stand under it.
   */
  frame?: number;
}

export interface FrameSnapshot {
  path: FramePath;
  lines: SnapshotLine[];
  /** The viewport's height, its position, and the height of all, in CSS pixels. */
  scroll: { viewportPx: number; topPx: number; heightPx: number };
  /** The controls that are left out because they are above or below the viewport. */
  outside?: { above: number; below: number };
  /** The next free number for a ref. */
  nextRef: number;
}

/** What a page has, at a glance, for examples of what to say. */
export interface PageGlance {
  /** There is an article to read. */
  article: boolean;
  /** The name of a link or a button in view, short enough to say. */
  control: string | null;
}

/** What the policy has to know of a control before it is used. */
export interface Target {
  role: string;
  name: string;
  /** The control as a snapshot shows it, such as `button "Sign in"`. */
  control: string;
  /** What a click on it presses, if that is another control: one in the middle of it, or that of its label. */
  presses?: { role: string; name: string };
  /** Using it submits a form. */
  submits: boolean;
  /** Enter in it submits a form. */
  submitsByEnter?: true;
  /** The accessible name or the heading of that form. */
  form?: string;
  /** What the form would send, for the user: `name: value`, without secrets. */
  fields?: string[];
  /** Where a link or the form leads: an absolute address. */
  href?: string;
  downloads: boolean;
  disabled?: true;
  /** A password, a one-time code, or a card number. */
  secret: boolean;
  editable: boolean;
  /** The origin of its document, which in a frame may be another site than the page's; `null` if it is opaque. */
  origin: string;
}

/** What an act did in the document, as far as the document can see. */
export interface PageActed {
  ok: true;
  /** `nothing` if nothing changed. */
  changed: string;
  focus?: string;
  /** The page is going to another document: what that shows cannot be seen yet. */
  navigates?: true;
  /** The browser was asked to open a tab, which its pop-up blocker may stop. */
  opensTab?: true;
  /** It goes there by posting a form: to come back does not undo that. */
  posts?: true;
  /** How to undo it in the document; missing if it cannot be undone. */
  undo?: PageUndo;
}

/** One way back. `ref` is the number of the control. */
export type PageUndo =
  | { kind: 'text'; ref: number; before: string; after: string }
  | { kind: 'checked'; ref: number; checked: boolean }
  | { kind: 'value'; ref: number; value: string }
  /** `selected`: the indexes of the options. */
  | { kind: 'options'; ref: number; selected: number[] }
  /** Without a ref: the whole page. */
  | { kind: 'scroll'; ref?: number; top: number; left: number };

/** The worker mutes the whole tab. */
export type PageMediaAction = Exclude<MediaAction, 'mute' | 'unmute'>;

/** What a call that acts says may name controls that no snapshot has shown: they get refs. */
export interface GivesRefs {
  epoch: string;
  firstRef: number;
  /** What stands before the number of a ref in texts: `e`, or `f2e` in a frame. */
  refPrefix: string;
}

/** `expect` is the control as the user was asked about it; the call is refused if it has changed since. */
interface OnControl extends GivesRefs {
  ref: number;
  expect?: string;
}

type Outcome = (PageActed | ToolFailure) & { nextRef?: number };

/** Arguments and answer of each call. Refs are numbers of the document. */
export interface PageCalls {
  /**
   * @property find only the lines with these words, of the whole page
   * @property epoch refs of another epoch are forgotten
   * @property firstRef new refs get this number or a higher one
   */
  snapshot: {
    args: { scope: 'viewport' | 'page'; find?: string; epoch: string; firstRef: number };
    answer: FrameSnapshot;
  };
  glance: { args: object; answer: PageGlance };
  inspect: { args: { ref: number }; answer: { ok: true; target: Target } | ToolFailure };
  /** Where the focus is: a control, or the index of the frame that has it. */
  focused: { args: object; answer: { ref?: number; frame?: number; target?: Target } };
  click: { args: OnControl & { double: boolean }; answer: Outcome };
  /** Without a ref: what has the focus. */
  type_text: {
    args: GivesRefs & { ref?: number; expect?: string; text: string; replace: boolean; submit: boolean };
    answer: Outcome;
  };
  select_option: { args: OnControl & { option: string }; answer: Outcome };
  set_checked: { args: OnControl & { checked: boolean }; answer: Outcome };
  set_value: { args: OnControl & { value: string }; answer: Outcome };
  press_key: { args: GivesRefs & { key: string; ref?: number; expect?: string }; answer: Outcome };
  hover: { args: OnControl; answer: Outcome };
  drag: { args: OnControl & { to?: number; dx?: number; dy?: number }; answer: Outcome };
  /** Resolves when the text is there or gone, or after that time. */
  wait_for: { args: GivesRefs & { text?: string; gone?: string; ms: number }; answer: Outcome };
  /** Without a ref: what the middle of the viewport shows; `frame` is the index of the frame whose document that is. */
  scroll: {
    args: GivesRefs & { direction: ScrollDirection; pages: number; ref?: number };
    answer: Outcome | { ok: false; frame: number };
  };
  /** `absent`: the document has neither video nor sound, another frame may have. */
  media: {
    args: GivesRefs & { action: PageMediaAction };
    answer: Outcome | (ToolFailure & { absent: true });
  };
  undo: { args: GivesRefs & { undo: PageUndo }; answer: Outcome };
  find: {
    /** `shows`: scrolls to the first match and lights it. Otherwise what was lit before is put out. */
    args: { text: string; shows: boolean; epoch: string; firstRef: number };
    answer: { matches: { ref: number; context: string }[]; total: number; nextRef: number };
  };
  /** Scrolls to the control or the passage, and marks it for a moment. */
  reveal: { args: GivesRefs & { ref: number }; answer: Outcome };
  article: {
    /**
     * `again`: looks for the article, as at its beginning; otherwise it is the one that was found before, if it is still there.
     * `pageTitle`: of the whole page, for a frame's document.
     */
    args: { again: boolean; pageTitle?: string };
    /** `here`: where the selection or the viewport begins in the text. `prose`: how many characters are whole sentences. */
    answer: { ok: true; title: string; text: string; here: number; prose: number } | ToolFailure;
  };
  /** The article is in another document of the page. */
  forget_article: { args: object; answer: { ok: true } };
  /**
   * Lights a part of the article that `article` gave, and scrolls along: a word with its sentence around it, or a sentence.
   * Null puts the light out. False: that part is not in the document, or nothing was lit.
   */
  highlight: { args: { from: number; to: number } | { from: null }; answer: { ok: boolean } };
  selection: { args: object; answer: { text: string } };
  /**
   * Shows numbers from `first` to `last`, and answers which control has which. Controls keep the numbers that they have
   * already. `more` controls of the viewport got none.
   */
  show_numbers: {
    args: { first: number; last: number; refs?: number[]; epoch: string; firstRef: number };
    answer: { controls: (Omit<NumberedControl, 'ref'> & { ref: number })[]; more: number; nextRef: number };
  };
  hide_numbers: { args: object; answer: { ok: true } };
  /** The control with that number now: numbers may have moved since they were shown. */
  numbered: { args: { number: number }; answer: { ref: number } | null };
  /** `away`: the field no longer has the focus. */
  dictation: { args: DictationStep; answer: DictationDone | (ToolFailure & { away?: true }) };
  /** Watches the names of the visible controls, and sends them to the session page after each change (`PagePhrases`). */
  watch_phrases: { args: { on: boolean }; answer: { ok: true } };
}

/** What happens in the document while the user dictates. `field` and `entry` are numbers of the document. */
export type DictationStep =
  /** Finds the field that has the focus. */
  | { do: 'bind' }
  /** Shows words at the caret that are not written yet; none hides them. */
  | { do: 'show'; field: number; text: string }
  | { do: 'write'; field: number; text: string; joins?: boolean; keepsCase?: boolean }
  | { do: 'take_back'; entry: number }
  | { do: 'again'; entry: number }
  | { do: 'end' };

export interface DictationDone {
  ok: true;
  field?: number;
  /** Of the field; empty if it has none. */
  name?: string;
  entry?: number;
  /** As it was written. */
  text?: string;
  /** The editor took it and does not show it: it may be there. */
  unread?: true;
}

export type PageCallName = keyof PageCalls;

export type PageCall = {
  [Name in PageCallName]: { name: Name; args: PageCalls[Name]['args'] };
}[PageCallName];

export const MAX_PHRASES = 300;
export const MAX_PHRASE_CHARS = 80;

/** The message of `watch_phrases` to the session page, by `runtime.sendMessage`. */
export interface PagePhrases {
  target: 'host';
  type: 'page_phrases';
  path: FramePath;
  /** Visible names, the nearest to the middle of the viewport first; at most `MAX_PHRASES` of `MAX_PHRASE_CHARS`. */
  phrases: string[];
  /** A frame has loaded in the document: it is not watched yet. */
  hasNewFrame?: true;
}
