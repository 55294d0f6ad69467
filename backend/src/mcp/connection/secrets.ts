import { looksSecret } from '../../common/log/redact.js';
import type { McpServerConfig } from '../../config/dto/mcp.dto.js';

/** Shorter values are words such as "on". */
const MIN_SECRET_CHARS = 4;

const SECRET_NAME = /key|token|secret|passw|auth|credential|cookie|session/i;

export interface Secrets {
  /** @returns a text for people, without anything that the config keeps to itself */
  hide(text: string): string;
  /** @returns a tool's result without keys. Folders and the like stay: they may be what was asked for. */
  hideKeys(text: string): string;
}

/** Hides what a server could repeat of the environment and the headers that it was given. */
export function secretsOf({ env, headers, url }: McpServerConfig): Secrets {
  const named = [...Object.entries(env), ...Object.entries(headers), ...partsOf(url)];
  const all = named.flatMap(([name, value]) => {
    const isKey = SECRET_NAME.test(name) || looksSecret(value);
    // Of "Bearer abc", a server may repeat only "abc".
    return [value, value.split(' ').at(-1)!].map((text) => ({ text, isKey }));
  });
  const hidden = all.filter(({ text }) => text.length >= MIN_SECRET_CHARS);
  // A longer one first: it may contain a shorter one.
  hidden.sort((a, b) => b.text.length - a.text.length);
  const keys = hidden.filter(({ isKey }) => isKey);
  return { hide: (text) => without(text, hidden), hideKeys: (text) => without(text, keys) };
}

/** An address may carry a key, too. */
function partsOf(url: string | undefined): [string, string][] {
  const parsed = url === undefined ? null : URL.parse(url);
  if (!parsed) return [];
  return [
    ['url', parsed.href],
    ['password', parsed.password],
    ['query', parsed.search],
    ...parsed.searchParams,
  ];
}

const without = (text: string, secrets: readonly { text: string }[]): string =>
  secrets.reduce((clean, { text: secret }) => clean.replaceAll(secret, '[hidden]'), text);
