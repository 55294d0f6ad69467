/** What is said about a tool's result: the truth, in few words. */
import { done, notDone } from '../action-outcome.js';
import type { ActionOutcome } from '../answerer.port.js';

/** A tool's own result: `ok: false` with `error` for every failure. */
export type ToolResult = Record<string, unknown>;

/** Longer texts of a tool are cut at the end of a sentence, or at a word. */
const MAX_CHARS = 240;

/** Words, or a sound with a note. */
export type Told = string | ActionOutcome;

/** Said after the user's own no. */
const REFUSED = "Okay, I won't.";

/** @returns why a call failed; undefined if it did not */
export function errorOf(result: ToolResult): string | undefined {
  if (result['ok'] !== false) return undefined;
  const { error } = result;
  const text = typeof error === 'string' ? error.trim() : '';
  if (result['denied'] === true && /^(?:The user|You) said no\.$/.test(text)) return REFUSED;
  return text === '' ? 'The browser did not say why, but it did not work.' : asSentence(brief(text));
}

/** What a tool says, short enough to be said. */
function brief(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  const cut = text.slice(0, MAX_CHARS).toWellFormed();
  // Not at a question mark: the question of a quoted name is not the assistant's.
  return cut.match(/^.*[.!](?= )/s)?.[0] ?? `${cut.replace(/\s+\S*$/, '')}…`;
}

/**
 * A visible effect is a sound; that nothing changed is said, and so is every failure, after its sound.
 * @param did what was done, such as `Scrolled down`
 */
export function told(result: ToolResult, did: string): Told {
  const error = errorOf(result);
  if (error !== undefined) return error === REFUSED ? error : notDone(error);
  const changed = typeof result['changed'] === 'string' ? brief(result['changed'].trim()) : '';
  const nothing = /^nothing\b[:,.\s]*(.*)$/is.exec(changed);
  if (nothing?.[1]) return asSentence(nothing[1]);
  if (nothing) return `${did}, but nothing changed.`;
  // "Scrolled down: scrolled down, to 10 % of it" would say it twice.
  if (changed.toLowerCase().startsWith(did.toLowerCase())) return done(asSentence(changed));
  return done(changed ? `${did}: ${asEnd(changed)}` : `${did}.`);
}

const asSentence = (text: string): string => asEnd(text.charAt(0).toUpperCase() + text.slice(1));

const asEnd = (text: string): string => (/[.?!…]$/.test(text) ? text : `${text}.`);
