import type { Content, FunctionDeclaration, Part } from '@google/genai';
import type { ToolDefinition } from '../../llm.port.js';
import { parseArguments, type RoleMessage, type MessagePart } from '../../adapter/alternating-messages.js';

/**
 * Stands where the signature of a call is not known. Gemini 3 refuses calls without one, and takes this of calls that
 * another model made. https://ai.google.dev/gemini-api/docs/thought-signatures
 */
const NO_SIGNATURE = 'skip_thought_signature_validator';

/**
 * The turns of a conversation as the Gemini API takes them.
 * @param signatureOf the signature that a call came with, by its id
 */
export function googleContents(
  turns: readonly RoleMessage[],
  signatureOf: (callId: string) => string | undefined,
): Content[] {
  return turns.map(({ role, parts }) => ({
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
