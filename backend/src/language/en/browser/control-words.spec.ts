import { describe, expect, it } from 'vitest';
import { ENDS_SOMETHING } from './control-words.js';

describe('ENDS_SOMETHING', () => {
  it.each([
    'place order',
    'place your order and pay',
    'order now and pay later',
    'close account',
    'close my account for good',
    'leave meeting',
    'empty trash now',
    'sign out',
    'subscribe from $1 a week',
    'logout',
  ])('is "%s", also where the browser does not ask about it', (name) => expect(name).toMatch(ENDS_SOMETHING));

  it.each([
    'order history',
    'place holders',
    'close',
    'leave a comment',
    'account',
    'sharepoint',
    'subscribers',
  ])('is not "%s"', (name) => expect(name).not.toMatch(ENDS_SOMETHING));
});
