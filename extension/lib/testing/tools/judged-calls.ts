import { describe, expect, it } from 'vitest';
import type { Target } from '../../page/page-calls';
import { aTarget, PAGE } from '../fake-browser-calls';
import type { ToolName } from '../../tool-contract/tool-arguments';
import type { TabItem } from '../../tool-contract/tool-results';
import { hostOf } from '../../tools/policy/addresses';
import { decide } from '../../tools/policy/decide';
import type { JudgedCall } from '../../tools/policy/judged-call';
import type { RuleName } from '../../tools/policy/rules';
import { Tasks } from '../../tools/policy/task';

interface Case extends Partial<Omit<JudgedCall, 'target' | 'to' | 'closing' | 'task'>> {
  /** What the user said in the turns before. */
  before?: string[];
  /** What Earshot said last, and the controls that it marked for it. */
  answer?: string;
  marked?: string[];
  /** What a page of another site said that was read in a turn before. */
  read?: string;
  /** The same, in this turn. */
  readNow?: string;
  /** What was typed into the site before. */
  filled?: string[];
  /** What was typed, told in addresses and closed in this turn before. */
  typedNow?: string;
  toldNow?: string;
  closedNow?: number;
  target?: Partial<Target>;
  to?: Partial<Target>;
  /** Pinned or not. */
  closing?: boolean[];
}

export const aTab = (tab: Partial<TabItem>): TabItem => ({
  tab: 1,
  title: '',
  url: '',
  active: false,
  audible: false,
  pinned: false,
  ...tab,
});

export const aCall = (more: Partial<JudgedCall> = {}): JudgedCall => ({
  name: 'click',
  arguments: {},
  task: new Tasks().task(1, ''),
  target: null,
  number: null,
  to: null,
  pageUrl: '',
  closing: [],
  clip: null,
  ...more,
});

const control = (target: Partial<Target> | undefined): Target | null =>
  target ? aTarget({ name: '', ...target }) : null;

/** @returns what the policy decides after these words, such as `confirm: buys` */
export function verdictOn(words: string, name: ToolName, args: Record<string, unknown>, given: Case): string {
  const {
    target,
    to,
    closing = [],
    before = [],
    answer,
    marked = [],
    read,
    readNow,
    filled = [],
    ...rest
  } = given;
  const { typedNow, toldNow, closedNow = 0, ...more } = rest;
  const tasks = new Tasks();
  before.forEach((text, turnId) => tasks.userSaid(turnId, text, PAGE.url));
  if (marked.length > 0) tasks.marked(8, marked);
  if (answer) tasks.answered(8, answer);
  if (read) tasks.read(8, 'mail.example', read);
  tasks.userSaid(9, words, PAGE.url);
  const toHost =
    typeof args.url === 'string' ? hostOf(args.url) : hostOf(target?.origin ?? more.pageUrl ?? PAGE.url);
  if (readNow) tasks.read(9, 'mail.example', readNow);
  for (const text of filled) tasks.filled(8, { site: toHost ?? '', documentId: 'D', text });
  if (typedNow) tasks.typed(9, typedNow);
  if (toldNow) tasks.told(9, toldNow);
  tasks.closed(9, closedNow);
  const decision = decide(
    aCall({
      name,
      arguments: args,
      task: tasks.task(9, PAGE.url, toHost, 'D'),
      target: control(target),
      to: control(to),
      pageUrl: PAGE.url,
      closing: closing.map((pinned) => aTab({ pinned })),
      ...more,
    }),
  );
  return decision.verdict === 'allow' ? 'allow' : `${decision.verdict}: ${decision.rule}`;
}

type Verdict = 'allow' | `confirm: ${RuleName}` | `deny: ${RuleName}`;
/** The words, the arguments, what else there is, and what is decided. */
export type Row = [words: string, Record<string, unknown>, Case, Verdict];

/** Tests each row of the tools' tables. */
export function describeVerdicts(tables: Partial<Record<ToolName, Row[]>>): void {
  describe.each(Object.entries(tables) as [ToolName, Row[]][])('%s', (name, rows) => {
    it.each(rows)('after "%s", with %j and %j: %s', (words, args, given, verdict) => {
      expect(verdictOn(words, name, args, given)).toBe(verdict);
    });
  });
}
