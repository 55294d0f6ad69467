/**
 * What a scripted model does, a line for each request: calls with a semicolon between them, run in their order. A control is
 * called by its name, after its role where the name alone is not enough, and before `after "…"` for one that follows a text:
 * `button "Add" after "Blue mug"`. Behind a call stands what becomes of it, if not what it asks for: `(yes)` and `(no)` are the
 * user's answers to the question, `(refused)` is what a rule does.
 */
import type { ControlName, Seen } from './seen.ts';

export type Expected = 'done' | 'yes' | 'no' | 'refused';

export interface ScriptedCall {
  /** As it stands in the script. */
  text: string;
  tool: string;
  /** @throws NotSeen */
  args(seen: Seen): Record<string, unknown>;
  expected: Expected;
}

export interface ScriptedStep {
  says: string;
  calls: readonly ScriptedCall[];
  /** Texts that the model must have been sent. */
  knows: readonly string[];
  /** The answer; only the last step has one. */
  answer: string | undefined;
}

const TEXT = '"((?:\\\\.|[^"\\\\])*)"';
const CONTROL = `((?:[a-z]+ )?${TEXT}(?: after ${TEXT})?)`;

type Args = (found: readonly string[], seen: Seen) => Record<string, unknown>;

const REF: Args = ([control], seen) => ({ ref: seen.ref(controlIn(control!)) });

/** `CONTROL` holds three groups: the whole, its name, and the text before it. */
const CALLS: readonly [pattern: string, tool: string, args: Args][] = [
  ['look', 'page_snapshot', () => ({})],
  ['look at everything', 'page_snapshot', () => ({ scope: 'page' })],
  [`look for ${TEXT}`, 'page_snapshot', ([find]) => ({ find: unquoted(find!) })],
  [`look at tab ${TEXT}`, 'page_snapshot', ([title], seen) => ({ tab: seen.tab(unquoted(title!)) })],
  [`click ${CONTROL}`, 'click', REF],
  [`double click ${CONTROL}`, 'click', (found, seen) => ({ ...REF(found, seen), double: true })],
  [
    `type ${TEXT} into ${CONTROL}( and enter)?`,
    'type_text',
    ([text, control, , , enter], seen) => ({
      text: unquoted(text!),
      ref: seen.ref(controlIn(control!)),
      ...(enter && { submit: true }),
    }),
  ],
  [
    `replace ${CONTROL} with ${TEXT}`,
    'type_text',
    ([control, , , text], seen) => ({
      text: unquoted(text!),
      ref: seen.ref(controlIn(control!)),
      replace: true,
    }),
  ],
  [
    `select ${TEXT} in ${CONTROL}`,
    'select_option',
    ([option, control], seen) => ({ ref: seen.ref(controlIn(control!)), option: unquoted(option!) }),
  ],
  [
    `set ${CONTROL} to ${TEXT}`,
    'set_value',
    ([control, , , value], seen) => ({ ref: seen.ref(controlIn(control!)), value: unquoted(value!) }),
  ],
  [`check ${CONTROL}`, 'set_checked', (found, seen) => ({ ...REF(found, seen), checked: true })],
  [`uncheck ${CONTROL}`, 'set_checked', (found, seen) => ({ ...REF(found, seen), checked: false })],
  [`hover ${CONTROL}`, 'hover', REF],
  [
    `drag ${CONTROL} to ${CONTROL}`,
    'drag',
    ([control, , , to], seen) => ({
      ref: seen.ref(controlIn(control!)),
      to_ref: seen.ref(controlIn(to!)),
    }),
  ],
  [
    `drag ${CONTROL} by (-?\\d+) (-?\\d+)`,
    'drag',
    ([control, , , dx, dy], seen) => ({
      ref: seen.ref(controlIn(control!)),
      dx: Number(dx),
      dy: Number(dy),
    }),
  ],
  [`press ${TEXT}`, 'press_key', ([key]) => ({ key: unquoted(key!) })],
  [
    `press ${TEXT} on ${CONTROL}`,
    'press_key',
    ([key, control], seen) => ({ key: unquoted(key!), ref: seen.ref(controlIn(control!)) }),
  ],
  [`wait for ${TEXT}`, 'wait_for', ([text]) => ({ text: unquoted(text!) })],
  [`wait until ${TEXT} is gone`, 'wait_for', ([text]) => ({ gone: unquoted(text!) })],
  ['scroll (down|up|top|bottom)', 'scroll', ([direction]) => ({ direction })],
  [`find ${TEXT}`, 'find_in_page', ([text]) => ({ text: unquoted(text!) })],
  ['read article', 'read_article', () => ({})],
  [`read tab ${TEXT}`, 'read_article', ([title], seen) => ({ tab: seen.tab(unquoted(title!)) })],
  ['list tabs', 'list_tabs', () => ({})],
  [`switch to tab ${TEXT}`, 'switch_tab', ([title], seen) => ({ tab: seen.tab(unquoted(title!)) })],
  [`close tab ${TEXT}`, 'close_tab', ([title], seen) => ({ tabs: [seen.tab(unquoted(title!))] })],
  ['go back', 'go_back', () => ({})],
  ['undo', 'undo', () => ({})],
];

const GRAMMAR = CALLS.map(
  ([pattern, tool, args]) => [new RegExp(`^${pattern}(?: \\((yes|no|refused)\\))?$`), tool, args] as const,
);

const SAYS = new RegExp(`^say ${TEXT}$`);
const KNOWS = new RegExp(`^knows ${TEXT}$`);
const ANSWERS = new RegExp(`^answer ${TEXT}$`);
const NAMED = new RegExp(`^(?:([a-z]+) )?${TEXT}(?: after ${TEXT})?$`);
const PARTS = /(?:"(?:\\.|[^"\\])*"|[^";])+/g;

const unquoted = (text: string): string => text.replace(/\\(.)/g, '$1');

function controlIn(text: string): ControlName {
  const [, role, name = '', after] = NAMED.exec(text)!;
  return {
    name: unquoted(name),
    ...(role !== undefined && { role }),
    ...(after !== undefined && { after: unquoted(after) }),
  };
}

function callIn(text: string): ScriptedCall {
  for (const [pattern, tool, args] of GRAMMAR) {
    const found = pattern.exec(text)?.slice(1);
    if (!found) continue;
    const expected = (found.at(-1) ?? 'done') as Expected;
    return { text, tool, args: (seen) => args(found as string[], seen), expected };
  }
  throw new Error(`The script says nothing that a model can do: ${text}`);
}

/** @throws Error if a part of the line says nothing that a model can do */
export function stepIn(line: string): ScriptedStep {
  const says: string[] = [];
  const calls: ScriptedCall[] = [];
  const knows: string[] = [];
  let answer: string | undefined;
  for (const part of line.match(PARTS) ?? []) {
    const text = part.trim();
    const said = SAYS.exec(text)?.[1];
    const known = KNOWS.exec(text)?.[1];
    const answered = ANSWERS.exec(text)?.[1];
    if (said !== undefined) says.push(unquoted(said));
    else if (known !== undefined) knows.push(unquoted(known));
    else if (answered !== undefined) answer = unquoted(answered);
    else calls.push(callIn(text));
  }
  if (calls.length === 0 && answer === undefined)
    throw new Error(`A step calls a tool or answers, and this one does neither: ${line}`);
  if (calls.length > 0 && answer !== undefined)
    throw new Error(`A step calls tools or answers, and this one does both: ${line}`);
  return { says: says.join(' '), calls, knows, answer };
}
