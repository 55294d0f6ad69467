import { systemClock } from '../../common/clock/clock.js';

/** Longest wait that a vendor may ask for: far more than a conversation lasts. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1_000;

/** The headers of an answer, as fetch or Node's http have them. */
export type AnswerHeaders = Pick<Headers, 'get'> | Record<string, string | readonly string[] | undefined>;

/**
 * Reads how long a vendor wants to be left alone: `retry-after-ms` of OpenAI, or `Retry-After` in seconds or as a date
 * (RFC 9110, 10.2.3).
 * @param nowMs wall time
 * @returns milliseconds from now; undefined if it does not say
 */
export function retryAfterMs(headers: AnswerHeaders, nowMs = systemClock.wallTimeMs()): number | undefined {
  const ms = numberOf(valueOf(headers, 'retry-after-ms'));
  if (ms !== undefined) return limited(ms);
  const text = valueOf(headers, 'retry-after');
  const seconds = numberOf(text);
  if (seconds !== undefined) return limited(seconds * 1_000);
  const date = text?.endsWith('GMT') ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : limited(date - nowMs);
}

const limited = (ms: number) => Math.min(Math.max(0, ms), MAX_RETRY_AFTER_MS);

function valueOf(headers: AnswerHeaders, name: string): string | undefined {
  const value =
    typeof headers.get === 'function' ? headers.get(name) : (headers as Record<string, unknown>)[name];
  return typeof value === 'string' ? value.trim() : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}
