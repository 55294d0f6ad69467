/** Keeps a conversation with tool calls short: of each page only its last state, and not more results than there is room for. */
import { jsonObject } from '../../../common/text/json-object.js';
import type { ChatMessage, ToolCall } from '../../../llm/llm.port.js';

/** A request reads about 4 characters as a token: ten thousand tokens of results leave room for the rest in 16,000. */
export const MAX_REQUEST_RESULTS_CHARS = 40_000;

/** Longer arguments, such as a text to type, are not sent again. */
const MAX_ARGUMENTS_CHARS = 4_000;

const LONG_ARGUMENTS = JSON.stringify({ omitted: 'These arguments were too long to keep.' });
const OLD_PAGE = JSON.stringify({ omitted: 'An older state of this tab. A newer snapshot follows.' });
const OLD_PART = JSON.stringify({ omitted: 'This part was read again later.' });
const OLD_RESULT = JSON.stringify({ omitted: 'This result is too old to keep.' });

/** @returns the calls, without arguments that are too long to be sent again */
export const shortened = (calls: readonly ToolCall[]): readonly ToolCall[] =>
  calls.map((call) =>
    call.arguments.length > MAX_ARGUMENTS_CHARS ? { ...call, arguments: LONG_ARGUMENTS } : call,
  );

/**
 * Replaces older results by one line each: snapshots of a tab before its newest one, parts of an article that were read again,
 * and the oldest of those that exceed the limit together. The newest result stays whole; so do those that have not come yet,
 * because they say that the tool may have done something.
 */
export function latestResults(messages: readonly ChatMessage[], maxChars: number): readonly ChatMessage[] {
  const calls = callsOf(messages);
  const kept = [...messages];
  const newer = new Set<string>();
  let room = maxChars;
  let isNewest = true;
  for (let at = kept.length - 1; at >= 0; at--) {
    const message = kept[at]!;
    if (message.role !== 'tool' || message.isPending) continue;
    const old = replacementOf(calls.get(at), message.content, newer);
    const content = old ?? message.content;
    room -= content.length;
    const fits = isNewest || room >= 0 || content.length <= OLD_RESULT.length;
    isNewest = false;
    if (old !== undefined || !fits) kept[at] = { ...message, content: fits ? content : OLD_RESULT };
  }
  return kept;
}

/** The call of each result, by the place of the result: local servers may give the same id twice. */
function callsOf(messages: readonly ChatMessage[]): Map<number, ToolCall> {
  const calls = new Map<number, ToolCall>();
  let asked: readonly ToolCall[] = [];
  for (const [at, message] of messages.entries()) {
    if (message.role === 'assistant') asked = message.toolCalls ?? [];
    else if (message.role === 'tool') {
      const call = asked.find(({ id }) => id === message.toolCallId);
      if (call) calls.set(at, call);
    }
  }
  return calls;
}

/** @param newer what newer results show; this one's is added @returns what stands for the result if a newer one shows the same */
function replacementOf(call: ToolCall | undefined, content: string, newer: Set<string>): string | undefined {
  if (call?.name !== 'page_snapshot' && call?.name !== 'read_article') return undefined;
  const result = jsonObject(content);
  const args = jsonObject(call.arguments);
  // A result that was cut is no JSON, and still one of that tab.
  if (result?.['ok'] === false || result?.['error'] !== undefined || result?.['omitted'] !== undefined)
    return undefined;
  const tab = JSON.stringify(result?.['tab'] ?? args?.['tab'] ?? null);
  if (call.name === 'read_article') {
    const part = `part ${tab} ${JSON.stringify(result?.['from'] ?? args?.['from'] ?? 0)}`;
    if (newer.has(part)) return OLD_PART;
    newer.add(part);
    return undefined;
  }
  // What was found on the page is not all of it: only a newer whole snapshot stands for an older one.
  const page = `page ${tab}`;
  const find = typeof args?.['find'] === 'string' ? args['find'].trim().toLowerCase() : '';
  const isFound = find !== '';
  const found = `found ${tab} ${find}`;
  if (newer.has(page) || (isFound && newer.has(found))) return OLD_PAGE;
  newer.add(isFound ? found : page);
  return undefined;
}
