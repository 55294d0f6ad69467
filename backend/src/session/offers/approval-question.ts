const ASKS_ITSELF = /yes or no\?\s*$/i;

/** About fifteen seconds of speech, which leaves the user most of the minute to answer. */
const MAX_SPOKEN_CHARS = 260;
const MAX_END_CHARS = 60;

const MORE = ' The panel shows all of it.';

/** @returns a client's question as it is spoken; of a long one the beginning and the end */
export function approvalQuestion(question: string): string {
  const asked = shortened(question.toWellFormed().replace(/\s+/g, ' ').trim());
  const choice = ASKS_ITSELF.test(asked) ? '' : ' Yes or no?';
  return `${asked}${choice}`;
}

function shortened(asked: string): string {
  if (asked.length <= MAX_SPOKEN_CHARS) return asked;
  const choice = ASKS_ITSELF.exec(asked)?.[0] ?? '';
  const text = asked.slice(0, asked.length - choice.length).trimEnd();
  const begin = text.slice(0, MAX_SPOKEN_CHARS - MAX_END_CHARS).replace(/\s\S*$/, '');
  const end = text.slice(-MAX_END_CHARS).replace(/^\S*\s/, '');
  return `${begin} … ${end}${MORE}${choice && ` ${choice}`}`.toWellFormed();
}
