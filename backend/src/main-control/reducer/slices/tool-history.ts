/** The conversation as later answers see it: bounded, with the tool calls of interrupted answers too. */
import { truncate, TRUNCATION_NOTE } from '../../../common/text/truncate.js';
import type { ChatMessage } from '../../../llm/llm.port.js';
import type { ToolCall } from '../../../tools/tools.port.js';

/** Calls that ran in parallel, with the results so far. */
export interface ToolStep {
  calls: readonly ToolCall[];
  results: readonly ToolResult[];
}

export interface ToolResult {
  callId: string;
  content: string;
}

/** Limit of a result in later answers, about 1,000 tokens. The answer that asked for it gets all of it. */
const MAX_RESULT_CHARS = 4_000;
const MAX_ARGUMENTS_CHARS = 4_000;

/** Limit of all results together, four of the longest: about 4,000 tokens, and a small local model has room for 8,000. */
const MAX_ALL_RESULTS_CHARS = 4 * (MAX_RESULT_CHARS + TRUNCATION_NOTE.length);

const LONG_ARGUMENTS = JSON.stringify({ omitted: 'These arguments were too long to keep.' });

/** Every call needs a result, because vendors reject a conversation without it. */
const UNKNOWN_RESULT = JSON.stringify({
  error: 'The answer ended before the result came. It is not known whether this was done.',
});

const OLD_RESULT = JSON.stringify({ omitted: 'This result is too old to keep.' });

/** Adds a result of the newest step. */
export function addResult(steps: readonly ToolStep[], { callId, content }: ToolResult): ToolStep[] {
  const result = { callId, content: truncate(content, MAX_RESULT_CHARS) };
  return steps.map((step, i) =>
    i === steps.length - 1 ? { ...step, results: [...step.results, result] } : step,
  );
}

/** Replaces the unknown result by one that came after its answer was over. */
export function settleResult(
  history: readonly ChatMessage[],
  { callId, content }: ToolResult,
): readonly ChatMessage[] {
  const at = history.findLastIndex(
    (message) => message.role === 'tool' && message.isPending && message.toolCallId === callId,
  );
  const message = {
    role: 'tool',
    toolCallId: callId,
    content: truncate(content, MAX_RESULT_CHARS),
  } as const;
  return at < 0 ? history : history.with(at, message);
}

/** The calls of an answer and their results as messages. */
export function toolMessages(steps: readonly ToolStep[]): ChatMessage[] {
  return steps.flatMap(({ calls, results }): ChatMessage[] => {
    const toolCalls = calls.map((call) => ({
      ...call,
      arguments: call.arguments.length > MAX_ARGUMENTS_CHARS ? LONG_ARGUMENTS : call.arguments,
    }));
    return [{ role: 'assistant', content: '', toolCalls }, ...calls.map(({ id }) => messageOf(id, results))];
  });
}

/**
 * Keeps the newest messages of a history. Tool calls and their results are kept or dropped together. If they
 * alone exceed the limit, they are dropped and older messages stay.
 */
export function trimHistory(history: readonly ChatMessage[], most: number): readonly ChatMessage[] {
  return omitOldResults(dropOldMessages(history, most));
}

/**
 * Omits the oldest results, so that all of them together stay within their limit. Pending ones stay, because they say that
 * the tool may have done something.
 */
function omitOldResults(history: readonly ChatMessage[]): readonly ChatMessage[] {
  const kept = [...history];
  let room = MAX_ALL_RESULTS_CHARS;
  for (let at = kept.length - 1; at >= 0; at--) {
    const message = kept[at]!;
    if (message.role !== 'tool' || message.isPending) continue;
    room -= message.content.length;
    if (room < 0 && message.content.length > OLD_RESULT.length)
      kept[at] = { ...message, content: OLD_RESULT };
  }
  return kept;
}

function dropOldMessages(history: readonly ChatMessage[], most: number): readonly ChatMessage[] {
  if (history.length <= most) return history;
  const kept: ChatMessage[][] = [];
  let room = most;
  for (const group of groupsOf(history).toReversed()) {
    if (group.length > most) continue;
    if (group.length > room) break;
    room -= group.length;
    kept.push(group);
  }
  return markOldest(kept.toReversed().flat());
}

/** Marks the oldest message of the user as not the first one. */
function markOldest(history: readonly ChatMessage[]): readonly ChatMessage[] {
  const at = history.findIndex(({ role }) => role === 'user');
  const oldest = history[at];
  return oldest?.role === 'user' ? history.with(at, { ...oldest, isOldestKept: true }) : history;
}

/** Groups tool calls with their results; every other message is a group of its own. */
function groupsOf(history: readonly ChatMessage[]): ChatMessage[][] {
  const groups: ChatMessage[][] = [];
  for (const message of history) {
    if (message.role === 'tool') groups.at(-1)?.push(message);
    else groups.push([message]);
  }
  return groups;
}

function messageOf(callId: string, results: readonly ToolResult[]): ChatMessage {
  const result = results.find((each) => each.callId === callId);
  return result
    ? { role: 'tool', toolCallId: callId, content: result.content }
    : { role: 'tool', toolCallId: callId, content: UNKNOWN_RESULT, isPending: true };
}
