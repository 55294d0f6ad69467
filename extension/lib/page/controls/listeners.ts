import { LISTENS } from './listener-question';

/** One question takes microseconds. */
const MAX_QUESTIONS = 5_000;

/** A page that says yes to everything is not believed. */
const MAX_ANSWERS = 500;

let questions = 0;
let answers = 0;

/** Begins a look at the page. */
export function beginListenerQuestions(): void {
  questions = 0;
  answers = 0;
}

/**
 * Asks the hook in the page's own world. The page itself can answer as well: the answer is a hint that something is a
 * control, and nothing more.
 */
export function listensForClicks(element: Element): boolean {
  if (questions >= MAX_QUESTIONS || answers >= MAX_ANSWERS) return false;
  questions++;
  const isListening = !element.dispatchEvent(new Event(LISTENS, { cancelable: true, composed: true }));
  if (isListening) answers++;
  return isListening;
}
