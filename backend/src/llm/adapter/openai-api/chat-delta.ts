import type { LlmEvent } from '../../llm.port.js';

/** A delta, or a whole message in a body that is no stream. The SDK's types describe OpenAI: another server may send anything. */
export interface ChatDelta {
  content?: unknown;
  refusal?: unknown;
  tool_calls?: unknown;
  /** Reasoning: DeepSeek, llama.cpp and vLLM use the first name; OpenRouter, Groq and Ollama the second. */
  reasoning_content?: unknown;
  reasoning?: unknown;
  thinking?: unknown;
  /** OpenRouter's parts of the reasoning, besides `reasoning` or in its place. */
  reasoning_details?: unknown;
}

/** A part of a content that is a list. Mistral's `thinking` is a list of parts. */
interface ContentPart {
  type?: unknown;
  text?: unknown;
  refusal?: unknown;
  thinking?: unknown;
  reasoning?: unknown;
  summary?: unknown;
}

/** @returns the reasoning and then the text of a delta, without empty ones */
export function deltaEvents(delta: ChatDelta): LlmEvent[] {
  const { reasoning_content, reasoning, thinking, reasoning_details, content, refusal } = delta;
  // Servers that send the reasoning by two names send it twice.
  const thoughts = [reasoning_content, reasoning, thinking, reasoning_details].map((value) =>
    partsOf(value, 'reasoning'),
  );
  const said = [...partsOf(content, 'text'), ...partsOf(refusal, 'text')];
  return [...(thoughts.find(({ length }) => length > 0) ?? []), ...said];
}

function partsOf(value: unknown, type: 'text' | 'reasoning'): LlmEvent[] {
  if (typeof value === 'string') return value === '' ? [] : [{ type, text: value }];
  if (Array.isArray(value)) return value.flatMap((part) => partsOf(part, type));
  if (typeof value !== 'object' || value === null) return [];
  const part = value as ContentPart;
  const thoughts = part.thinking ?? part.reasoning ?? part.summary;
  if (thoughts !== undefined) return partsOf(thoughts, 'reasoning');
  const isThought = typeof part.type === 'string' && /think|reason|thought/i.test(part.type);
  return partsOf(part.text ?? part.refusal, isThought ? 'reasoning' : type);
}
