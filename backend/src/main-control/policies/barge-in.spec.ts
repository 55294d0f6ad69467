import { describe, expect, it } from 'vitest';
import { BARGE_IN_DEFAULTS, bargeInFor, sensitivityOf } from './barge-in.js';

describe(sensitivityOf.name, () => {
  it('is the reverse of bargeInFor', () => {
    expect(sensitivityOf(BARGE_IN_DEFAULTS)).toBe(0.5);
    for (const sensitivity of [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1]) {
      expect(sensitivityOf(bargeInFor(sensitivity))).toBe(sensitivity);
    }
  });

  it('stays between 0 and 1 for any configuration', () => {
    expect(sensitivityOf({ minSpeechMs: 2_000 })).toBe(0);
    expect(sensitivityOf({ minSpeechMs: 0 })).toBe(1);
  });
});
