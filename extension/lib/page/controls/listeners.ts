import { LISTENS } from './listener-question';

/** One question takes microseconds. */
const MAX_QUESTIONS = 5_000;

/** A page that says yes to everything is not believed. */
const MAX_ANSWERS = 500;

let questions = 0;
let answers = 0;
let question: Event;

/** @returns whether the answer is yes */
function ask(target: EventTarget): boolean {
  if (target.dispatchEvent(question)) return false;
  // It stays answered.
  question = new Event(LISTENS, { cancelable: true, composed: true });
  return true;
}

/** Begins a look at the page. */
export function beginListenerQuestions(): void {
  question = new Event(LISTENS, { cancelable: true, composed: true });
  // Where there is a hook, it says so.
  questions = ask(window) ? 0 : MAX_QUESTIONS;
  answers = 0;
}

/**
 * Asks the hook in the page's own world. The page itself can answer as well: the answer is a hint that something is a
 * control, and nothing more.
 */
export function listensForClicks(element: Element): boolean {
  if (questions >= MAX_QUESTIONS || answers >= MAX_ANSWERS) return false;
  questions++;
  const isListening = ask(element);
  if (isListening) answers++;
  return isListening;
}
