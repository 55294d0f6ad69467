/** Models that cannot hold a conversation, by what their names have in them. */
const NO_CHAT =
  /embed|\bbge\b|bge-|rerank|minilm|\be5-|gte-|whisper|\btts\b|-tts|clip|guard|stable-diffusion|flux|moderation|transcribe|realtime|image|audio|dall-e|sora|babbage|davinci|computer-use|codex|-search|-live\b/i;

/** Every model that one can talk with, of the answer to GET /v1/models. */
export function chatModels(answer: unknown): string[] {
  const models = (answer as { data?: unknown } | null)?.data;
  if (!Array.isArray(models)) return [];
  return models
    .map((model) => (model as { id?: unknown } | null)?.id)
    .filter((id): id is string => typeof id === 'string' && id !== '' && !NO_CHAT.test(id));
}

/** The first of them; undefined where there is none. */
export function firstChatModel(answer: unknown): string | undefined {
  return chatModels(answer)[0];
}
