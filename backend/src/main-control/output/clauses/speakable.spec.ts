import { describe, expect, it } from 'vitest';
import { speakable } from './speakable.js';

describe(speakable.name, () => {
  it.each([
    ['It is **very** warm.', 'It is very warm.'],
    ['*Hi* _there_ ~~old~~', 'Hi there old'],
    ['**bold that goes on', 'bold that goes on'],
    ['and ends here** now', 'and ends here now'],
    ['un**believ**able, 这是**重点**内容', 'unbelievable, 这是重点内容'],
    ['terms apply*', 'terms apply'],
    ['Use `npm start` now', 'Use npm start now'],
    ['`2 * x[1]` and ``a ` b``', '2 * x[1] and a ` b'],
    ['See [the docs](https://a.example/x_y).', 'See the docs.'],
    ['[docs](https://en.wikipedia.org/wiki/Foo_(bar)) help', 'docs help'],
    ['[a [b] c](x.html "Title") d', 'a [b] c d'],
    ['[the **docs**][1], [others][], ![a plot](p.png)', 'the docs, others, a plot'],
    ['[![build](b.svg)](https://ci.example)', 'build'],
    [String.raw`5 \* 3, \#1 and 1\. done`, '5 * 3, #1 and 1. done'],
    ['text[^1] and[^note] more', 'text and more'],
  ])('leaves out the marks of Markdown: %j is read as %j', (text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it.each([
    ['## A heading', 'A heading'],
    ['- one', 'one'],
    ['  * [x] done', 'done'],
    ['• point', 'point'],
    ['> quoted', 'quoted'],
    ['> - 5 apples', '5 apples'],
    ['| a | b |', 'a, b'],
    ['[^1]: The source.', 'The source.'],
    ['|---|:-:|', ''],
    ['---', ''],
    ['=====', ''],
    ['[1]: https://example.com "Title"', ''],
  ])('leaves out the marks of a line, at its beginning only: %j is read as %j', (text, expected) => {
    expect(speakable(text, true)).toBe(expected);
  });

  it.each(['# of guests', '- 3 degrees', '> 50 people', '+ 5'])(
    'reads %j in the middle of a line',
    (text) => {
      expect(speakable(text, false)).toBe(text);
    },
  );

  it.each([
    ['42.'],
    ['42'],
    ['7. That is how many there are.'],
    ['1. Open the page'],
    ['2026. It was a good year.'],
    ['3) Turn left'],
    ['(4)'],
    ['No. 5'],
    ['v1.2.3'],
    ['10:30'],
    ['1,000.50'],
    ['−5 °C'],
    ['-5 degrees'],
    ['>50 people'],
    ['50%'],
    ['$3.50 to $5'],
    ['US$5/A$7'],
    ['1/2'],
    ['x^2 ± 3'],
    ['5–10'],
    ['+1 (555) 123-4567'],
    ['#1 in C# and C++'],
    ['snake_case and a*b*c'],
    ['~5 km'],
    ['2026-11-29T10:30'],
    ['[42]'],
    ['a[1] and m[1][2] and f[x](y)'],
    ['the list [1, 2, 3]'],
    ['if a<b and c>d'],
    ['R&D at AT&T'],
    ['5 < 6 >= 4'],
    ['１２３ and १२३ and ٤٥'],
    ['© 2026 Acme™'],
    ['P(A) = 0.5'],
    [String.raw`C:\Users\joe\text`],
    ['and/or e.g. this'],
    ['he said "yes" – «да» – 「はい」'],
  ])('reads %j as it stands', (text) => {
    expect(speakable(text)).toBe(text);
  });

  it.each([
    ['3 * 4 is 12', '3 × 4 is 12'],
    ['2*3*4', '2 × 3 × 4'],
    ['2 * 3 * 4', '2 × 3 × 4'],
    ['a * b', 'a × b'],
    ['2**10 and x ** 2', '2^10 and x ^ 2'],
    ['10<sup>6</sup> of H<sub>2</sub>O', '10^6 of H2O'],
    ['__init__', 'init'],
    ['1️⃣ first', '1 first'],
    ['pick [1] or [2].', 'pick [1] or [2].'],
  ])('loses no number and no word in signs: %j is read as %j', (text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it.each([
    ['Go to https://www.example.com/path?q=1 now', 'Go to example.com now'],
    ['See https://example.com/a/b?c=d. Then rest.', 'See example.com. Then rest.'],
    ['(at https://example.com), yes', '(at example.com), yes'],
    ['**https://example.com/a**', 'example.com'],
    ['www.example.com/search?q=a&b=c!', 'example.com!'],
    ['example.com/search?q=a&b=c is it', 'example.com is it'],
    ['http://joe:secret@127.0.0.1:8765/x and http://[::1]:80/', '127.0.0.1:8765 and [::1]:80'],
    ['chrome://extensions or file:///home/joe/a.txt', 'extensions or a.txt'],
    ['请访问https://example.com/路径。谢谢', '请访问example.com路径。谢谢'],
    ['<https://example.com/a?b=c>', 'example.com'],
    ['<joe@example.com> or mailto:amy@example.com?subject=Hi', 'joe@example.com or amy@example.com'],
    ['![x](data:image/png;base64,AAAA)', 'x'],
    ['data:image/png;base64,AAAA end', 'end'],
  ])('reads the host of an address: %j is read as %j', (text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it.each([
    ['The sky is blue [1].', 'The sky is blue.'],
    ['The sky is blue.[1][2] It is', 'The sky is blue. It is'],
    ['blue[12], red [3][4]', 'blue, red'],
    ['so 【4†source】.', 'so .'],
  ])('leaves out citations: %j is read as %j', (text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it.each([
    [String.raw`So $\frac{a+b}{2}$ is \(x^{2}\).`, 'So (a+b) / 2 is x^2 .'],
    [String.raw`$$E = mc^2$$`, 'E = mc^2'],
    [String.raw`\[ \sqrt{16} \times 2 \leq 8 \]`, '√16 × 2 ≤ 8'],
    [String.raw`\text{speed} = \frac{1}{\frac{1}{2}}`, 'speed = 1 / (1 / 2)'],
    [String.raw`about 5 \times 3 \pm 1`, 'about 5 × 3 ± 1'],
    [String.raw`$x_1 + \alpha$, $90^\circ$`, 'x 1 + alpha , 90°'],
    [String.raw`$1{,}000\,\text{m}$ and $y$`, '1,000 m and y'],
  ])('reads formulas in plain signs: %j is read as %j', (text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it.each([
    ['Settings → Privacy ➜ Cookies', 'Settings, Privacy, Cookies'],
    ['a -> b => c', 'a, b, c'],
    ['→ next', 'next'],
    ['First. → next', 'First. next'],
    ['┌──┐ │ box │ ███ ✓ done ★', 'box done'],
  ])('pauses at arrows, and leaves out boxes and ticks: %j is read as %j', (text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it.each([
    ['<b>bold</b>', 'bold'],
    ['one<br/>two <a href="x" target=_blank>three</a>', 'one two three'],
    ['a <!-- note --> b', 'a b'],
    ['git clone <url> into Array<string>', 'git clone url into Array string'],
    ['the `<div>` tag', 'the div tag'],
    ['salt &amp; pepper, AT&amp;T, 5 &lt; 6, &#52;2&#8203;', 'salt & pepper, AT&T, 5 < 6, 42'],
    ['&unknown; stays', '&unknown; stays'],
  ])('reads HTML: %j is read as %j', (text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it.each([
    ['Sunny 😀 day 👨‍👩‍👧 🇫🇷!', 'Sunny day !'],
    ['hello😀world', 'hello world'],
    [
      'zero\u200bwidth\ufeff, soft\u00adhyphen, \u202eright\u202c\u200f, jo\u200din',
      'zerowidth, softhyphen, right, join',
    ],
    ['half \ud83d an emoji', 'half an emoji'],
    ['a\u0000b\u3164c', 'a b c'],
    ['می\u200cروم', 'می\u200cروم'],
    ['ශ්\u200dරී', 'ශ්\u200dරී'],
    ['അവന്\u200d.', 'അവന്\u200d.'],
    ['e\u0301 und Zoe\u0308', 'e\u0301 und Zoe\u0308'],
    ['ℹ️ C♯', 'C♯'],
  ])('leaves out what cannot be seen, and what is a picture: %j is read as %j', (text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it.each(['😀 !', '👍', '* * *', '```', '…', '\u200b', '[](x)', '<br>', '$$'])(
    'finds nothing to say in %j',
    (text) => {
      expect(speakable(text)).toBe('');
    },
  );
});
