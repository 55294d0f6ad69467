/** What a request to a model shows of pages and tabs: the results of the turn's calls, and nothing else. */

/** A message of a chat completion, as far as it matters here. */
export interface Message {
  role: string;
  content?: string | null;
  tool_call_id?: string;
  tool_calls?: readonly { id: string; function: { name: string; arguments: string } }[];
}

export interface ControlName {
  name: string;
  role?: string;
  /** A text before it in the snapshot. */
  after?: string;
}

export interface ToolOutcome {
  ok?: boolean;
  denied?: boolean;
  error?: string;
  changed?: string;
  focus?: string;
  snapshot?: string;
  tab?: number;
  tabs?: { tab: number; title: string }[];
  matches?: { ref: string; context: string }[];
}

interface Result {
  callId: string;
  name: string;
  args: Record<string, unknown>;
  /** As it stands in the request. */
  text: string;
  /** Undefined: it is no JSON any more, because it was cut. */
  outcome: ToolOutcome | undefined;
}

/** The request does not show what the script names. */
export class NotSeen extends Error {}

/** `e12 button "Sign in"`, with a backslash before quotation marks in the name. */
const CONTROL = /((?:f\d+)?e\d+) ([a-z]+)(?: "((?:\\.|[^"\\])*)")?/g;

export class Seen {
  readonly #results: readonly Result[];

  /** @param messages of a request: only what follows the last words of the user counts */
  constructor(messages: readonly Message[]) {
    const turn = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);
    const calls = new Map(
      turn.flatMap(({ tool_calls: made = [] }) => made.map((call) => [call.id, call.function] as const)),
    );
    this.#results = turn.flatMap((message): Result[] => {
      const call = calls.get(message.tool_call_id ?? '');
      if (message.role !== 'tool' || !call) return [];
      const text = message.content ?? '';
      const args = JSON.parse(call.arguments || '{}') as Record<string, unknown>;
      return [{ callId: message.tool_call_id!, name: call.name, args, text, outcome: outcomeIn(text) }];
    });
  }

  /** @returns undefined if the request has no such result */
  resultOf(callId: string): Pick<Result, 'text' | 'outcome'> | undefined {
    return this.#results.find((result) => result.callId === callId);
  }

  /** @throws NotSeen */
  ref(control: ControlName): string {
    const whole = new Set<number | undefined>();
    for (const { name, args, outcome } of this.#results.toReversed()) {
      if (!outcome) continue;
      // Older states of a tab do not tell what is there now.
      if (name === 'page_snapshot' && whole.has(outcome.tab)) continue;
      const found = refIn(textOf(outcome), control);
      if (found !== undefined) return found;
      if (name === 'page_snapshot' && args['find'] === undefined && outcome.snapshot !== undefined)
        whole.add(outcome.tab);
    }
    const { role = 'control', after } = control;
    const where = after === undefined ? '' : ` after "${after}"`;
    throw new NotSeen(`There is no ${role} "${control.name}"${where} in:\n${this.#shown()}`);
  }

  /** @throws NotSeen */
  tab(title: string): number {
    for (const { outcome } of this.#results.toReversed()) {
      const found = outcome?.tabs?.find((each) => each.title === title);
      if (found) return found.tab;
    }
    throw new NotSeen(`There is no tab "${title}" in:\n${this.#shown()}`);
  }

  /** @throws NotSeen */
  mustKnow(text: string): void {
    const isKnown = this.#results.some(({ text: raw, outcome }) =>
      [raw, outcome?.snapshot ?? ''].some((each) => each.includes(text)),
    );
    if (!isKnown) throw new NotSeen(`The text "${text}" is not in:\n${this.#shown()}`);
  }

  #shown(): string {
    return this.#results.map(({ text, outcome }) => outcome?.snapshot ?? text).join('\n');
  }
}

/** Lines may stand around the JSON, to tell the model that others wrote it. */
function outcomeIn(text: string): ToolOutcome | undefined {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as ToolOutcome;
  } catch {
    return undefined;
  }
}

const textOf = ({ snapshot, changed, error, focus, matches = [] }: ToolOutcome): string =>
  [snapshot, changed, error, focus, ...matches.map(({ ref, context }) => `${ref} clickable "${context}"`)]
    .filter((part) => part !== undefined)
    .join('\n');

function refIn(text: string, { name, role, after }: ControlName): string | undefined {
  const from = after === undefined ? 0 : text.indexOf(after);
  if (from < 0) return undefined;
  const begin = text.lastIndexOf('\n', from) + 1;
  for (const [, ref, found, named = ''] of text.slice(begin).matchAll(CONTROL)) {
    const isCalled = named.replace(/\\(.)/g, '$1') === name;
    if (isCalled && (role === undefined || role === found)) return ref;
  }
  return undefined;
}
