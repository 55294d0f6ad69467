/**
 * Requests with the right kind of answer, one file for each domain in fixtures/skill-requests. They were gathered from
 * the phrases with which public assistants are tested, and reworded; they were not taken from the skills' templates.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** What the answer must be. Days, times and zones are written as `calendar.ts` reads them. */
export type Expectation =
  /** The result, and what it must be followed by. */
  | { number: number; unit?: string }
  /** Words, as a regular expression; a comma and a space between several that must all be there. */
  | { says: string }
  /** A question back, likewise. */
  | { asks: string }
  /** A clock time: `now`, `+3 hours`, in the user's zone or in another: `now Asia/Tokyo`. */
  | { time: string }
  | { date: string }
  | { weekday: string }
  | { month: string }
  | { year: string }
  | { week: string }
  | { yearday: string }
  /** A count of days or weeks from today to a day, or of days since one. */
  | { days: string }
  | { weeks: string }
  | { since: string }
  /** A clock time to which the answer gives the duration: the next of two for `06:00|18:00`. */
  | { until: string }
  /** Hours between two zones. */
  | { difference: string }
  /** Yes or no: whether today is that weekday or in a `leap year`; `tomorrow a weekday`. */
  | { is: string }
  /** A new timer's seconds. */
  | { timer: number; label?: string }
  /** The seconds after which each timer, alarm or reminder rings afterwards. */
  | { pending: number[] }
  | { paused: number }
  /** The seconds that the answer says are left. */
  | { remaining: number }
  /** `+10` for minutes from now, or a clock time; with the days of the week from 1 for Monday, if it repeats. */
  | { reminder: string; text?: string; repeat?: string }
  | { alarm: string; repeat?: string }
  /** Words of a note that is kept. */
  | { note: string }
  /** What happens to the call. */
  | { call: 'mute' | 'hang up' }
  /** The number of notes afterwards. */
  | { notes: number }
  /** The ends of the range of a random number. */
  | { between: [low: number, high: number] }
  | { dice: [count: number, sides: number] }
  | { spells: string }
  | { kind: 'coin' | 'joke' | 'weather' | 'weekend' | 'zone' }
  /** The only call of a tool that does more than look, on the page of fake-page.ts; empty for none. */
  | { tool: string }
  /** Beyond the skills, with the kind of reason. */
  | { refuse: string };

export type SkillRequest = Expectation & {
  ask: string;
  /** What the user said before. */
  given?: string[];
};

/** A request with the name of its file. */
export type NamedRequest = SkillRequest & { domain: string };

const FOLDER = new URL('../../fixtures/skill-requests/', import.meta.url);

export function loadRequests(): NamedRequest[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const requests = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as SkillRequest[];
      return requests.map((request) => ({ ...request, domain: file.replace('.json', '') }));
    });
}

/** The half by whose failures the skills are improved, or the one that only judges them. */
export function halfOf({ ask }: SkillRequest): 'tuning' | 'held-out' {
  return createHash('sha1').update(ask).digest()[0]! % 2 === 0 ? 'tuning' : 'held-out';
}
