/** Keeps secrets out of error messages and logs. */

const HIDDEN = '[hidden]';

/** Shorter values would hide ordinary words in the log. */
const MIN_SECRET_CHARS = 6;
/** A config has a handful, and MCP servers as many each; more would make each log line slow. */
const MAX_SECRETS = 500;

const secrets = new Set<string>();

/** From now on `redact` hides the value. */
export function rememberSecret(value: unknown): void {
  if (typeof value !== 'string' || value.length < MIN_SECRET_CHARS || secrets.size >= MAX_SECRETS) return;
  secrets.add(value);
  const encoded = encodeURIComponent(value);
  if (encoded !== value) secrets.add(encoded);
}

/**
 * Keys as vendors write them: `sk-…`, `sk_…` (OpenAI, Anthropic, ElevenLabs, Cartesia), `AIza…` (Google), `gsk_…` (Groq),
 * `xai-…`, `hf_…`, `ghp_…`, AWS's, JSON web tokens, Earshot's own tokens, and 32 or more hexadecimal digits (Deepgram, AssemblyAI, Azure).
 */
const KEY =
  /\b(?:(?:sk|pk|rk|gsk|xai|hf|gh[opsu]|dg|key)[-_][\w-]{8,}|AIza[\w-]{20,}|AKIA[A-Z\d]{12,}|earshot_[\w-]{40,}|eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|[\dA-Fa-f]{32,})/g;

/**
 * The value after a name that announces a secret: a header, a field, a parameter of an address. Messages about a wrong
 * setting have the problem after the name, which is not a secret.
 */
const NAMED =
  /((?:authorization|(?:x[-_])?(?:\b[a-z]{1,20}[-_])?api[-_]?key|xi-api-key|access[-_]?token|token|secret|password)["']?\s*[:=]\s*["']?)(?!(?:unknown setting|found|not set|the environment variable|must be)\b)(?:(Bearer|Token|Basic)\s+)?[^\s"',;&}]{4,}/gi;

const SCHEME = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/g;

/** `user:password@` in an address. */
const USER_INFO = /(\b[a-z][a-z\d+.-]*:\/\/)[^\s/@?#]+@/gi;

/** @returns the text without known secrets, and without text that looks like a secret */
export function redact(text: string): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, HIDDEN);
  return clean
    .replace(USER_INFO, `$1${HIDDEN}@`)
    .replace(NAMED, `$1${HIDDEN}`)
    .replace(SCHEME, `$1 ${HIDDEN}`)
    .replace(KEY, HIDDEN);
}

/** Whether a config value should not be repeated in a message. A false alarm only costs clarity. */
export function looksSecret(value: string): boolean {
  return (
    redact(value) !== value || /^(?=.*\d)(?=.*[A-Za-z])[\w+/=-]{16,}$/.test(value) || /\?.*=/.test(value)
  );
}

/** Enough to find the reason; a vendor may send a whole page. */
const MAX_LINE_CHARS = 1_000;
const MAX_CAUSES = 5;

/** An error with its causes in one line for the log, of bounded length and without secrets. */
export function describeForLog(error: unknown): string {
  const seen = new Set<unknown>();
  const parts: string[] = [];
  for (let at = error; at !== undefined && at !== null && !seen.has(at); at = causeOf(at)) {
    seen.add(at);
    const text = messageOf(at);
    if (text && parts.at(-1) !== text) parts.push(text);
    if (seen.size > MAX_CAUSES) break;
  }
  // Cut before redacting to save time, but longer than needed, so that half a key is never shown.
  const line = parts.join(' <- ').replace(/\s+/g, ' ');
  return shorten(redact(line.slice(0, 4 * MAX_LINE_CHARS)), MAX_LINE_CHARS);
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(messageOf).join('; ');
  if (!(error instanceof Error)) return typeof error === 'string' ? error : safeJson(error);
  const { code } = error as NodeJS.ErrnoException;
  const text = error.message || error.name;
  return typeof code === 'string' && !text.includes(code) && /^[A-Z_\d]+$/.test(code)
    ? `${text} (${code})`
    : text;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

const shorten = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
