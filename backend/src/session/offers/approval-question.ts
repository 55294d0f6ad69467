const ASKS_ITSELF = /yes or no\?\s*$/i;

/** @returns a client's question as it is spoken */
export function approvalQuestion(question: string): string {
  const asked = question.toWellFormed().replace(/\s+/g, ' ').trim();
  const choice = ASKS_ITSELF.test(asked) ? '' : ' Yes or no?';
  return `${asked}${choice}`;
}
