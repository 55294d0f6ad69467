const ASKS_ITSELF = /yes or no\?\s*$/i;

/** @returns what is said of a client's question, as a sentence of its own in the answer */
export function approvalQuestion(question: string): string {
  const asked = question.toWellFormed().replace(/\s+/g, ' ').trim();
  const choice = ASKS_ITSELF.test(asked) ? '' : ' Yes or no?';
  return `${asked}${choice} Press Yes or No in the panel.\n`;
}
