import type { Content, FunctionDeclaration, Part } from '@google/genai';
import type { ToolDefinition } from '../../llm.port.js';
import type { RoleMessage, MessagePart } from '../../adapter/alternating-messages.js';
import { parseArguments } from '../../adapter/history-text.js';

/** Replaces an unknown signature, such as that of another model's tool call: Gemini 3 refuses calls without one. */
const NO_SIGNATURE = 'skip_thought_signature_validator';

/**
 * Maps a conversation to contents of the API.
 * @param signatureOf returns the signature of the tool call with that id
 */
export function googleContents(
  conversation: readonly RoleMessage[],
  signatureOf: (callId: string) => string | undefined,
): Content[] {
  return conversation.map(({ role, parts }) => ({
    role: role === 'assistant' ? 'model' : 'user',
    parts: parts.map((part) => googlePart(part, signatureOf)),
  }));
}

export function googleTools(tools: readonly ToolDefinition[]): FunctionDeclaration[] {
  return tools.map(({ name, description, parameters }) => ({
    name,
    description,
    parametersJsonSchema: parameters,
  }));
}

function googlePart(part: MessagePart, signatureOf: (callId: string) => string | undefined): Part {
  switch (part.type) {
    case 'text':
      return { text: part.text };
    case 'call': {
      const { id, name } = part.call;
      return {
        functionCall: { id, name, args: parseArguments(part.call) },
        thoughtSignature: signatureOf(id) ?? NO_SIGNATURE,
      };
    }
    case 'result':
      return { functionResponse: { ...part.call, response: { output: part.text } } };
  }
}
