import { describe, expect, it } from 'vitest';
import { ENDPOINTING_DEFAULTS, endOfTurnAt, endpointingFor, onsetCertainAt } from './endpointing.js';

const pause = {
  speechEndedAt: 1_000,
  transcribed: true,
  completeness: 'unknown',
  released: false,
  isCommand: false,
} as const;

describe(endOfTurnAt.name, () => {
  it.each([
    ['complete', 1_320],
    ['unknown', 1_600],
    ['open', 2_000],
  ] as const)('ends a turn of %s words at %d ms', (completeness, at) => {
    expect(endOfTurnAt({ ...pause, completeness }, ENDPOINTING_DEFAULTS)).toBe(at);
  });

  it('waits for a transcript that is due, even after the key was released', () => {
    const untranscribed = { ...pause, transcribed: false, released: true };
    expect(endOfTurnAt(untranscribed, ENDPOINTING_DEFAULTS)).toBeNull();
  });

  it('needs no silence after the key was released', () => {
    expect(endOfTurnAt({ ...pause, released: true }, ENDPOINTING_DEFAULTS)).toBe(1_000);
  });

  it('needs no silence after a command about the page, once it is transcribed', () => {
    expect(endOfTurnAt({ ...pause, isCommand: true }, ENDPOINTING_DEFAULTS)).toBe(1_000);
    expect(endOfTurnAt({ ...pause, isCommand: true, transcribed: false }, ENDPOINTING_DEFAULTS)).toBeNull();
    const manual = { ...ENDPOINTING_DEFAULTS, manual: true };
    expect(endOfTurnAt({ ...pause, isCommand: true }, manual)).toBeNull();
  });

  it('leaves the end to the client if it is manual', () => {
    const manual = { ...ENDPOINTING_DEFAULTS, manual: true };
    expect(endOfTurnAt(pause, manual)).toBeNull();
    expect(endOfTurnAt({ ...pause, released: true }, manual)).toBe(1_000);
  });

  it('keeps the order of the delays if only the middle one is set', () => {
    const short = { ...ENDPOINTING_DEFAULTS, delayMs: 100 };
    expect(endOfTurnAt({ ...pause, completeness: 'complete' }, short)).toBe(1_100);
    const long = { ...ENDPOINTING_DEFAULTS, delayMs: 3_000 };
    expect(endOfTurnAt({ ...pause, completeness: 'open' }, long)).toBe(4_000);
  });
});

describe(endpointingFor.name, () => {
  it('gives the defaults for the default pause', () => {
    expect(ENDPOINTING_DEFAULTS).toMatchObject(endpointingFor(ENDPOINTING_DEFAULTS.delayMs));
  });

  it('scales the other delays for a longer pause', () => {
    expect(endpointingFor(1_200)).toEqual({ completeDelayMs: 640, delayMs: 1_200, openDelayMs: 1_800 });
  });
});

describe(onsetCertainAt.name, () => {
  it('is some time after an onset, and never in the future without one', () => {
    expect(onsetCertainAt(1_000, ENDPOINTING_DEFAULTS)).toBe(1_300);
    expect(onsetCertainAt(null, ENDPOINTING_DEFAULTS)).toBe(-Infinity);
  });
});
