/** Whether an answer is spoken as it should be, whatever the parts in which it streams. */
import type { Random } from '../../backend/src/main-control/testing/simulated-call/random.js';
import { wordsOf } from './random-answer.ts';

/** What is spoken for an answer that streams in these parts: the clauses, in order. */
export type Speak = (deltas: readonly string[]) => string[];

const MAX_DELTA = 12;

/**
 * @param words what must be spoken, in order and each once; undefined checks only that nothing is added
 * @returns what is wrong, or undefined
 */
export function problemOf(
  { text, words }: { text: string; words?: readonly string[] },
  speak: Speak,
  random: Random,
): string | undefined {
  const clauses = speak([text]);
  for (const deltas of [[...text], cut(text, random)]) {
    const again = speak(deltas);
    const at = clauses.findIndex((clause, i) => clause !== again[i]);
    if (at >= 0 || again.length !== clauses.length)
      return report(text, `clause ${at} depends on the stream`, clauses[at], again[at]);
  }
  const spoken = clauses.flatMap(wordsOf);
  if (words === undefined) {
    const added = firstAdded(spoken.join(''), text);
    return added === undefined ? undefined : report(text, 'added', undefined, added);
  }
  const at = words.findIndex((word, i) => word !== spoken[i]);
  if (at < 0 && spoken.length === words.length) return undefined;
  const from = at < 0 ? words.length : at;
  return report(text, `word ${from}`, words.slice(from, from + 4), spoken.slice(from, from + 4));
}

function cut(text: string, random: Random): string[] {
  const deltas: string[] = [];
  for (let at = 0; at < text.length;) {
    const length = random.integer(1, MAX_DELTA);
    deltas.push(text.slice(at, at + length));
    at += length;
  }
  return deltas;
}

/** The first character of what is spoken that the text does not have there. */
function firstAdded(spoken: string, text: string): string | undefined {
  const characters = text[Symbol.iterator]();
  for (const character of spoken) {
    let next = characters.next();
    while (!next.done && next.value !== character) next = characters.next();
    if (next.done) return character;
  }
  return undefined;
}

/** How much of a long answer is reported. */
const REPORTED_CHARS = 160;

function report(text: string, what: string, expected: unknown, got: unknown): string {
  const [word] = [expected].flat();
  const at = typeof word === 'string' ? Math.max(0, text.indexOf(word) - REPORTED_CHARS / 2) : 0;
  const near = JSON.stringify(text.slice(at, at + REPORTED_CHARS));
  return `${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)} near ${near}`;
}
