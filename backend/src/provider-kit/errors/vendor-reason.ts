/** The most characters of a vendor's answer that are searched for the reason of an error. */
export const MAX_REASON_LENGTH = 4_096;

/** The most levels of an answer that are searched. */
const MAX_DEPTH = 8;

/** Parts of a request that some servers send back. They are the user's words, which say nothing about the failure. */
const ECHOES = new Set(['input', 'failed_generation']);

/**
 * The texts in what a vendor sent, one per line, so that a pattern cannot match across two of them: OpenAI's
 * `"... with this model.", "type": "invalid_request_error"` does not say that the model is invalid.
 * @param parts texts, also with JSON in them, and parsed JSON
 */
export function vendorReason(...parts: unknown[]): string {
  const texts = parts.flatMap((part) => textsOf(part));
  return [...new Set(texts)].join('\n').slice(0, MAX_REASON_LENGTH);
}

function textsOf(part: unknown, depth = 0): string[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof part === 'string') return textsOfString(part.trim(), depth);
  if (typeof part !== 'object' || part === null) return [];
  if (isPath(part)) return [part.join('.')];
  return Object.entries(part).flatMap(([key, value]) => (ECHOES.has(key) ? [] : textsOf(value, depth + 1)));
}

/** FastAPI names a refused option by its path: `["body", "voice", "speed"]`. */
const isPath = (part: object): part is string[] =>
  Array.isArray(part) &&
  part.length > 0 &&
  part.every((name) => typeof name === 'string' && /^\w+$/.test(name));

function textsOfString(text: string, depth: number): string[] {
  // SDKs put the JSON of an answer into their message, after the status.
  const at = text.search(/[{[]\s*["{[]/);
  if (at === -1) return text === '' ? [] : [text];
  try {
    return [text.slice(0, at).trim(), ...textsOf(JSON.parse(text.slice(at)), depth + 1)].filter(Boolean);
  } catch {
    // Not JSON, or cut off.
    return text.split(/"\s*[,}]/);
  }
}
