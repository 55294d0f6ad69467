/** Parts of names that show that a model is not a chat model. A name of letters only counts within words, too. */
const NOT_CHAT = new RegExp(
  [
    // Embeddings and rerankers. Their families are called after BERT, MPNet, T5 and the data that they learned from.
    'embed|bge-|bge_|minilm|mpnet|bert|paraphrase|sentence-t|sentence_t|labse|distiluse|contriever|ms-?marco|cross-encoder',
    'rerank|zerank|colbert|splade|mxbai|text2vec|gritlm|stella[-_]|uae-large|potion-|model2vec',
    String.raw`(?:^|[/_-])(?:bge|e5|gte|m3e|ember|sbert|instructor-(?:base|large|xl))(?:[-_:.]|$)`,
    // Images: encoders, generators and readers of pages.
    String.raw`clip|siglip|dino-?v|mmproj|\bvit\b|vit-(?:base|large|huge)|blip|stable-?diffusion|sdxl|\bsd-?3|flux|dall-e|image`,
    String.raw`kandinsky|pixart|hidream|kolors|\bwan-?2|video|sora|\bveo\b|\bveo-|ocr|yolo|depth-anything`,
    // Speech and sound.
    'whisper|parakeet|canary|moonshine|wav2vec|conformer|transcribe|realtime|audio|speech|sensevoice|musicgen',
    String.raw`kokoro|xtts|\bbark\b|orpheus|chatterbox|\b(?:csm|asr|stt|tts|piper|vits|lyria)\b|tts[-_\d]|[-_]tts|outetts|-live\b`,
    // Judges of texts, drafts for other models, models that only complete a text, and translators.
    String.raw`guard|shield|moderation|toxic|nsfw|reward|\bprm\b|\bdraft(?:er)?\b|-draft|babbage|davinci|[-_.:]base\b`,
    String.raw`\bnllb|opus-mt|\b(?:flan-)?m?t5\b`,
    // Models of OpenAI for other APIs.
    'computer-use|codex|-search|deep-research',
  ].join('|'),
  'i',
);

/** Whether the model, by its name, is a chat model. */
const isChatModel = (name: string): boolean => name !== '' && !NOT_CHAT.test(name);

/** @param answer of GET /v1/models @returns the names of the chat models in it */
export function chatModels(answer: unknown): string[] {
  const models = (answer as { data?: unknown } | null)?.data;
  if (!Array.isArray(models)) return [];
  return models
    .map((model) => (model as { id?: unknown } | null)?.id)
    .filter((id): id is string => typeof id === 'string' && isChatModel(id));
}
