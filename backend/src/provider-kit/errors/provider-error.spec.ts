import { describe, expect, it } from 'vitest';
import { retriedByItself, takenOver } from './provider-error.js';
import { providerProblem } from './provider-problem.js';

const ERROR = providerProblem({ stage: 'llm', provider: 'acme', label: 'Acme' }, 'rate_limited');

describe('a warning', () => {
  it.each([
    [takenOver.name, takenOver(ERROR, 'second'), '"second" is used meanwhile.'],
    [retriedByItself.name, retriedByItself(ERROR, 'Your words are kept.'), 'Your words are kept.'],
  ])('of %s gives no advice to try again', (_, warning, meanwhile) => {
    expect(ERROR.message).toMatch(/Wait a moment, then try again\.$/);
    expect(warning.message).toBe(
      `The language model failed: Acme accepts no more requests at the moment. ${meanwhile}`,
    );
  });
});
