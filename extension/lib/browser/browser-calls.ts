/** The session page's calls to the service worker, which runs one at a time and keeps nothing. All is JSON. */
import type { AllowedAct } from '../settings/allowed-acts';
import type { DictationDone, DictationStep, PageGlance, PageUndo, Target } from '../page/page-calls';
import type { ToolArguments, ToolName } from '../tool-contract/tool-arguments';
import type { ToolFailure, ToolResult } from '../tool-contract/tool-results';

/** A document of a tab. */
export interface DocumentId {
  tabId: number;
  documentId: string;
}

/** Where a ref leads: the control with that number in that document. */
export interface ControlRef extends DocumentId {
  /** The ref as the caller knows it, for texts. */
  ref: string;
  number: number;
}

/** Which refs are given: the session page keeps it, and the worker continues it. */
export interface RefState {
  /** A new one for each start of the session page: documents then forget their old refs. */
  epoch: string;
  /** The next number for a control of a top document; no number is given twice, whatever the tab. */
  nextRef: number;
  /** The next number for a frame's document. */
  nextFrame: number;
  /** The numbers of frames' documents: the 2 of `f2e3`. */
  frames: Record<string, number>;
}

/** What a call has learned about refs. */
export interface RefUpdate {
  nextRef: number;
  nextFrame: number;
  /** The documents that gave refs in this call. `frame` is missing for a top document, whose numbers are `from` to `to`. */
  documents: (DocumentId & { frame?: number; from: number; to: number })[];
}

/** Where the act led, as `addressIn` gives it: later pages of the tab are none of the act's. Empty if the browser did not tell. */
interface LedTo {
  to?: string;
}

/** How to undo a call. */
export type UndoStep =
  | ({ kind: 'page'; undo: PageUndo } & DocumentId)
  | { kind: 'reopen_tabs'; sessionIds: string[]; urls: string[] }
  | ({ kind: 'close_tab'; tabId: number } & LedTo)
  | { kind: 'switch_tab'; tabId: number }
  | ({ kind: 'go_back'; tabId: number; url: string } & LedTo)
  | { kind: 'remove_bookmark'; id: string }
  | { kind: 'zoom'; tabId: number; factor: number };

/** The tools that the worker runs. The session page has what was copied, and the journal. */
export type BrowserTool = Exclude<ToolName, 'undo' | 'copy_text' | 'paste_text'>;

export interface ToolRun<Name extends BrowserTool = BrowserTool> {
  name: Name;
  arguments: ToolArguments[Name];
  refs: RefState;
  /** The control of `ref`; the target of a drag is `to`. */
  on?: ControlRef;
  to?: ControlRef;
  /** The controls of `show_numbers`' `refs`. */
  controls?: ControlRef[];
  /** The control as the user was asked about it (`Target.control`). */
  expect?: string;
}

export interface ToolRunAnswer {
  result: ToolResult;
  /** A permission without which it failed, or without which it could do more. */
  needs?: OptionalPermission;
  /** Where it happened; missing if no tab was involved. */
  site?: { tabId: number; title: string; url: string; host: string };
  undo?: UndoStep;
  refs?: RefUpdate;
}

/** The tab that the user sees, and what Earshot may do there. */
export interface PageAccess {
  tabId: number;
  title: string;
  /** Empty if the browser does not tell it. */
  url: string;
  faviconUrl: string | null;
  /**
   * `all`: all sites are allowed; `this_tab`: by the toolbar icon or a shortcut; `none`: it needs either; `never`: the user
   * has excluded the site; `forbidden`: the browser lets no extension in, see `place`.
   */
  access: 'all' | 'this_tab' | 'none' | 'never' | 'forbidden';
  place?: 'browser_page' | 'store' | 'pdf' | 'extension' | 'file' | 'blank' | 'not_a_site' | 'other';
  /** With `none`: it may be a file, and the user has not let Earshot into files. */
  mayBeFile?: true;
  incognito: boolean;
  /** If it was asked for, and Earshot may look. */
  glance?: PageGlance;
}

export type OptionalPermission = 'hosts' | 'tabs' | 'bookmarks' | 'clipboard';

/** Requests to the worker, and their answers. A request that cannot be carried out answers with a failure in words. */
export interface BrowserCalls {
  run_tool: { args: ToolRun; answer: ToolRunAnswer };
  /** What the policy has to know before a tool is run; `focus` inspects what has the focus in the active tab. */
  inspect: {
    args: { on: ControlRef } | { focus: true };
    /** `url`: of the tab; empty if the browser does not tell it. `documentId`: of the control. */
    answer: { ok: true; target: Target; url: string; documentId?: string } | ToolFailure;
  };
  /** The control with that number in the active tab. */
  numbered: { args: { number: number; refs: RefState }; answer: { on: ControlRef } | ToolFailure };
  undo: { args: { step: UndoStep; refs: RefState }; answer: ToolRunAnswer };
  highlight: {
    args: { tabId: number; from: number; to: number } | { tabId: number; from: null };
    answer: { ok: boolean };
  };
  /** `begin`: in the tab's document that has the focus. */
  dictation: {
    args: { begin: number } | { on: DocumentId; step: DictationStep };
    answer: (DictationDone & { on: DocumentId }) | (ToolFailure & { away?: true });
  };
  page_access: { args: { glance?: boolean }; answer: PageAccess | null };
  /** What the user always allows; `add` is allowed from now on. */
  allowed_acts: { args: { add?: AllowedAct }; answer: AllowedAct[] };
  permissions: { args: object; answer: OptionalPermission[] };
  /** Watches the visible names of a tab, see `PagePhrases`, or ends that. */
  watch_phrases: { args: { tabId: number; on: boolean }; answer: { ok: boolean } };
}

export type BrowserCallName = keyof BrowserCalls;

export type BrowserCall = {
  [Name in BrowserCallName]: { name: Name; args: BrowserCalls[Name]['args'] };
}[BrowserCallName];
