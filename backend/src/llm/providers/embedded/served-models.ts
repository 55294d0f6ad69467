import { isCloudModel } from '../../adapter/openai-api/cloud-model.js';
import { chatModels } from '../../adapter/openai-api/chat-models.js';

/** A server knows best what its models are for, but only some servers say it. More models than this are not asked about. */
const MAX_ASKED = 8;

/** Requests a path of the server. @returns the JSON of its answer, or undefined if there is none */
export type AskServer = (path: string, body?: object) => Promise<unknown>;

/**
 * Finds the first model that answers in words on this computer: by its name, and by what Ollama, LM Studio or llama.cpp say about it.
 * @param answer of GET /v1/models
 */
export async function firstChatModel(answer: unknown, ask: AskServer): Promise<string | undefined> {
  const names = chatModels(answer)
    .filter((name) => !isCloudModel(name))
    .slice(0, MAX_ASKED);
  if (names.length === 0) return undefined;
  const declared = declaredModels(answer) ?? declaredModels(await ask('/api/v0/models'));
  for (const name of names) {
    const isChat = declared?.get(name) ?? (await asksOllama(name, ask));
    if (isChat !== false) return name;
  }
  return undefined;
}

interface ServedModel {
  id?: unknown;
  name?: unknown;
  /** LM Studio: `llm`, `vlm` (with vision) or `embeddings`. https://lmstudio.ai/docs/developer/rest/endpoints */
  type?: unknown;
  /** llama.cpp and Ollama: `completion`, `embedding`, `vision`, `tools` and others. */
  capabilities?: unknown;
}

/** @returns whether each model of a list is a chat model, as far as the list says it; undefined if it does not */
function declaredModels(list: unknown): Map<string, boolean> | undefined {
  const { data, models } = (list ?? {}) as { data?: unknown; models?: unknown };
  const all = [data, models].flatMap((part) => (Array.isArray(part) ? (part as (ServedModel | null)[]) : []));
  const declared = all.flatMap((model): [string, boolean][] => {
    const name = model?.id ?? model?.name;
    const isChat = model ? isDeclaredChat(model) : undefined;
    return typeof name === 'string' && isChat !== undefined ? [[name, isChat]] : [];
  });
  return declared.length > 0 ? new Map(declared) : undefined;
}

/** Ollama says it only for one model at a time. https://docs.ollama.com/api-reference/show-model-details */
async function asksOllama(model: string, ask: AskServer): Promise<boolean | undefined> {
  return isDeclaredChat(((await ask('/api/show', { model })) ?? {}) as ServedModel);
}

function isDeclaredChat({ type, capabilities }: ServedModel): boolean | undefined {
  if (Array.isArray(capabilities) && capabilities.length > 0) return capabilities.includes('completion');
  return typeof type === 'string' ? /^(?:llm|vlm)$/.test(type) : undefined;
}
