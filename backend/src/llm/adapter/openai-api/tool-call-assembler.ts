import { jsonObject } from '../../../common/text/json-object.js';
import type { ToolCall } from '../../llm.port.js';
import { limitArguments, MAX_TOOL_CALLS } from '../answer-calls.js';

/** A part of a tool call, as servers send it: nothing of it is certain. */
export interface ToolCallFragment {
  index?: number | null;
  id?: string | null;
  function?: { name?: string | null; arguments?: unknown } | null;
}

interface Assembled {
  index: number | undefined;
  id: string;
  name: string;
  json: string;
}

/**
 * Assembles tool calls from the fragments of a stream. By OpenAI's documentation the first fragment of an index has the id
 * and the name, and later ones continue the arguments. Servers also send whole calls, all calls with index 0, the id in every
 * fragment or in a later one, no ids, no indexes, and arguments that are an object.
 */
export class ToolCallAssembler {
  readonly #calls: Assembled[] = [];
  #last: Assembled | undefined;
  #chars = 0;

  /** @throws OversizedAnswerError */
  push(fragments: readonly (ToolCallFragment | null)[]): void {
    for (const fragment of fragments) {
      if (!fragment) continue;
      const name = textOf(fragment.function?.name);
      const call = this.#continued(fragment, name) ?? this.#begin(fragment);
      if (!call) continue;
      call.id ||= textOf(fragment.id);
      call.name ||= name;
      const part = jsonOf(fragment.function?.arguments);
      call.json = joined(call.json, part);
      this.#last = call;
      this.#chars += part.length;
      limitArguments(this.#chars);
    }
  }

  /**
   * @returns the calls in order, without those that have no name; the id is empty if none came, and arguments that are no JSON
   * stay as they are
   */
  finish(): ToolCall[] {
    return this.#calls
      .filter(({ name }) => name !== '')
      .map(({ id, name, json }) => ({ id, name, arguments: unwrapped(json) }));
  }

  /** @returns the call that the fragment continues; undefined if it begins one */
  #continued({ index, id }: ToolCallFragment, name: string): Assembled | undefined {
    const known = id && this.#calls.find((call) => call.id === id && (index ?? call.index) === call.index);
    if (known) return known;
    const before =
      typeof index === 'number' ? this.#calls.findLast((call) => call.index === index) : this.#last;
    if (!before) return undefined;
    // A new id belongs to a call whose id had not come yet only if the index says so.
    if (id)
      return before.id === '' && typeof index === 'number' && !isNext(before, name) ? before : undefined;
    return isNext(before, name) ? undefined : before;
  }

  #begin({ index }: ToolCallFragment): Assembled | undefined {
    if (this.#calls.length >= MAX_TOOL_CALLS) return undefined;
    const call = { index: index ?? undefined, id: '', name: '', json: '' };
    this.#calls.push(call);
    return call;
  }
}

/** Whether a fragment with a name begins another call: of another function, or again after all arguments have come. */
const isNext = (before: Assembled, name: string): boolean =>
  name !== '' && before.name !== '' && (name !== before.name || jsonObject(before.json) !== undefined);

/** Some servers repeat all arguments in a later fragment. */
const joined = (before: string, part: string): string =>
  jsonObject(part) && before.trimEnd().endsWith('}') && jsonObject(before) ? part : before + part;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function jsonOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : '';
}

/** Some servers send no arguments, null, or JSON within a string of JSON. */
function unwrapped(json: string): string {
  const text = json.trim();
  if (text === '' || text === 'null') return '{}';
  if (!text.startsWith('"')) return json;
  try {
    const inner = JSON.parse(text) as unknown;
    return typeof inner === 'string' && jsonObject(inner) ? inner : json;
  } catch {
    return json;
  }
}
