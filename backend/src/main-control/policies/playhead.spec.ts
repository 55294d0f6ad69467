import { describe, expect, it } from 'vitest';
import { leadMs, PLAYHEAD_DEFAULTS, playedMs, playoutEndsAt, type AnswerPlayback } from './playhead.js';

/** 5 s of audio, sent from 1 s on. */
const sent: AnswerPlayback = { sentMs: 5_000, playsUntil: 6_000, playback: null, heldAt: null };
const reported = { ...sent, playback: { playedMs: 500, at: 2_000, state: 'playing' as const } };
const at = (answer: AnswerPlayback, now: number) => playedMs(answer, now, PLAYHEAD_DEFAULTS);

describe(playedMs.name, () => {
  it('extrapolates the newest report for a second', () => {
    expect(at(reported, 2_300)).toBe(800);
    expect(at(reported, 4_000)).toBe(1_500);
  });

  it('goes on after ten seconds without a report, up to what was sent', () => {
    expect(at(reported, 12_700)).toBe(2_200);
    expect(at(reported, 60_000)).toBe(5_000);
  });

  it('stops while the client holds playback or does not play', () => {
    expect(at({ ...reported, heldAt: 2_100 }, 4_000)).toBe(600);
    expect(at({ ...reported, playback: { ...reported.playback, state: 'drained' } }, 2_300)).toBe(500);
  });

  it('assumes immediate playback for a client without reports', () => {
    expect(at(sent, 1_700)).toBe(700);
    expect(at({ ...sent, heldAt: 1_100 }, 1_700)).toBe(700);
    expect(at(sent, 60_000)).toBe(5_000);
    expect(at({ ...sent, playsUntil: null }, 1_700)).toBe(0);
  });
});

describe(leadMs.name, () => {
  it.each([
    ['sent and not played', sent, 1_700, 4_300],
    ['played for a second', sent, 7_000, -1_000],
    ['not sent', { ...sent, sentMs: 300, playsUntil: null }, 9_000, 300],
    ['reported', reported, 2_300, 4_200],
    ['reported as played', { ...reported, playback: { ...reported.playback, playedMs: 5_000 } }, 9_000, 0],
  ])('is right for audio that was %s', (_, answer, now, expected) => {
    expect(leadMs(answer, now, PLAYHEAD_DEFAULTS)).toBe(expected);
  });
});

describe(playoutEndsAt.name, () => {
  it('waits for the last report of a client that reports', () => {
    expect(playoutEndsAt(sent, 2_000, PLAYHEAD_DEFAULTS)).toBe(6_000);
    expect(playoutEndsAt(reported, 2_000, PLAYHEAD_DEFAULTS)).toBe(9_500);
  });
});
