/** Whether a yes of the user is about a control: Earshot has marked it on the page, and asked about it by its name. */
import { wordsOf } from './words/spoken-words';

/** What Earshot says in a turn, and the controls that it has marked for it. */
export interface Question {
  text: string;
  /** As in `show_numbers`. */
  refs: readonly string[];
}

export const NO_QUESTION: Question = { text: '', refs: [] };

/** A control, as a call uses it. */
interface Used {
  ref: unknown;
  /** As the page gives it. */
  name: string;
  /** That it shows. */
  number: number | null;
}

const YES =
  /^(?:(?:yes|yeah|yep|yup|sure|ok|okay|right|correct|exactly|please|please do|do it|go ahead)(?: |$))+$/;

/** The words between the beginning of a question, or of all, and a name. */
const ASKING = ['', 'did you mean', 'or press'];

/** A question has so many words of a long name at least. */
const MIN_WORDS_OF_NAME = 4;

/** @returns whether these words only say yes */
export const isYes = (words: string): boolean => YES.test(wordsOf(words).join(' '));

/** @param question such as `Did you mean "Sign in"?`, to which the user has said yes */
export function isAskedAbout({ text, refs }: Question, { ref, name, number }: Used): boolean {
  if (!text.trimEnd().endsWith('?')) return false;
  const asked = wordsOf(text);
  if (number !== null && asked.join(' ') === `number ${number}`) return true;
  return refs.length === 1 && refs[0] === ref && endsWithName(asked, wordsOf(name));
}

/** By letters: the question has the name as it is written, or the first words of a long one. */
function endsWithName(asked: readonly string[], name: readonly string[]): boolean {
  for (let length = name.length; length > 0; length--) {
    if (length < name.length && length < MIN_WORDS_OF_NAME) return false;
    const before = asked.slice(0, -length).join(' ');
    const isNamed = asked.slice(-length).join(' ') === name.slice(0, length).join(' ');
    if (
      isNamed &&
      ASKING.some((words) => (words === '' ? before === '' : ` ${before}`.endsWith(` ${words}`)))
    )
      return true;
  }
  return false;
}
