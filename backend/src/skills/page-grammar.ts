/** Commands about what a page shows: `click sign in` is whole where a control is called so. */
import type { CommandGrammar } from '../language/command-grammar.js';
import { beginsWith, heardLetters, keysOf, type Letters } from './browser/controls/name-keys.js';
import { wordsOf } from './browser/controls/snapshot.js';
import { englishMatcher } from './english.js';

/** The commands whose rest is a name. */
const NAMING =
  /^(?:click|press|tap|push|hit|open|select|choose|check|uncheck|tick|untick)(?: (?:on|the))*(?: |$)/;

/** The keys of a name as they follow `click the`: "The Telegraph" is said with one article. */
const keysOfName = (name: string): readonly Letters[] =>
  keysOf({ name, words: wordsOf(name).replace(/^the /, '') });

/** @param names of what the page shows now */
export function pageGrammar(base: CommandGrammar, names: () => readonly string[]): CommandGrammar {
  let known: { of: readonly string[]; keys: readonly (readonly Letters[])[] } = { of: [], keys: [] };
  const visible = () => {
    const of = names();
    if (of !== known.of) known = { of, keys: of.map(keysOfName).filter(({ length }) => length > 0) };
    return known.keys;
  };
  const named = (text: string): string | undefined => {
    if (names().length === 0) return undefined;
    const { normalize, withoutCourtesies } = englishMatcher.language;
    const sentence = withoutCourtesies(normalize(text));
    const verb = NAMING.exec(sentence);
    return verb ? sentence.slice(verb[0].length) : undefined;
  };
  return {
    isCommand(text) {
      const name = named(text);
      // One letter may be the beginning of a word.
      if (name && name.length > 1 && isWhole(heardLetters(name), visible())) return true;
      return base.isCommand(text);
    },
    isBeginning(text) {
      const name = named(text);
      return (name !== undefined && goesOn(heardLetters(name), visible())) || base.isBeginning(text);
    },
  };
}

const isCalled = (heard: readonly Letters[], keys: readonly Letters[]): boolean =>
  keys.some((key) => heard.some(({ text }) => text === key.text));

/** Whether it is a name, and not also the beginning of another one. */
const isWhole = (heard: readonly Letters[], names: readonly (readonly Letters[])[]): boolean =>
  names.some((keys) => isCalled(heard, keys)) && !goesOn(heard, names);

/** "Comments (128)" does not go on after "comments". */
const goesOn = (heard: readonly Letters[], names: readonly (readonly Letters[])[]): boolean =>
  names.some(
    (keys) => !isCalled(heard, keys) && keys.some((key) => heard.some((each) => mayGoOn(key, each))),
  );

/** The digits of "2024" are said as two numbers. */
const mayGoOn = (key: Letters, heard: Letters): boolean =>
  heard.text === '' ||
  beginsWith(key, heard) ||
  (/\d$/.test(heard.text) &&
    key.text.startsWith(heard.text) &&
    /\d/.test(key.text.charAt(heard.text.length)));
