import { readableFormula } from './latex.js';
import { visibleText } from './visible-text.js';

/** What a rule knows beside its match. */
export interface InlineContext {
  /** What is spoken before it, in this clause. */
  readonly before: string;
  /** What follows it. */
  readonly after: string;
  /** Whether the clause begins a line. */
  readonly startsLine: boolean;
}

/** One kind of markup: a sticky pattern, and what is spoken for it. Undefined if it is no such markup after all. */
export type InlineRule = readonly [
  pattern: RegExp,
  spoken: (match: RegExpExecArray, context: InlineContext) => string | undefined,
];

/** The stop of a sentence after an address. */
const STOPS_AT_END = /[.,;:!?…'"*_~]+$/;

/** Letters of scripts without spaces: text in them follows an address directly. */
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\u3000-\u303f\uff00-\uffef`;
const IN_ADDRESS = String.raw`[^\s<>"\x60(){}|\\\][${UNSPACED}]`;

/** An address is spoken as its host: no scheme, no user, no path and no query. */
const ADDRESS: InlineRule = [
  new RegExp(
    String.raw`(?:[a-z][a-z\d+.-]{1,20}:\/\/|www\.(?=[\p{L}\d]))((?:[^\s/?#@]{1,100}@)?(?:\[[\da-f:.]+\])?${IN_ADDRESS}*(?:\(${IN_ADDRESS}*\)?${IN_ADDRESS}*)*)(?:\[\d{1,3}\])*`,
    'iuy',
  ),
  ([, rest]) => hostOf(rest!),
];

/** `example.com/search?q=x`: an address without a scheme that has a query. */
const BARE_ADDRESS: InlineRule = [
  new RegExp(
    String.raw`((?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,}(?::\d+)?/${IN_ADDRESS}*\?${IN_ADDRESS}*=${IN_ADDRESS}*)`,
    'iuy',
  ),
  ([, rest]) => hostOf(rest!),
];

function hostOf(rest: string): string {
  const stops = STOPS_AT_END.exec(rest)?.[0] ?? '';
  const address = rest.slice(0, rest.length - stops.length);
  const host = /^[^/?#]*/
    .exec(address)![0]
    .replace(/^.*@/, '')
    .replace(/^www\./i, '');
  // A file has no host.
  const name = host === '' ? (/[^/?#]+(?=\/?(?:[?#]|$))/.exec(address)?.[0] ?? '') : host;
  return name + stops.replace(/['"*_~]+/g, '');
}

const DATA: InlineRule = [/data:[a-z]+\/[\w.+-]+[^\s,]{0,40},[^\s)]*/iy, () => ''];
const MAIL: InlineRule = [/mailto:([^\s?>)]+)(?:\?[^\s>)]*)?/iy, ([, address]) => address];

/** Elements within a word; all others part words. */
const INLINE_ELEMENTS = new Set(
  'a abbr b bdi cite code del dfn em font i ins kbd mark q s samp small span strike strong sub u var'.split(
    ' ',
  ),
);
const OTHER_ELEMENTS = new Set(
  (
    'article aside blockquote br center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr img input li main ' +
    'nav ol option p picture pre section select source summary sup table tbody td tfoot th thead tr ul video audio'
  ).split(' '),
);
const ATTRIBUTES = String.raw`(?:\s+[a-z:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))*\s*\/?`;
const TAG: InlineRule = [
  new RegExp(String.raw`<(\/?)([a-z][a-z\d]*)${ATTRIBUTES}>`, 'iy'),
  ([, closing, name]) => {
    const element = name!.toLowerCase();
    if (element === 'sup' && !closing) return '^';
    if (element === 'sup' || INLINE_ELEMENTS.has(element)) return '';
    return OTHER_ELEMENTS.has(element) ? ' ' : undefined;
  },
];
const COMMENT: InlineRule = [/<!--[^]*?(?:-->|$)/y, () => ' '];
/** `<name>` in a command, or in code. */
const PLACEHOLDER: InlineRule = [/<\/?([\p{L}][\p{L}\p{N}_.:-]*)\s*\/?>/uy, ([, name]) => ` ${name} `];
const AUTOLINK: InlineRule = [
  /<((?:[a-z][a-z\d+.-]{1,20}:|www\.)[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>/iy,
  ([, target]) => spokenInline(target!),
];

const ENTITIES: Readonly<Record<string, string>> = {
  ...{
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    shy: '',
  },
  ...{
    hellip: '…',
    mdash: '—',
    ndash: '–',
    minus: '−',
    middot: '·',
    bull: ' ',
    times: '×',
    divide: '÷',
    plusmn: '±',
  },
  ...{
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    deg: '°',
    frac12: '½',
    frac14: '¼',
  },
  ...{
    frac34: '¾',
    euro: '€',
    pound: '£',
    cent: '¢',
    yen: '¥',
    copy: '©',
    reg: '®',
    trade: '™',
    rarr: ', ',
    larr: ', ',
  },
  ...{ le: '≤', ge: '≥', ne: '≠', asymp: '≈', infin: '∞', pi: 'π', sup2: '²', sup3: '³' },
};
const ENTITY: InlineRule = [
  /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}\d{0,2}));/iy,
  ([, decimal, hex, name]) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()];
    const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? visibleText(String.fromCodePoint(code)) : ' ';
  },
];

/** Code in a sentence is spoken as it stands, but for tags and addresses. */
const CODE: InlineRule = [/(`+)(?!`)([^]*?)(?<!`)\1(?!`)/y, ([, , code]) => spokenInline(code!, CODE_RULES)];
const BACKTICKS: InlineRule = [/`+/y, () => ''];

const FORMULA: InlineRule = [
  /\\\(([^]*?)\\\)|\\\[([^]*?)\\\]|\$\$([^$]+)\$\$|(\\(?:[dtc]?frac|sqrt|text|math[a-z]{2,4}|operatorname|boxed)(?:\s*\[[^\]]*\])?(?:\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})+)/y,
  ([, ...formulas]) => spokenFormula(formulas.find((formula) => formula !== undefined)!),
];
/** `$x^2$`, but not "$5 to $10". */
const DOLLARS: InlineRule = [
  /\$(?=\S)([^$]{1,200}?)(?<=\S)\$(?!\d)/y,
  ([, formula]) => (/[\\^_={}+*<>]|^.{1,3}$/.test(formula!) ? spokenFormula(formula!) : undefined),
];
const COMMAND: InlineRule = [
  /(?<![:\\])\\(?:times|cdot|div|pm|leq|geq|neq|approx|infty|(?:long)?(?:left|right)arrow|alpha|beta|gamma|delta|theta|lambda|sigma|omega|mu|pi)(?![A-Za-z])/iy,
  ([command]) => spokenFormula(command),
];
const spokenFormula = (latex: string): string => ` ${spokenInline(readableFormula(latex), FORMULA_RULES)} `;

const ESCAPE: InlineRule = [
  /\\([!-/:-@[-`{-~])/y,
  ([, character]) => ('()[]'.includes(character!) ? ' ' : character),
];

/**
 * Numbers that refer to a source: they follow a word or a stop ("blue[1]"), or stand before a stop ("blue [1]."). In "press
 * [1] or [2]." they belong to the sentence.
 */
const CITATION: InlineRule = [
  /[ \t]*(?:\[\^?[1-9]\d{0,2}\])+/y,
  ([text], { before, after, startsLine }) => {
    if (before.trim() === '') return startsLine ? undefined : '';
    const isAttached = text.startsWith('[') && /(?:\p{L}\p{L}|[.,;:!?…)”"])$/u.test(before);
    const isBeforeStop = !text.startsWith('[') && /^(?:[.,;:!?…)\]。，]|\s*$)/.test(after);
    return isAttached || (isBeforeStop && !/\[\d{1,3}\] \p{L}/u.test(before)) ? '' : undefined;
  },
];
const NOTE: InlineRule = [/\[\^[^\]\s]{1,40}\]|【[^】†]{0,60}†[^】]{0,60}】/y, () => ''];

/** A link or an image: its text. */
const LINK: InlineRule = [
  /!?\[(?<text>(?:[^[\]]|\[[^[\]]*\](?:\((?:[^()]|\([^()]*\))*\))?)*)\](?:\((?<to>(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)|\[[^[\]]*\])/uy,
  ({ groups }, { before }) => {
    const { text, to } = groups!;
    // "f[x](y)" and "m[1][2]" are code.
    const isIndex = /[\p{L}\p{N}\])]$/u.test(before);
    if (isIndex && (to === undefined || !/[./#:]/.test(to))) return undefined;
    if (to === undefined && !/\p{L}/u.test(text!)) return undefined;
    return spokenInline(text!);
  },
];

const MULTIPLICATION: InlineRule = [
  /(?<=[\d)])\*(?=[\d(])|(?<=[\d)][ \t])\*(?=[ \t][\d(])|(?<=(?<!\p{L})\p{L}[ \t])\*(?=[ \t]\p{L}(?!\p{L}))/uy,
  () => ' × ',
];
const POWER: InlineRule = [
  /(?<=\d|(?<!\p{L})[A-Za-z])\*\*(?=\d)|(?<=(?:[\d)]|(?<!\p{L})[A-Za-z]) )\*\*(?= \d)/uy,
  () => '^',
];
/** `snake_case`, `a*b` */
const WITHIN_WORD: InlineRule = [/(?<=[\p{L}\p{M}\p{N}])(?:_+|\*)(?=[\p{L}\p{N}])/uy, ([mark]) => mark];
const EMPHASIS: InlineRule = [/(?<=^|\s)[*_]+(?=\s|$)|[*_]+|~{2,}/y, () => ''];

/** Cells of a table, and steps: a short pause. */
const PAUSE: InlineRule = [
  /[ \t]*(?:(?:\||→|<?-{1,3}>|<?={1,3}>)[ \t]*)+/y,
  (_, { before, after }) => (after === '' || /(?:^|[.,;:!?…])\s*$/.test(before) ? ' ' : ', '),
];

/** A word, white space, or any other character, as it stands. An address may follow letters of another script directly. */
const PLAIN: InlineRule = [/[A-Za-z\d]+|(?:(?![A-Za-z\d])[\p{L}\p{M}\p{N}])+|\s+|[^]/uy, ([text]) => text];

const FORMULA_RULES: readonly InlineRule[] = [MULTIPLICATION, PAUSE, PLAIN];
const CODE_RULES: readonly InlineRule[] = [ADDRESS, BARE_ADDRESS, PLACEHOLDER, PLAIN];
const RULES: readonly InlineRule[] = [
  ...[
    FORMULA,
    DOLLARS,
    COMMAND,
    ESCAPE,
    CODE,
    BACKTICKS,
    NOTE,
    CITATION,
    LINK,
    DATA,
    MAIL,
    ADDRESS,
    BARE_ADDRESS,
  ],
  ...[
    COMMENT,
    AUTOLINK,
    PAUSE,
    TAG,
    PLACEHOLDER,
    ENTITY,
    POWER,
    MULTIPLICATION,
    WITHIN_WORD,
    EMPHASIS,
    PLAIN,
  ],
];

/** Reads the text from left to right, and at each place applies the first rule that matches. */
export function spokenInline(text: string, rules: readonly InlineRule[] = RULES, startsLine = false): string {
  let before = '';
  for (let i = 0; i < text.length;) {
    let spoken: string | undefined;
    let length = 0;
    for (const [pattern, read] of rules) {
      pattern.lastIndex = i;
      const match = pattern.exec(text);
      if (!match || match[0] === '') continue;
      length = match[0].length;
      spoken = read(match, { before, after: text.slice(i + length), startsLine });
      if (spoken !== undefined) break;
    }
    before += spoken ?? '';
    i += length;
  }
  return before;
}
