import { describe, expect, it } from 'vitest';
import { ask } from '../../testing/ask.js';
import { contextAt } from '../../testing/skill-context.js';

describe('around a change of the clocks', () => {
  it.each([
    ['2027-03-13T23:30[America/New_York]', 'how long until 3:30 am', "It's 3 hours until 3:30 AM tomorrow."],
    ['2027-03-13T23:30[America/New_York]', 'how long until 1:30 am', "It's 2 hours until 1:30 AM tomorrow."],
    [
      '2027-03-13T23:30[America/New_York]',
      'how long until 2:30 am',
      "It's 3 hours until 3:30 AM tomorrow. The clocks go forward then and skip the time that you said.",
    ],
    ['2027-03-13T23:30[America/New_York]', 'what time will it be in 3 hours', 'It will be 3:30 AM tomorrow.'],
    [
      '2027-03-13T23:30[America/New_York]',
      'what is the date 1 day from now',
      'Tomorrow is Sunday, March 14.',
    ],
    ['2027-03-14T12:00[America/New_York]', 'how many hours since midnight', 'Midnight was 11 hours ago.'],
    [
      '2026-10-31T23:30[America/New_York]',
      'how long until 1:30 am',
      "It's 2 hours until 1:30 AM tomorrow. The clocks go back then, so that time comes twice: this is the first one.",
    ],
    [
      '2026-11-01T01:40-04:00[America/New_York]',
      'how long until 1:50 am',
      "It's 10 minutes until 1:50 AM. The clocks go back then, so that time comes twice: this is the first one.",
    ],
    [
      '2026-11-01T01:40-04:00[America/New_York]',
      'how long until 1:30 am',
      "It's 50 minutes until 1:30 AM. The clocks go back then, so that time comes twice: this is the second one.",
    ],
    [
      '2026-11-01T01:40-04:00[America/New_York]',
      'how long until 5 am',
      "It's 4 hours and 20 minutes until 5:00 AM.",
    ],
    ['2026-10-24T23:30[Europe/Berlin]', 'what is the date 1 day from now', 'Tomorrow is Sunday, October 25.'],
    [
      '2026-10-24T23:30[Europe/Berlin]',
      'how many hours until monday',
      "It's 25 hours and 30 minutes until Monday, October 26 begins.",
    ],
    ['2027-04-03T23:30[Australia/Lord_Howe]', 'how long until 6 am', "It's 7 hours until 6:00 AM tomorrow."],
    [
      '2027-04-03T23:30[Australia/Lord_Howe]',
      'when do the clocks change',
      'The clocks go back by 30 minutes on Sunday, April 4, at 2:00 AM.',
    ],
    [
      '2027-03-27T23:30[Asia/Kolkata]',
      'when do the clocks change',
      'The clocks do not change in your time zone.',
    ],
  ])('%s: “%s”: %s', async (moment, said, answer) => expect(await ask(said, contextAt(moment))).toBe(answer));
});
