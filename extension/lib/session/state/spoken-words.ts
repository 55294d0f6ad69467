/** How far an answer was spoken, as far as words can be told apart by an eye. */
import type { SpeechMark } from '#protocol';
import type { Answer } from './session-state';

/** What is known of the sound of one answer. */
export interface AnswerTiming {
  /** The backend's word times; empty where it sends none. */
  marks: readonly SpeechMark[];
  playedMs: number;
  /** Length of the whole answer, once it is known. */
  totalMs: number | null;
  /** All of it was played. */
  drained: boolean;
}

export const NOT_PLAYED: AnswerTiming = { marks: [], playedMs: 0, totalMs: null, drained: false };

/** 170 words a minute, six characters each with their space: how fast one reads aloud. */
const ESTIMATED_MS_PER_CHARACTER = 60;

/**
 * Words count from the moment that they begin to sound. Without word times they are taken to be even.
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

/** An answer by what became of its words. */
export interface AnswerParts {
  spoken: string;
  /** Still to be spoken. */
  coming: string;
  /** Cut off: generated, and never spoken. */
  unheard: string;
}

/** A finished answer has nothing to come: its text is what was heard. */
export function partsOf({ text, final, spoken, unheard }: Answer): AnswerParts {
  return final
    ? { spoken: text, coming: '', unheard }
    : { spoken: text.slice(0, spoken), coming: text.slice(spoken), unheard };
}

/**
 * @param generated all the text that the answer had.
 * @param heard its beginning, in which white space may differ.
 * @returns the rest with the space before it, or nothing where it is another text.
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

/** Moves on to the end of the word, so that no word is shown in two halves. */
function wordEnd(text: string, at: number): number {
  const rest = text.slice(at).search(/\s/);
  return rest < 0 ? text.length : at + rest;
}
