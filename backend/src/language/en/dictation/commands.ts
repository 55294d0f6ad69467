/** Commands in dictated words, beside the names of marks. */
import type { DictationStep } from '../../dictation.js';

type Whole = DictationStep['type'] | 'caps_on' | 'caps_off';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const named = (names: string, command: Whole): [string, Whole][] =>
  names.split('|').map((name) => [name, command]);

/** They count only as a sentence of their own: after a pause, or after the end of a sentence. */
export const WHOLE_COMMANDS: ReadonlyMap<string, Exclude<Whole, 'insert'>> = new Map(
  [
    ...named('stop dictating|stop dictation|stop the dictation|end dictation|end the dictation', 'stop'),
    ...named('done dictating|finish dictating|finish dictation|finished dictating|dictation off', 'stop'),
    ...named("i'm done dictating|i am done dictating|stop taking dictation|stop typing", 'stop'),
    ...named('scratch that|strike that|scratch it', 'scratch'),
    ...named('undo that|undo it|undo', 'undo'),
    ...named('all caps|all caps on|caps on|caps lock on|all capitals', 'caps_on'),
    ...named('all caps off|caps off|caps lock off|no caps', 'caps_off'),
  ].filter((entry): entry is [string, Exclude<Whole, 'insert'>] => entry[1] !== 'insert'),
);

/** They count also at the end of a sentence that was said without a pause before them. */
export const ENDINGS: ReadonlySet<string> = new Set(['stop dictating', 'stop dictation', 'end dictation']);

/** "Tell him to stop dictating." */
export const BEFORE_ENDINGS = words(
  "to not never don't didn't doesn't won't can't cannot couldn't shouldn't wouldn't i you he she we they it who that people them " +
    "him her us me must should would could can will may might shall did do does i'll you'll he'll she'll we'll they'll and or but " +
    "if when until soon let let's please just then say said command",
);

/** These count anywhere. */
export const INLINE_CAPS: ReadonlyMap<string, boolean> = new Map([
  ['all caps on', true],
  ['all caps off', false],
]);

/** In words. */
export const LONGEST_COMMAND = 4;

/** After these, "cap" and "caps" are things. */
export const CAP_IS_A_THING = words(
  'baseball bottle salary market market-cap price spending ice snow night white polar knee bath shower lens hub small large mid',
);
/** Before these, too. */
export const NOT_CAPPED = words('on and of is was to in at it from off for or with that gun guns the lock');

/** "There is no space left." */
export const BEFORE_NO_SPACE = words(
  "is was are were be been have has had there's with there almost left got see found find leave leaves absolutely literally",
);
export const AFTER_NO_SPACE = words('left for in on at available here there');

/** "How do you spell it." */
export const BEFORE_SPELL = words(
  "you to i we they can can't cannot could not don't a the dry cold magic you'd i'd i'll please-spell did does do would should",
);

/**
 * Words that recognisers write with a capital at the beginning of an utterance, and that are never names: in the middle of a
 * sentence they begin in lower case.
 */
export const NEVER_NAMES = words(
  "the a an and or but so if when while because as than that this these those there here it it's its he he's she she's we we're " +
    "we'll you you're you'll they they're my your his her our their me us them who what where why how which whose in on at to of " +
    'from with without for by about into over under after before between through during until is are was were be been am do ' +
    'does did have has had can could would should must might not no yes okay please thanks thank then also just only even very ' +
    "too maybe perhaps however therefore let let's don't doesn't didn't isn't aren't wasn't won't can't couldn't see hello hi " +
    'all some any many most much more less every each everyone one two three four five six seven eight nine ten first second ' +
    'next last new old good great now today tomorrow yesterday soon later again comma period',
);
