/** Parts of names that show that a model is not a chat model. */
const NOT_CHAT =
  /embed|\bbge\b|bge-|rerank|minilm|\be5-|gte-|whisper|\btts\b|-tts|clip|guard|stable-diffusion|flux|moderation|transcribe|realtime|image|audio|dall-e|sora|babbage|davinci|computer-use|codex|-search|-live\b/i;

/** @param answer of GET /v1/models @returns the names of the chat models in it */
export function chatModels(answer: unknown): string[] {
  const models = (answer as { data?: unknown } | null)?.data;
  if (!Array.isArray(models)) return [];
  return models
    .map((model) => (model as { id?: unknown } | null)?.id)
    .filter((id): id is string => typeof id === 'string' && id !== '' && !NOT_CHAT.test(id));
}

/** @param answer of GET /v1/models @returns the first chat model in it */
export function firstChatModel(answer: unknown): string | undefined {
  return chatModels(answer)[0];
}
