import { describe, expect, it } from 'vitest';
import { approvalQuestion } from './approval-question.js';

describe(approvalQuestion, () => {
  it.each([
    ['Send  it\n?', 'Send it ? Yes or no?'],
    ['Send the form? Yes or no?', 'Send the form? Yes or no?'],
  ])('makes of %j: %j', (question, spoken) => expect(approvalQuestion(question)).toBe(spoken));

  it.each(['', ' Yes or no?'])('speaks the beginning and the end of a long question%s', (choice) => {
    const spoken = approvalQuestion(
      `Send the form to shop.example: ${'note '.repeat(180)}for 48 euros?${choice}`,
    );
    expect(spoken).toMatch(
      /^Send the form to shop\.example: note .* … .*for 48 euros\? The panel shows all of it\. Yes or no\?$/,
    );
    expect(spoken.length).toBeLessThan(320);
  });
});
