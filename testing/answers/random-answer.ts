/** Random answers of a language model, with the words and numbers that must be spoken for them. */
import type { Random } from '../../backend/src/main-control/testing/simulated-call/random.js';
import { anyLetter, letters } from './random-letters.ts';

export interface RandomAnswer {
  text: string;
  /** Words and groups of digits, in order. */
  words: string[];
}

/** A part of an answer: its source, and what is spoken for it. */
interface Part {
  source: string;
  spoken: string;
}

/** Words and groups of digits. A mark without a letter is none. */
export const wordsOf = (text: string): string[] =>
  (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => /[\p{L}\p{N}]/u.test(word));

const MARKS = ['\u0301', '\u0308', '\u0323'];
const INVISIBLE = ['\u200b', '\u00ad', '\u2060', '\ufeff', '\u202a', '\u200e'];
const EMOJI = ['😀', '👍🏽', '👩‍🚀', '🇫🇷', '❤️', '✓', '★', '■'];
const NUMBERS = [
  ...[
    '42',
    '7',
    '1,000.50',
    '10:30',
    'v1.2.3',
    '−5',
    '-5',
    '50%',
    '$3.50',
    '1/2',
    'x^2',
    '5–10',
    '+1 (555) 123-4567',
  ],
  ...[
    '#1',
    '~5',
    '(4)',
    '2026-11-29',
    '№ 5',
    '5 * 3',
    '2*3*4',
    '²',
    '½',
    '٤٢',
    '1.',
    '2026.',
    '3)',
    '±3',
    '5 < 6',
    '[1, 2]',
  ],
];
const NAMES = [
  'C#',
  'C++',
  'snake_case',
  'node.js',
  'F.B.I. agent',
  'e.g. this',
  'Dr. Smith',
  'a*b*c',
  'R&D',
  "don't",
  'U.S. Army',
];
const ENDS = ['.', '.', '.', '!', '?', '…', '。', '؟', '।', ':', ''];

export function randomAnswer(random: Random): RandomAnswer {
  const parts = Array.from({ length: random.integer(1, 6) }, () => random.pick(BLOCKS)(random));
  const text = parts.map(({ source }) => source).join(random.pick(['\n', '\n\n']));
  return {
    text: random.chance(0.5) ? text : `${text}\n`,
    words: parts.flatMap(({ spoken }) => wordsOf(spoken)),
  };
}

/** Letters, marks, digits and punctuation of all of Unicode, without markup. */
export function randomProse(random: Random): RandomAnswer {
  const character = () =>
    random.pick([
      () => String.fromCodePoint(...letters(random, 1)),
      () => random.pick([' ', ' ', '\n', ', ', '. ', '! ', '; ', ' – ', '"', "'", '(', ')', '%', '。', '、']),
      () => String(random.integer(0, 99_999)),
      () => anyLetter(random),
    ])();
  const text = Array.from({ length: random.integer(1, 120) }, character).join('');
  return { text, words: wordsOf(text) };
}

/** Anything: all of Unicode, and markup in disorder. */
export function randomText(random: Random): string {
  const piece = () =>
    random.pick([
      () => random.pick([...'\\`![]()<>&;$*_~#|-+=>.:/@^{}"\' \n\t0123456789abx']),
      () =>
        random.pick([
          ' ',
          'word ',
          '\n',
          '. ',
          '```',
          '**',
          '](',
          'https://',
          '&amp;',
          '\\frac{',
          '<b>',
          '[1]',
          '->',
          'www.',
        ]),
      () => String.fromCharCode(random.integer(0, 0xffff)),
      () => anyLetter(random),
    ])();
  return Array.from({ length: random.integer(1, 200) }, piece).join('');
}

type Make = (random: Random) => Part;

const asItStands = (source: string): Part => ({ source, spoken: source });

const word: Make = (random) => {
  const mark = random.chance(0.1) ? random.pick(MARKS) : '';
  const spoken = String.fromCodePoint(...letters(random, random.integer(2, 9))) + mark;
  if (!random.chance(0.05)) return asItStands(spoken);
  const at = random.integer(1, spoken.length - 1);
  if (/[\udc00-\udfff]/.test(spoken[at]!)) return asItStands(spoken);
  return { source: spoken.slice(0, at) + random.pick(INVISIBLE) + spoken.slice(at), spoken };
};

const words: Make = (random) =>
  joined(
    Array.from({ length: random.integer(1, 4) }, () => word(random)),
    ' ',
  );

const joined = (parts: readonly Part[], separator: string): Part => ({
  source: parts.map(({ source }) => source).join(separator),
  spoken: parts.map(({ spoken }) => spoken).join(' '),
});

const wrapped =
  (before: string, after: string, inner: Make = words): Make =>
  (random) => {
    const { source, spoken } = inner(random);
    return { source: before + source + after, spoken };
  };

const oneOf =
  (sources: readonly string[]): Make =>
  (random) =>
    asItStands(random.pick(sources));

const silent =
  (sources: readonly string[]): Make =>
  (random) => ({ source: random.pick(sources), spoken: '' });

const HOSTS = ['example.com', 'docs.example.org', '127.0.0.1:8765', 'münchen.example'];
const PATHS = ['', '/', '/a/b.html', '/path?q=1&r=two#part', '/wiki/Foo_(bar)'];
const address: Make = (random) => {
  const host = random.pick(HOSTS);
  return {
    source: random.pick(['https://', 'http://www.', 'http://joe:secret@']) + host + random.pick(PATHS),
    spoken: host,
  };
};

const INLINE: readonly Make[] = [
  ...[words, words, words, words],
  ...[oneOf(NUMBERS), oneOf(NAMES)],
  ...[
    wrapped('**', '**'),
    wrapped('*', '*'),
    wrapped('_', '_'),
    wrapped('~~', '~~'),
    wrapped('`', '`'),
    wrapped('***', '***'),
  ],
  ...[
    wrapped('[', '](https://example.com/a?b=1)'),
    wrapped('[', '](x.html "Title")'),
    wrapped('![', '](a_b.png)'),
  ],
  ...[
    wrapped('[', '][1]'),
    wrapped('<b>', '</b>'),
    wrapped('<span class="x">', '</span>'),
    wrapped('"', '"'),
    wrapped('(', ')'),
  ],
  ...[wrapped('“', '”'), address, wrapped('<', '>', address), wrapped('(', ')', address)],
  ...[silent(EMOJI), silent(['<br>', '<!-- hidden words -->', '&amp;', '→', '—', '->'])],
];

const sentence: Make = (random) => {
  const parts = Array.from({ length: random.integer(1, 10) }, () => random.pick(INLINE)(random));
  const { source, spoken } = joined(parts, ' ');
  const citation = random.chance(0.05) && /\p{L}\p{L}$/u.test(source) ? random.pick(['[1]', '[2][3]']) : '';
  return { source: source + citation + random.pick(ENDS), spoken };
};

const paragraph: Make = (random) =>
  joined(
    Array.from({ length: random.integer(1, 5) }, () => sentence(random)),
    ' ',
  );

const lines =
  (prefix: (index: number) => string, isSpoken = false): Make =>
  (random) => {
    const items = Array.from({ length: random.integer(1, 5) }, (_, i) => {
      const { source, spoken } = sentence(random);
      return { source: prefix(i + 1) + source, spoken: isSpoken ? `${prefix(i + 1)} ${spoken}` : spoken };
    });
    return joined(items, '\n');
  };

const table: Make = (random) => {
  const columns = random.integer(1, 4);
  const row = () => {
    const { source, spoken } = joined(
      Array.from({ length: columns }, () => words(random)),
      ' | ',
    );
    return { source: `| ${source} |`, spoken };
  };
  const rule = { source: `|${' --- |'.repeat(columns)}`, spoken: '' };
  return joined([row(), rule, row(), row()], '\n');
};

const fenced: Make = (random) => {
  const fence = random.pick(['```', '~~~', '````']);
  const inner = fence === '````' ? '```js\nlet a;\n```\n' : '';
  const language = random.pick(['', 'js', 'python title="x"']);
  return { source: `${fence}${language}\nlet x = [1]; // code.\n\n${inner}${fence}`, spoken: '' };
};

const BLOCKS: readonly Make[] = [
  ...[paragraph, paragraph, paragraph, sentence, words],
  ...[
    lines(() => '- '),
    lines(() => '* [x] '),
    lines((index) => `${index}. `, true),
    lines((index) => `${index}) `, true),
  ],
  ...[
    lines(() => '## '),
    lines(() => '> '),
    table,
    fenced,
    silent(['---', '[1]: https://example.com "Title"', '===', '* * *']),
  ],
];
