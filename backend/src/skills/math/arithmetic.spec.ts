import { describe, expect, it } from 'vitest';
import { evaluate } from './arithmetic.js';

describe(evaluate.name, () => {
  it.each([
    ['2 plus 3 times 4', 14],
    ['2 times 3 plus 4', 10],
    ['10 minus 2 minus 3', 5],
    ['100 divided by 5 divided by 2', 10],
    ['open 2 plus 3 close times 4', 20],
    ['2 to the power of 3 to the power of 2', 512],
    ['minus 2 to the power of 2', -4],
    ['2 to the power of minus 1', 0.5],
    ['3 squared plus 4 squared', 25],
    ['5 minus minus 3', 8],
    ['negative 5 multiplied by 2', -10],
    ['1 divided by 0', Infinity],
  ])('of "%s" is %d', (expression, value) => expect(evaluate(expression)).toBe(value));

  it.each(['open 2 plus 3', '2 plus 3 close', 'open close', '', 'constructor', '1 plus '.repeat(100) + '1'])(
    'of "%s" is nothing',
    (expression) => expect(evaluate(expression)).toBeUndefined(),
  );
});
