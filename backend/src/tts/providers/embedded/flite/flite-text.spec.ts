import { describe, expect, it } from 'vitest';
import { toFliteText } from './flite-text.js';

describe('toFliteText', () => {
  it.each([
    ['It’s a “naïve” café.', "It's a naive cafe."],
    ['20°C, 68 °F, 90° left', '20 degrees Celsius, 68 degrees Fahrenheit, 90 degrees left'],
    ['€5 or £1,250.50 or $3', '5 euros or 1,250.50 pounds or $3'],
    ['2 + 3 = 5 × 1', '2 plus 3 equals 5 times 1'],
    ['Well — yes… no', 'Well, yes. no'],
    ['-5 and well-known', '-5 and well-known'],
    ['3–4 days – or so', '3 to 4 days, or so'],
    ['x² + y³', 'x squared plus y cubed'],
    ['if a<b and c > d', 'if a less than b and c greater than d'],
    ['½ of it', '1/2 of it'],
    ['x^2 ± √16, 10^6', 'x squared plus or minus square root of 16, 10 to the power of 6'],
    ['5 − 3 ≤ 4 and ~5 ≠ π', '5 minus 3 less than or equal to 4 and about 5 not equal to pi'],
    ['٤٢, १२३, ５６, 𝟕', '42, 123, 56, 7'],
    ['Straße, Łódź, smørrebrød', 'Strasse, Lodz, smorrebrod'],
    ['Q&A at a@b.c, #5', 'Q and A at a at b.c, number 5'],
    ['3.14 is 1,000 at 12:30 pm.', '3.14 is 1,000 at 12:30 pm.'],
    ['Hello 😀 there\n\0now', 'Hello there now'],
  ])('%j becomes %j', (text, expected) => {
    expect(toFliteText(text)).toBe(expected);
  });

  it.each(['', '   ', '...', '?!', '—', '😀', '你好', '"', '* * *'])('gives nothing for %j', (text) => {
    expect(toFliteText(text)).toBe('');
  });
});
