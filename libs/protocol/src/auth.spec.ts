import { describe, expect, it } from 'vitest';
import { normalizePairingCode, proofText } from './auth.js';

describe(normalizePairingCode.name, () => {
  it.each([
    ['K7M2PX4Q', 'K7M2PX4Q'],
    [' k7m2-px4q\n', 'K7M2PX4Q'],
    ['k7 m2 px 4q', 'K7M2PX4Q'],
    ['OIL00000', '01100000'],
    ['oil00000', '01100000'],
  ])('reads %j as %s', (typed, code) => expect(normalizePairingCode(typed)).toBe(code));

  it.each(['', 'K7M2PX4', 'K7M2PX4Q1', 'U7M2PX4Q', 'K7M2PX4!', 'ÄÖÜ45678'])('refuses %j', (typed) =>
    expect(normalizePairingCode(typed)).toBeNull(),
  );
});

it('names both sides, the origin and both nonces in a proof', () => {
  expect(proofText('server', 'chrome-extension://abc', 'C', 'S')).toBe(
    'earshot|server|chrome-extension://abc|C|S',
  );
});
