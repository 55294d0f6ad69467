import { describe, expect, it } from 'vitest';
import { ask } from '../../testing/ask.js';

describe('sums', () => {
  it.each([
    ['two plus two', '2 plus 2 is 4.'],
    ['point five plus point two five', '0.5 plus 0.25 is 0.75.'],
    ['what is pi times 2', 'Pi times 2 is about 6.2832.'],
    ['solve fourteen times fifteen', '14 times 15 is 210.'],
    ['what do you get if you add 14 and 29', '14 plus 29 is 43.'],
    ['what is 8 less than 30', '30 minus 8 is 22.'],
    ['what is 5 more than 7', '5 plus 7 is 12.'],
    ["what's the sum of 12, 15 and 18", 'The sum of 12, 15 and 18 is 45.'],
    ['add up 4 8 and 12', 'The sum of 4, 8 and 12 is 24.'],
    ['what is the average of 4, 8 and 12', 'The average of 4, 8 and 12 is 8.'],
    ['median of 3 9 and 4', 'The median of 3, 9 and 4 is 4.'],
    ['the largest of 3, 9 and 4', 'The largest of 3, 9 and 4 is 9.'],
    ['what is ten factorial', '10 factorial is 3,628,800.'],
    ['what is 17 modulo 5', 'The remainder of 17 divided by 5 is 2.'],
    ['how many times does 6 go into 42', '42 divided by 6 is 7.'],
    ['what is the log of 1000', 'The log of 1,000 is 3.'],
    ['what is the logarithm base 2 of 32', 'The logarithm base 2 of 32 is 5.'],
    ['sine of 30 degrees', 'The sine of 30 degrees is 0.5.'],
    ['is 17 a prime number', 'Yes, 17 is a prime number.'],
    ['is 91 prime', 'No, 91 is not a prime number.'],
    ['is 8 even', 'Yes, 8 is an even number.'],
    ['how much is three dozen', '3 dozen is 36.'],
    ['how many eggs are in half a dozen', '0.5 dozen is 6.'],
  ])('"%s" is answered with "%s"', async (said, answer) => expect(await ask(said)).toBe(answer));

  it.each(['what is 4 divided by 0', 'what is 7 mod 0', 'how many times does 0 go into 5'])(
    '"%s" has no result',
    async (said) => expect(await ask(said)).toBe('Nothing can be divided by zero.'),
  );

  it.each(['what is the log of 0', 'what is the tangent of 90 degrees', 'what is 400 factorial'])(
    '"%s" has no number that can be said',
    async (said) => expect(await ask(said)).toMatch(/^(?:Only|It has no|That number)/),
  );
});

describe('percentages', () => {
  it.each([
    ['how much should I tip on 60 dollars at 15 percent', 'The tip is 9 dollars, and 69 dollars in all.'],
    ['calculate an 18% tip on $50', 'The tip is 9 dollars, and 59 dollars in all.'],
    ['add 8 percent tax to 50', '50 plus 8 percent is 54.'],
    ['how much is 40 dollars with a 20 percent discount', '40 dollars minus 20 percent is 32 dollars.'],
    ['what is 120 with 25 percent off', '120 minus 25 percent is 90.'],
    ['what is 80 plus 19 percent vat', '80 plus 19 percent is 95.2.'],
    ["what's half a percent of 1000", '0.5 percent of 1,000 is 5.'],
    ['one third as a percentage', 'One third is about 33.3333 percent.'],
    ['what is 3/4 as a percent', '3 of 4 is 75 percent.'],
    ['45 out of 60 as a percentage', '45 of 60 is 75 percent.'],
    ['percent increase from 50 to 75', 'From 50 to 75 is an increase of 50 percent.'],
    ["what's the percentage change from 200 to 150", 'From 200 to 150 is a decrease of 25 percent.'],
  ])('"%s" is answered with "%s"', async (said, answer) => expect(await ask(said)).toBe(answer));
});
