/** The conversation as later answers see it: bounded, with the tool calls of interrupted answers too. */
import { truncate, TRUNCATION_NOTE } from '../../../common/text/truncate.js';
import type { ChatMessage } from '../../../llm/llm.port.js';
import type { ToolCall } from '../../../tools/tools.port.js';
import { latestResults, shortened } from '../../output/task/latest-results.js';

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

/** The newest snapshot of a page stays whole: 2,000 tokens of text, and the signs of JSON. */
const MAX_SNAPSHOT_CHARS = 12_000;

/** Limit of all results together, four of the longest: about 4,000 tokens, and a small local model has room for 8,000. */
const MAX_ALL_RESULTS_CHARS = 4 * (MAX_RESULT_CHARS + TRUNCATION_NOTE.length);

/** Every call needs a result, because vendors reject a conversation without it. */
const UNKNOWN_RESULT = JSON.stringify({
  error: 'The answer ended before the result came. It is not known whether this was done.',
});

/** What waits goes on by itself, so the turns between must not do it again. */
export const WAITS_FOR_USER = JSON.stringify({
  waits:
    'The user was asked whether this may be done, and has said something else. If they agree later, it is done by ' +
    'itself: do not call it again unless they ask for it again.',
});

/** Adds a result of the newest step. */
export function addResult(steps: readonly ToolStep[], { callId, content }: ToolResult): ToolStep[] {
  const name = steps.at(-1)?.calls.find(({ id }) => id === callId)?.name;
  const maxChars = name === 'page_snapshot' ? MAX_SNAPSHOT_CHARS : MAX_RESULT_CHARS;
  const result = { callId, content: truncate(content, maxChars) };
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

/**
 * The calls of an answer and their results as messages.
 * @param open stands for the results that have not come
 */
export function toolMessages(steps: readonly ToolStep[], open = UNKNOWN_RESULT): ChatMessage[] {
  return steps.flatMap(({ calls, results }): ChatMessage[] => {
    const toolCalls = shortened(calls);
    return [
      { role: 'assistant', content: '', toolCalls },
      ...calls.map(({ id }) => messageOf(id, results, open)),
    ];
  });
}

/**
 * Keeps the newest messages of a history. Tool calls and their results are kept or dropped together. If they
 * alone exceed the limit, they are dropped and older messages stay.
 */
export function trimHistory(history: readonly ChatMessage[], most: number): readonly ChatMessage[] {
  return latestResults(dropOldMessages(history, most), MAX_ALL_RESULTS_CHARS);
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

function messageOf(callId: string, results: readonly ToolResult[], open: string): ChatMessage {
  const result = results.find((each) => each.callId === callId);
  return result
    ? { role: 'tool', toolCallId: callId, content: result.content }
    : { role: 'tool', toolCallId: callId, content: open, isPending: true };
}
