/** Models that cannot hold a conversation, by what their names have in them. */
const NO_CHAT =
  /embed|\bbge\b|bge-|rerank|minilm|\be5-|gte-|whisper|\btts\b|-tts|clip|guard|stable-diffusion|flux/i;

/** The first model that one can talk with, of the answer to GET /v1/models; undefined where there is none. */
export function firstChatModel(answer: unknown): string | undefined {
  const models = (answer as { data?: unknown } | null)?.data;
  if (!Array.isArray(models)) return undefined;
  return models
    .map((model) => (model as { id?: unknown } | null)?.id)
    .find((id): id is string => typeof id === 'string' && id !== '' && !NO_CHAT.test(id));
}
