import type { ChatMessage } from '../../../llm/llm.port.js';
import type { Fence } from './fence.js';
import { latestResults, MAX_REQUEST_RESULTS_CHARS } from './latest-results.js';

/**
 * The conversation as a request to a model has it. The results of tools are fenced only here, because the history outlives
 * the request, and may be asked of another model.
 */
export const forModel = (messages: readonly ChatMessage[], fence: Fence): readonly ChatMessage[] =>
  latestResults(messages, MAX_REQUEST_RESULTS_CHARS).map((message) => {
    if (message.role !== 'tool') return message;
    const { note, ...result } = message;
    const content = fence.around(message.content);
    return { ...result, content: note === undefined ? content : `${content}\n${note}` };
  });
