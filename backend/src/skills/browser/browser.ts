/** The browser as commands use it: calls of its tools, with their results in words, and what the skills remember of it. */
import { records, toolFailure, type ToolCaller } from '../../tools/tools.port.js';
import type { SkillContext } from '../engine/intent.js';
import { NOT_HERE } from '../refusals/browser-reasons.js';
import { readSnapshot, type Control, type Page } from './controls/snapshot.js';
import { errorOf, told, type Told, type ToolResult } from './outcome.js';

/** Said of an answer that lacks what was asked for. */
export const NOTHING_TOLD = "The browser's answer was empty, so I can't tell.";

/** Said where the client lacks a tool that a command needs beside its own. */
const CANNOT_LOOK: Readonly<Record<string, string>> = {
  page_snapshot: "I can't see what is on the page.",
  list_tabs: "I can't see which tabs are open.",
};

/** What is said of a longer title is its beginning. */
const MAX_TITLE_CHARS = 120;

export interface Tab {
  tab: number;
  title: string;
  url: string;
  active: boolean;
  /** Of the other windows; those of the user's window have none. */
  window?: number;
}

/**
 * What is done to a control.
 * @param browser of the turn in which it is done: the one of the turn that asked is stopped with its answer
 */
export type Act = (control: Control, browser: Browser) => Promise<Told>;

/** A question about controls, and what to do with the chosen one. */
export interface Choice {
  controls: readonly Control[];
  /** The number that each one shows, in the order of the controls. */
  numbers: readonly number[];
  /** Whether the page shows the numbers. */
  isShown: boolean;
  /** Its last words: a reply follows them. */
  question: string;
  /** What answers it: yes or no, or one of several controls. */
  awaits: 'yes_no' | 'choice';
  /** The question was asked again, because the reply chose none. */
  isAskedAgain?: boolean;
  use: Act;
}

export interface BrowserMemory {
  /** Whether the user asked for numbers and they were not taken away since. */
  numbersShown: boolean;
  /** The refs that the numbers stood for when they were shown. */
  numbered: ReadonlyMap<number, string>;
  choice?: Choice | undefined;
  /** Names that the user has heard in examples of what can be said here. */
  examplesSaid: Set<string>;
  /** What was searched in the page last, and which match is in view. */
  found?: { text: string; refs: readonly string[]; contexts: readonly string[]; at: number } | undefined;
}

/** Each session's, as long as the session lives. */
const memories = new WeakMap<object, BrowserMemory>();

export function memoryOf({ session }: { session: object }): BrowserMemory {
  const known = memories.get(session);
  if (known) return known;
  const memory: BrowserMemory = { numbersShown: false, numbered: new Map(), examplesSaid: new Set() };
  memories.set(session, memory);
  return memory;
}

/** Whether a tab is in the user's window. */
export const isHere = ({ window }: Tab): boolean => window === undefined;

type Context = Pick<
  SkillContext,
  'tools' | 'session' | 'pagePhrases' | 'sentence' | 'isDoubtful' | 'isTyped'
>;

/** Stands for what a question without a control is about. */
const NO_CONTROL: Control = { ref: '', role: '', name: '', words: '', state: '', isHeading: false };

/** `Open gmail?` */
const asQuestion = (sentence: string): string =>
  `${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/[\s.,;:!?]+$/, '')}?`;

export class Browser {
  readonly memory: BrowserMemory;
  /** The visible names, where the client tells them. */
  readonly pagePhrases: readonly string[];

  /** Whether the command may have been another one: the user is asked before anything is done. */
  readonly isDoubtful: boolean;

  /** Whether the command was typed. */
  readonly isTyped: boolean;

  private readonly tools: ToolCaller;
  private readonly context: Context;

  constructor(context: Context) {
    const { tools, pagePhrases, isDoubtful = false, isTyped = false } = context;
    this.context = context;
    this.tools = tools;
    this.pagePhrases = pagePhrases;
    this.isDoubtful = isDoubtful;
    this.isTyped = isTyped;
    this.memory = memoryOf(context);
  }

  /** The same, for what the user is asked about otherwise. */
  asCertain(): Browser {
    return new Browser({ ...this.context, isDoubtful: false });
  }

  has(tool: string): boolean {
    return this.tools.has(tool);
  }

  /** @returns a failure for the user if the client has no such tool */
  async call(tool: string, args: Record<string, unknown> = {}): Promise<ToolResult> {
    return this.has(tool) ? this.tools.call(tool, args) : toolFailure(CANNOT_LOOK[tool] ?? NOT_HERE.reason);
  }

  /**
   * Does it, or asks before if the command is doubtful.
   * @param did what the call does, such as `Scrolled down`
   */
  async act(did: string, tool: string, args: Record<string, unknown> = {}): Promise<Told> {
    if (this.isDoubtful)
      return this.askFirst(asQuestion(this.context.sentence), (now) => now.act(did, tool, args));
    return told(await this.call(tool, args), did);
  }

  /**
   * Asks before something is done that no control of the page has to be shown for.
   * @param plan what a yes does, with the browser of its turn
   */
  askFirst(question: string, plan: (now: Browser) => Promise<Told>): string {
    this.memory.choice = {
      ...{ controls: [NO_CONTROL], numbers: [], isShown: false, awaits: 'yes_no', question },
      use: (_control, now) => plan(now),
    };
    return question;
  }

  /** The question which control is meant is over, and its numbers go. */
  async endQuestion(): Promise<void> {
    const { choice } = this.memory;
    this.memory.choice = undefined;
    if (choice?.isShown && this.has('hide_numbers')) await this.call('hide_numbers');
  }

  /** What the page shows. @throws BrowserError if it cannot be seen */
  async look(scope: 'viewport' | 'page' = 'viewport', find?: string): Promise<Page> {
    const result = await this.read('page_snapshot', { scope, ...(find && { find }) });
    return this.parse(result);
  }

  /** @param result of `page_snapshot`. @throws BrowserError if there is none in it */
  parse({ snapshot }: ToolResult): Page {
    if (typeof snapshot !== 'string') throw new BrowserError(NOTHING_TOLD);
    return readSnapshot(snapshot);
  }

  /** In the order of the tab strip. @throws BrowserError */
  async tabs(): Promise<Tab[]> {
    const { tabs } = await this.read('list_tabs', {});
    if (!Array.isArray(tabs)) throw new BrowserError(NOTHING_TOLD);
    return records(tabs)
      .filter(isTab)
      .map((tab) => ({ ...tab, title: tab.title.slice(0, MAX_TITLE_CHARS) }));
  }

  /** Those of the user's window. @throws BrowserError */
  async tabsHere(): Promise<Tab[]> {
    return (await this.tabs()).filter(isHere);
  }

  /** The result of a tool that only reads. @throws BrowserError */
  async read(tool: string, args: Record<string, unknown>): Promise<ToolResult> {
    const result = await this.call(tool, args);
    const error = errorOf(result);
    if (error !== undefined) throw new BrowserError(error);
    return result;
  }
}

type Fields = Record<string, unknown>;

const isTab = (value: Fields): value is Fields & Tab =>
  Number.isSafeInteger(value['tab']) &&
  typeof value['title'] === 'string' &&
  typeof value['url'] === 'string';

/** A tool failed; the message is for the user. */
export class BrowserError extends Error {
  override readonly name = 'BrowserError';
}
