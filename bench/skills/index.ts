/** Asks the skills everything in fixtures/skill-requests, in five time zones and at ten moments each. */
import type * as answererModule from '../../backend/src/skills/skill-answerer.ts';
import type * as readingModule from '../../backend/src/skills/reading/reading-session.ts';
import type * as userModule from '../../backend/src/user-data/user-data.ts';
import type * as weatherModule from '../../backend/src/weather/weather.port.ts';
import { judge, type Verdict } from '../../testing/skill-requests/judge.ts';
import { momentsOf, ZONES } from '../../testing/skill-requests/moments.ts';
import { NEVER_ASKED, observe, type Skills } from '../../testing/skill-requests/observation.ts';
import { halfOf, loadRequests, type NamedRequest } from '../../testing/skill-requests/request.ts';
import { built } from '../lib/built.ts';
import { printTable } from '../lib/table.ts';
import { figures, printDomains, printFailures } from './report.ts';

export interface Result {
  request: NamedRequest;
  verdict: Verdict;
  answer: string;
  /** The moment with its zone. */
  at: string;
}

/** @param failures whether to list what was not right */
export async function benchSkills(failures: boolean): Promise<void> {
  const skills = await loadSkills();
  const requests = loadRequests();
  const results: Result[] = [];
  for (const zone of ZONES) {
    for (const moment of momentsOf(zone)) {
      for (const request of requests) {
        const seen = await observe(request, skills, moment);
        const verdict = judge(request, seen, moment);
        results.push({ request, verdict, answer: seen.answer, at: moment.toString() });
      }
    }
  }
  printDomains(results);
  printTable(`Skills, ${requests.length} requests at ${results.length / requests.length} moments`, [
    ...figures('all requests', results),
    ...(['tuning', 'held-out'] as const).flatMap((half) =>
      figures(
        `${half} half`,
        results.filter(({ request }) => halfOf(request) === half),
      ),
    ),
  ]);
  if (failures) printFailures(results);
}

async function loadSkills(): Promise<Skills> {
  const { SkillAnswerer } = await built<typeof answererModule>('backend/src/skills/skill-answerer.js');
  const { ReadingSession } = await built<typeof readingModule>(
    'backend/src/skills/reading/reading-session.js',
  );
  const { UserData } = await built<typeof userModule>('backend/src/user-data/user-data.js');
  const { WeatherAccess } = await built<typeof weatherModule>('backend/src/weather/weather.port.js');
  const answerer = new SkillAnswerer(Math.random, new WeatherAccess(NEVER_ASKED, 'ask'));
  await answerer.warmUp();
  return {
    answer: (question) => answerer.answer(question),
    createReading: () => new ReadingSession(),
    createUser: (now) => new UserData({ clock: { now, wallTimeMs: now } }),
  };
}
