import type { ChatMessage, Llm, LlmEvent, LlmRequest, NoModel } from '../../llm/llm.port.js';
import type { ToolCall, Tools } from '../../tools/tools.port.js';
import type { Fence } from './task/fence.js';
import { forModel } from './task/for-model.js';
import { shortened } from './task/latest-results.js';
import { progressOf, type Progress } from './task/progress.js';
import { GivenUpError, isEndless, MAX_CALLS_A_STEP, SAID_WHEN_STUCK, StuckWatch } from './task/stuck.js';
import { withinSilence } from './task/within-silence.js';

export interface ToolLoop extends Omit<LlmRequest, 'tools'> {
  llm: Llm;
  tools: Tools;
  turnId: number;
  /** Goes around what tools return. */
  fence: Fence;
  /** Longest wait for words or a call of the model, by default a minute. */
  maxSilentMs?: number;
  /** Resolves when the turn is certain or the answer is dropped. No tool runs before that. */
  confirmed: Promise<void>;
  /** The calls of one step are about to run, one after the other. */
  onToolCalls?(calls: readonly ToolCall[]): void;
  /** A call is about to run. */
  onProgress?(progress: Progress, callId: string): void;
  /** The result of one call, which may come after an abort. */
  onToolResult?(callId: string, content: string): void;
}

/** A model that keeps calling tools is stuck. */
const MAX_STEPS = 12;

const MAX_SILENT_MS = 60_000;

const ENOUGH = 'Those were enough tools for one answer. Answer with what you know.';

const failure = (error: string): string => JSON.stringify({ error });

const NOT_RUN = failure('This was not done: there were too many steps.');
const NOT_BEGUN = failure('This was not done: the answer was stopped before.');
const ENDLESS_ARGUMENTS = failure('This was not done: the arguments are too long.');

/**
 * Streams a model's answer and runs the tools that it calls. Calls of one step run in their order, also after one that failed or
 * was denied: each result tells the model what was done. After an abort none begins.
 * @throws ProviderError; GivenUpError if the model has got stuck
 */
export async function* answerWithTools(
  loop: ToolLoop,
): AsyncGenerator<Exclude<LlmEvent, { type: 'tool_call' }> | NoModel> {
  const { llm, tools, turnId, fence, maxSilentMs = MAX_SILENT_MS, confirmed, ...more } = loop;
  const { onToolCalls, onProgress, onToolResult, ...request } = more;
  const { signal } = request;
  const watch = new StuckWatch();
  const giveUp = (sentence: string) => new GivenUpError(llm.name, sentence);
  let { messages } = request;
  let said = '';
  for (let step = 0; step <= MAX_STEPS + 1; step++) {
    const calls: ToolCall[] = [];
    let text = '';
    const asked = {
      ...request,
      messages: forModel(messages, fence),
      mayBeEmpty: said.trim() !== '',
      tools: tools.list(),
    };
    const answer = withinSilence(
      (until) => llm.stream({ ...asked, signal: until }),
      signal,
      maxSilentMs,
      () => giveUp(SAID_WHEN_STUCK.silent),
    );
    for await (const event of answer) {
      if (signal.aborted) return;
      if (event.type === 'tool_call') {
        calls.push(event.call);
        if (calls.length === MAX_CALLS_A_STEP) break;
        continue;
      }
      if (event.type === 'text') {
        text += event.text;
        said += event.text;
      }
      yield event;
    }
    if (calls.length === 0) return;
    // "One moment." is said before the tools run; the text after their results is a new sentence.
    if (/\S$/.test(text)) yield { type: 'text', text: '\n' };
    await confirmed;
    if (signal.aborted) return;
    onToolCalls?.(calls);
    const results: ChatMessage[] = [];
    for (const call of calls) {
      const report = (content: string) => onToolResult?.(call.id, content);
      if (signal.aborted) {
        report(NOT_BEGUN);
        continue;
      }
      const isEnough = step >= MAX_STEPS;
      if (!isEnough) onProgress?.(progressOf(call, messages), call.id);
      const run = () => unlessAborted(tools.run(call, turnId, signal, report), signal, report);
      const content = isEnough ? NOT_RUN : isEndless(call) ? ENDLESS_ARGUMENTS : await run();
      if (content !== '') report(content);
      const note = isEnough ? ENOUGH : watch.note(call, content);
      results.push({ role: 'tool', toolCallId: call.id, content, ...(note && { note }) });
    }
    if (signal.aborted) return;
    const stuck = watch.endOfStep(calls, tools.list());
    if (stuck) throw giveUp(stuck);
    messages = [...messages, { role: 'assistant', content: text, toolCalls: shortened(calls) }, ...results];
  }
  throw giveUp(SAID_WHEN_STUCK.steps);
}

/**
 * @param onLate called with a result that comes after an abort
 * @returns '' as soon as the signal aborts: a tool that does not listen to it must not hold the turn
 */
async function unlessAborted(
  result: Promise<string>,
  signal: AbortSignal,
  onLate: (result: string) => void,
): Promise<string> {
  const aborted = Promise.withResolvers<string>();
  const onAbort = () => {
    aborted.resolve('');
    result.then(
      (late) => late !== '' && onLate(late),
      () => undefined,
    );
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([aborted.promise, result]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
