/** Words by which people name what is on a page. */

/** Kinds of control as they are said, with their roles. Longer names come first. */
const KINDS: readonly (readonly [said: string, roles: string, named?: RegExp])[] = [
  ['search (?:box|field|bar|input)', 'searchbox textbox combobox', /\b(?:search|find|query)\b/],
  ['(?:text|input|edit|entry|form) ?(?:box|field|area|input)', 'textbox searchbox combobox spinbutton'],
  ['(?:check ?box|tick ?box|toggle|switch)', 'checkbox switch menuitemcheckbox'],
  ['(?:radio button|radio|option|choice)', 'radio option menuitemradio menuitem checkbox'],
  ['(?:drop ?down(?: menu| list)?|combo ?box|select ?box|list ?box|picker)', 'combobox listbox button'],
  ['(?:menu item|menu entry|item|entry)', 'menuitem option treeitem menuitemcheckbox menuitemradio link'],
  ['(?:hyperlink|link)', 'link'],
  ['(?:search )?result', 'link'],
  ['(?:push ?button|button|icon)', 'button menuitem switch clickable tab'],
  ['(?:box|field|input)', 'textbox searchbox combobox spinbutton checkbox'],
  ['(?:slider|bar)', 'slider scrollbar'],
  ['menu', 'button menuitem combobox'],
  ['tab', 'tab'],
  ['list', 'listbox combobox'],
];

/** Fields by what they take, also where their names say something else; the types are those of inputs. */
const TYPES: readonly (readonly [said: string, type: string])[] = [
  ['e ?mail(?: address)?', 'email'],
  ['(?:(?:tele)?phone|mobile|cell ?phone)(?: number)?', 'tel'],
  ['(?:web ?site|web address|url)', 'url'],
  ['date', 'date datetime-local month week'],
  ['time', 'time datetime-local'],
  ['colou?r', 'color'],
];

export interface ControlKind {
  /** Matches the kind as a whole phrase. */
  readonly said: RegExp;
  readonly roles: ReadonlySet<string>;
  /** A control of these roles is of this kind only with such a name. */
  readonly named?: RegExp | undefined;
  /** Only fields of these types. A name that fits comes before them. `isField`: it was said that a field is meant. */
  readonly typed?: { types: ReadonlySet<string>; isField: boolean };
  /** Only links that are headings or in one. */
  readonly isResult: boolean;
  /** What is at the end of the phrase may be a kind: `the sign in button`. */
  readonly atEnd: RegExp;
  /** And so may what is at its start: `the link to pricing`, `button sign in`. */
  readonly atStart: RegExp;
}

const NEVER = /(?!)/;

const TYPED_KINDS: readonly ControlKind[] = TYPES.flatMap(([said, types]) =>
  [true, false].map((isField) => ({
    said: new RegExp(`^(?:${said})${isField ? ' (?:field|box|input)' : ''}$`),
    roles: new Set(['textbox', 'combobox', 'clickable']),
    typed: { types: new Set(types.split(' ')), isField },
    isResult: false,
    // "Home phone" is no phone called "home".
    atEnd: NEVER,
    atStart: NEVER,
  })),
);

export const CONTROL_KINDS: readonly ControlKind[] = KINDS.map<ControlKind>(([said, roles, named]) => ({
  named,
  isResult: said.endsWith('result'),
  said: new RegExp(`^(?:${said})s?$`),
  roles: new Set(roles.split(' ')),
  atEnd: new RegExp(` (?:${said})$`),
  atStart: new RegExp(
    `^(?:${said}) (?:(?:called|named|labeled|labelled|saying|that says|with the name|for|about|to) )?(?=.)`,
  ),
})).concat(TYPED_KINDS);

/** Names of signs that stand alone on a control. */
export const SIGN_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '×': 'close',
    '✕': 'close',
    '✖': 'close',
    '☰': 'menu',
    '≡': 'menu',
    '⋮': 'more',
    '⋯': 'more',
    '…': 'more',
    '+': 'plus',
    '-': 'minus',
    '−': 'minus',
    '<': 'previous',
    '‹': 'previous',
    '«': 'previous',
    '←': 'back',
    '>': 'next',
    '›': 'next',
    '»': 'next',
    '→': 'forward',
    '?': 'help',
    '★': 'star',
    '☆': 'star',
    '♥': 'like',
    '▶': 'play',
  }),
);

/** What a recogniser writes for a letter that was said alone. The sign × is also called x. */
export const LETTER_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ...{ eh: ['a'], bee: ['b'], be: ['b'], see: ['c'], sea: ['c'], dee: ['d'], gee: ['g'], eye: ['i'] },
    ...{ jay: ['j'], kay: ['k'], oh: ['o'], pea: ['p'], pee: ['p'], queue: ['q'], cue: ['q'], are: ['r'] },
    ...{ tea: ['t'], tee: ['t'], you: ['u'], 'double u': ['w'], 'double you': ['w'], ex: ['x', 'close'] },
    ...{ why: ['y'], zed: ['z'], zee: ['z'], x: ['close'] },
  }),
);

/** Words that name nothing by themselves. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those of to in on at for from with by and or is are be it its as my your our his her their ' +
    'me you us them i we he she they so do does did not no up down out off'
  ).split(' '),
);

/** Short words that turn the meaning of a name: `log in`, `log out`. By sound they are too alike. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'in out on off up down back forward next previous more less no not all none'.split(' '),
);

/**
 * Names that say that something is bought, deleted or sent: the browser asks before each of them, whatever the user said.
 * What only takes a filter or the like away is not asked.
 */
export const ASKED_BY_BROWSER =
  /^(?:buy|purchase|pay|donate|checkout|check out|bid|rent|erase|destroy|wipe|deactivate|uninstall|unsubscribe|send|publish|transfer|tweet|(?:place|submit) (?:the |your |my )?order|(?:order|book) now|close (?:the |your |my )?account|empty (?:the )?(?:trash|bin)|(?:delete|remove|discard)(?! (?:the |this |all )?(?:filter|tag|highlight|formatting|sort|search)))(?: |$)/;

/**
 * Names that say that something is ordered, ends, is sent or is lost at once: the user is asked before one of them is pressed that a
 * recogniser alone has heard. The browser asks about some of them, too, but not about a link with a longer name.
 */
export const ENDS_SOMETHING =
  /^(?:subscribe|reset|clear|empty|trash|terminate|confirm|place (?:the |your |my )?order|order now|submit|withdraw|post|share|cancel|block|report|unfollow|sign out|log ?out|sign off|(?:close|leave|end|quit) (?:(?:the |your |my )?account|meeting|call|chat))(?: |$)/;

/** Names of what cannot be undone, or costs money: such a control is never used for a name that only resembles its own. */
export const GRAVE =
  /\b(?:delete|remove|erase|clear|discard|trash|destroy|reset|uninstall|deactivate|terminate|cancel|unsubscribe|unfollow|block|report|buy|pay|purchase|order|checkout|check out|place order|subscribe|donate|bid|book|send|submit|post|publish|share|transfer|withdraw|confirm|sign out|log out|logout|sign off)\b/;
