import { describe, expect, it } from 'vitest';
import { MATCH_DEFAULTS } from './match.js';
import { soundDistance } from './sound.js';

const { sure, lessSure } = MATCH_DEFAULTS;

describe(soundDistance.name, () => {
  it.each([
    ['check out', 'checkout'],
    ['knew message', 'new message'],
    ['add to card', 'add to cart'],
    ['sign up four free', 'sign up for free'],
    ['contact as', 'contact us'],
    ['pry vacy policy', 'privacy policy'],
    ['4 free', 'for free'],
    ['forget password', 'forgot password'],
  ])('"%s" is surely "%s"', (heard, name) => expect(soundDistance(heard, name)).toBeLessThanOrEqual(sure));

  it.each([
    ['chick out', 'checkout'],
    ['sign hen', 'sign in'],
    ['logan', 'log in'],
  ])('"%s" may be "%s"', (heard, name) => {
    expect(soundDistance(heard, name)).toBeGreaterThan(sure);
    expect(soundDistance(heard, name)).toBeLessThanOrEqual(lessSure);
  });

  it.each([
    ['log out', 'log in'],
    ['sign up', 'sign in'],
    ['unsubscribe', 'subscribe'],
    ['enable', 'disable'],
    ['reject all', 'accept all'],
    ['import', 'export'],
    ['a cup of coffee', 'copy'],
    ['', 'copy'],
  ])('"%s" is not "%s"', (heard, name) => expect(soundDistance(heard, name)).toBeGreaterThan(lessSure));
});
