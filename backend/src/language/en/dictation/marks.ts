/** The marks that are dictated by name, and where their names are ordinary words. */

/**
 * How a mark stands in the text. `end`: it ends a sentence; `close` and `open`: it touches the word before or after it; `join`:
 * it touches both; `apart`: it touches none; `line`: it ends a line.
 */
export type MarkKind = 'end' | 'close' | 'open' | 'join' | 'apart' | 'line';

export interface Mark {
  text: string;
  kind: MarkKind;
  /** After these words the name is an ordinary word, beside those of `NAMES_A_THING`. */
  notAfter?: ReadonlySet<string>;
  /** Before these words, too. */
  notBefore?: ReadonlySet<string>;
  /** Within an utterance it is a mark only before a word that begins a clause, or one with a capital. */
  beforeClause?: true;
  /** One of two that stand around something. */
  isPair?: true;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** After them the name of a mark names a thing: "a comma", "that period". */
export const NAMES_A_THING = words(
  'a an the this that these those each every no another any some my your his her its our their one word brand',
);

/** "It was a difficult period." */
const KINDS_OF_PERIOD = words(
  'time trial grace first second third fourth last next same long short brief difficult certain whole entire early late given ' +
    'transition transitional holding waiting notice probation probationary study rest fixed limited extended review comment ' +
    'reporting incubation historical historic cooling-off off victorian romantic classical medieval colonial war post-war ' +
    'interwar accounting billing payment pay exam school lunch free what which menstrual refractory trying busy quiet hour day ' +
    'week month year minute',
);

const AFTER_PERIOD = words(
  'of piece drama in from between when during pains costume costumes room property furniture instrument instruments is was ' +
    'will ends ended began begins starts lasts lasted has had products tracker ahead before after',
);

/** Words that begin a clause, after a full stop that was said. */
export const CLAUSE_STARTERS = words(
  "i i'm i'll i've i'd we we're we'll you you're he he's she she's it it's they they're this that these those the a an there " +
    "there's here my our your his her their please thanks thank then but and so if when while how what why where who which let " +
    "let's can could do does did are is should would will have has don't maybe perhaps yes no not also after before because " +
    'however in on at for with to as all some many most every each everyone nothing next first finally meanwhile see call send ' +
    'tell ask give take make come go hello hi dear best kind regards sincerely yours good great sorry just tomorrow today yesterday',
);

const BEFORE_DASH = words(
  'to will would must should could can quick mad meter metre yard dot we they you i he she and gonna gotta hundred-meter long door-',
);
const AFTER_DASH = words('of for off out across into board cam around away home to past through by');
const BEFORE_COLON = words('transverse ascending descending sigmoid spastic irritable human');
const AFTER_COLON = words('cancer cleanse surgery polyps health is was has tissue cells');
const BEFORE_HYPHEN = words('soft hard');
const BEFORE_COMMA = words('oxford serial missing trailing inverted extra');
const AFTER_COMMA = words('separated splice splices delimited');

const end = (text: string, more: Partial<Mark> = {}): Mark => ({ text, kind: 'end', ...more });
const close = (text: string, more: Partial<Mark> = {}): Mark => ({ text, kind: 'close', ...more });
const open = (text: string, more: Partial<Mark> = {}): Mark => ({ text, kind: 'open', ...more });
const join = (text: string, more: Partial<Mark> = {}): Mark => ({ text, kind: 'join', ...more });
const apart = (text: string, more: Partial<Mark> = {}): Mark => ({ text, kind: 'apart', ...more });

const PAIR = { isPair: true } as const;

const named = (names: string, mark: Mark): [string, Mark][] => names.split('|').map((name) => [name, mark]);

/** By their names, in lower case. */
export const MARKS: ReadonlyMap<string, Mark> = new Map([
  ...named('period', end('.', { notAfter: KINDS_OF_PERIOD, notBefore: AFTER_PERIOD, beforeClause: true })),
  ...named('full stop', end('.')),
  ...named('question mark', end('?')),
  ...named('exclamation mark|exclamation point', end('!')),
  ...named('ellipsis|dot dot dot', end('…')),
  ...named('comma', close(',', { notAfter: BEFORE_COMMA, notBefore: AFTER_COMMA })),
  ...named('semicolon|semi colon|semi-colon', close(';')),
  ...named('colon', close(':', { notAfter: BEFORE_COLON, notBefore: AFTER_COLON })),
  ...named('percent sign', close('%')),
  ...named('open bracket|left bracket', open('[', PAIR)),
  ...named('close bracket|right bracket|closing bracket', close(']', PAIR)),
  ...named('open parenthesis|open parentheses|open paren|left paren|left parenthesis', open('(', PAIR)),
  ...named('close parenthesis|close parentheses|close paren|right paren|right parenthesis', close(')', PAIR)),
  ...named('open quote|open quotes|begin quote', open('"', PAIR)),
  ...named('close quote|close quotes|end quote|end quotes', close('"', PAIR)),
  ...named('unquote', close('"', { ...PAIR, notAfter: words('quote') })),
  ...named('dollar sign', open('$')),
  ...named('hashtag|hash sign', open('#')),
  ...named('hyphen', join('-', { notAfter: BEFORE_HYPHEN })),
  ...named('em dash', join('—')),
  ...named('apostrophe', join("'")),
  ...named('underscore', join('_')),
  ...named('forward slash', join('/')),
  ...named('backslash', join('\\')),
  ...named('at sign', join('@')),
  ...named('dash', apart('–', { notAfter: BEFORE_DASH, notBefore: AFTER_DASH })),
  ...named('ampersand', apart('&')),
  ...named('asterisk', apart('*')),
  ...named('plus sign', apart('+')),
  ...named('equals sign', apart('=')),
  ...named('new line|newline', { text: '\n', kind: 'line', notBefore: words('of') }),
  ...named('new paragraph', { text: '\n\n', kind: 'line' }),
]);

/** In words. */
export const LONGEST_NAME = 3;

/** What ends a quotation that "quote" begins. */
export const QUOTE_ENDS: readonly string[] = [
  'unquote',
  'end quote',
  'end quotes',
  'close quote',
  'close quotes',
];
