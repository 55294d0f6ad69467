import { describe, expect, it } from 'vitest';
import { MATCH_DEFAULTS } from './by-sound.js';
import { heardSound, soundDistance, soundOf } from './sound.js';

const distance = (heard: string, name: string, limit?: number) =>
  soundDistance(heardSound(heard), soundOf(name), limit);

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
  ])('"%s" is surely "%s"', (heard, name) => expect(distance(heard, name)).toBeLessThanOrEqual(sure));

  it.each([
    ['chick out', 'checkout'],
    ['sign hen', 'sign in'],
    ['logan', 'log in'],
  ])('"%s" may be "%s"', (heard, name) => {
    expect(distance(heard, name)).toBeGreaterThan(sure);
    expect(distance(heard, name)).toBeLessThanOrEqual(lessSure);
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
  ])('"%s" is not "%s"', (heard, name) => expect(distance(heard, name)).toBeGreaterThan(lessSure));

  it.each([
    ['proceed to check out', 'checkout'],
    ['new message', 'knew messages'],
    ['knew message', 'new message'],
    ['basket', 'a basket of fruit and more'],
  ])('stops at a limit: "%s", "%s"', (heard, name) => {
    const exact = distance(heard, name);
    for (const limit of [0.05, 0.1, 0.2, 0.4, 0.8, exact - 0.001, exact + 0.001])
      expect(Math.min(distance(heard, name, limit), limit)).toBe(Math.min(exact, limit));
  });
});
