/** Which words of an answer were spoken. */
import type { SpeechMark } from '#protocol';

/** What is known of the playback of one answer. */
export interface AnswerTiming {
  /** The backend's word timings; empty if it sends none. */
  marks: readonly SpeechMark[];
  playedMs: number;
  /** Length of the whole answer, once it is known. */
  totalMs: number | null;
  /** All of it was played. */
  drained: boolean;
}

export const NOT_PLAYED: AnswerTiming = { marks: [], playedMs: 0, totalMs: null, drained: false };

/** The pace of reading aloud: 170 words a minute, six characters each with their space. */
const ESTIMATED_MS_PER_CHARACTER = 60;

/**
 * A word counts as spoken from its first sound. Without word timings the words are spread evenly.
 * @returns the end of the last spoken word with its punctuation, in UTF-16 code units of the text.
 */
export function spokenEnd(text: string, { marks, playedMs, totalMs, drained }: AnswerTiming): number {
  if (drained || totalMs === 0) return text.length;
  if (playedMs <= 0) return 0;
  if (marks.length > 0) {
    const end = marks.findLast((mark) => mark.start_ms < playedMs)?.end ?? 0;
    return end === 0 ? 0 : wordEnd(text, end);
  }
  const lengthMs = totalMs ?? text.length * ESTIMATED_MS_PER_CHARACTER;
  return wordEnd(text, Math.ceil((text.length * Math.min(playedMs, lengthMs)) / lengthMs));
}

/**
 * @param generated the whole text of the answer.
 * @param heard the beginning of it; white space may differ.
 * @returns the rest with the space before it, or an empty text if `heard` is not the beginning.
 */
export function unheardOf(generated: string, heard: string): string {
  let at = 0;
  for (const character of heard.replace(/\s+/g, '')) {
    while (/\s/.test(generated.charAt(at))) at++;
    if (!generated.startsWith(character, at)) return '';
    at += character.length;
  }
  const rest = generated.slice(at);
  return rest.trim() === '' ? '' : rest;
}

/** @returns the end of the word at `at`, so that no word is split. */
function wordEnd(text: string, at: number): number {
  const rest = text.slice(at).search(/\s/);
  return rest < 0 ? text.length : at + rest;
}
