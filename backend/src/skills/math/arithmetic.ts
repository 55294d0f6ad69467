import { OPERATORS, type Operator } from '../slots/expression.slot.js';

const TOKEN = new RegExp(
  String.raw`\d+(?:\.\d+)?|\bpi\b|open|close|squared|cubed|negative|${Object.keys(OPERATORS).join('|')}`,
  'g',
);
/** A longer expression is not meant as a sum. */
const MAX_TOKENS = 60;

/**
 * The value of an expression slot with the usual precedence, e.g. 14 for `2 plus 3 times 4`.
 * @returns undefined if the expression is not valid; an infinity or NaN for a division by zero
 */
export function evaluate(expression: string): number | undefined {
  const tokens = expression.match(TOKEN) ?? [];
  if (tokens.length === 0 || tokens.length > MAX_TOKENS) return undefined;
  let at = 0;

  const operator = (...wanted: Operator[]): Operator | undefined => {
    const found = OPERATORS[tokens[at] as keyof typeof OPERATORS];
    if (found === undefined || !wanted.includes(found)) return undefined;
    at++;
    return found;
  };
  const operand = (): number => {
    const token = tokens[at++];
    if (token === 'open') {
      const value = sum();
      if (tokens[at++] !== 'close') throw new SyntaxError('Unmatched bracket.');
      return value;
    }
    if (token === 'pi') return Math.PI;
    if (token === undefined || !/^\d/.test(token)) throw new SyntaxError('Expected a number.');
    return Number(token);
  };
  const power = (): number => {
    let base = operand();
    for (; tokens[at] === 'squared' || tokens[at] === 'cubed'; at++)
      base **= tokens[at] === 'squared' ? 2 : 3;
    return operator('^') ? base ** signed() : base;
  };
  const signed = (): number => {
    if (tokens[at] !== 'minus' && tokens[at] !== 'negative') return power();
    at++;
    return -signed();
  };
  const product = (): number => {
    let value = signed();
    for (let next = operator('*', '/'); next; next = operator('*', '/')) {
      value = next === '*' ? value * signed() : value / signed();
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    for (let next = operator('+', '-'); next; next = operator('+', '-')) {
      value = next === '+' ? value + product() : value - product();
    }
    return value;
  };

  try {
    const value = sum();
    return at === tokens.length ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
