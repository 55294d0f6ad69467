/** When a model has got stuck, and what the user is told then. */
import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { jsonObject } from '../../../common/text/json-object.js';
import type { ToolCall, ToolDefinition } from '../../../tools/tools.port.js';

/** The model has got nowhere: `message` is one sentence, which is also said. */
export class GivenUpError extends ProviderError {
  constructor(provider: string, sentence: string) {
    super('llm', provider, 'provider_unavailable', sentence);
  }
}

export const SAID_WHEN_STUCK = {
  steps: 'I have stopped after twelve steps without an answer, so please ask for a part of it.',
  repeats: 'I have stopped, because I kept doing the same thing and nothing came of it.',
  unusable: 'I have stopped, because the language model called tools that do not exist or make no sense.',
  silent: 'I have stopped, because the language model thought for a minute and gave no answer.',
};

/** A step with more calls than this is no plan any more. The rest is not read. */
export const MAX_CALLS_A_STEP = 16;

/** The longest text that a tool of the browser types has 100,000 characters. */
const MAX_ARGUMENTS_CHARS = 110_000;

/** After this many results in a row that were all there before, the model is told; with more it ends. */
const STALE_TO_NOTE = 2;
const STALE_TO_END = 4;

/** An act that changed something, such as to scroll on, may well be the same ten times. */
const STALE_BY_A_CHANGE = 0.4;

/** Steps in a row of which no call could be run. */
const MAX_UNUSABLE_STEPS = 3;

const SAME_AGAIN = 'This call has given this result before. Do something else, or answer with what you know.';

/** Finds out that a task gets nowhere. */
export class StuckWatch {
  readonly #seen = new Set<string>();
  /** The results in a row that were all there before. */
  #stale = 0;
  #unusableSteps = 0;

  /** @returns what to tell the model beside the result, if anything */
  note({ name, arguments: json }: ToolCall, result: string): string | undefined {
    const key = JSON.stringify([name, jsonObject(json) ?? json, result]);
    if (!this.#seen.has(key)) {
      this.#seen.add(key);
      this.#stale = 0;
      return undefined;
    }
    this.#stale += hasChanged(result) ? STALE_BY_A_CHANGE : 1;
    return this.#stale >= STALE_TO_NOTE ? SAME_AGAIN : undefined;
  }

  /** A step is over. @returns what the user is told if it was the last one */
  endOfStep(calls: readonly ToolCall[], tools: readonly ToolDefinition[]): string | undefined {
    this.#unusableSteps = calls.some((call) => isUsable(call, tools)) ? 0 : this.#unusableSteps + 1;
    if (this.#unusableSteps >= MAX_UNUSABLE_STEPS) return SAID_WHEN_STUCK.unusable;
    return this.#stale >= STALE_TO_END ? SAID_WHEN_STUCK.repeats : undefined;
  }
}

/** @returns whether the arguments are longer than any tool takes */
export const isEndless = ({ arguments: json }: ToolCall): boolean => json.length > MAX_ARGUMENTS_CHARS;

const isUsable = (call: ToolCall, tools: readonly ToolDefinition[]): boolean =>
  tools.some(({ name }) => name === call.name) &&
  (call.arguments.trim() === '' || jsonObject(call.arguments) !== undefined) &&
  !isEndless(call);

/** Whether a tool of the browser says that it changed something. */
function hasChanged(result: string): boolean {
  const changed = jsonObject(result)?.['changed'];
  return changed !== undefined && changed !== 'nothing';
}
