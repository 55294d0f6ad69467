/** Commands about what a page shows: `click sign in` is whole where a control is called so. */
import type { CommandGrammar } from '../language/command-grammar.js';
import { wordsOf } from './browser/controls/snapshot.js';
import { englishMatcher } from './english.js';

/** The commands whose rest is a name. */
const NAMING =
  /^(?:click|press|tap|push|hit|open|select|choose|check|uncheck|tick|untick)(?: (?:on|the))*(?: |$)/;

/** As they follow `click the`: "The Telegraph" is said with one article. */
const nameWords = (name: string): string => wordsOf(name).replace(/^the /, '');

/** @param names of what the page shows now */
export function pageGrammar(base: CommandGrammar, names: () => readonly string[]): CommandGrammar {
  let known: { of: readonly string[]; words: readonly string[] } = { of: [], words: [] };
  const visible = () => {
    const of = names();
    if (of !== known.of) known = { of, words: of.map(nameWords).filter(Boolean) };
    return known.words;
  };
  const named = (text: string): string | undefined => {
    if (names().length === 0) return undefined;
    const { normalize, withoutCourtesies } = englishMatcher.language;
    const sentence = withoutCourtesies(normalize(text));
    const verb = NAMING.exec(sentence);
    return verb ? sentence.slice(verb[0].length) : undefined;
  };
  const goesOn = (name: string) => visible().some((words) => name === '' || words.startsWith(`${name} `));
  return {
    isCommand(text) {
      const name = named(text);
      // One letter may be the beginning of a word.
      if (name && name.length > 1 && visible().includes(name) && !goesOn(name)) return true;
      return base.isCommand(text);
    },
    isBeginning(text) {
      const name = named(text);
      return (name !== undefined && goesOn(name)) || base.isBeginning(text);
    },
  };
}
