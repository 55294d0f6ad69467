import { beforeAll, describe, expect, it } from 'vitest';
import { SkillAnswerer } from '../../backend/src/skills/skill-answerer.js';
import { ReadingSession } from '../../backend/src/skills/reading/reading-session.js';
import { UserData } from '../../backend/src/user-data/user-data.js';
import { WeatherAccess } from '../../backend/src/weather/weather.port.js';
import { judge, type Verdict } from './judge.ts';
import { momentsOf, ZONES } from './moments.ts';
import { NEVER_ASKED, observe } from './observation.ts';
import { loadRequests, type NamedRequest } from './request.ts';

const requests = loadRequests();

describe('the list of requests', () => {
  it('has a thousand, each once', () => {
    const asked = requests.map(({ ask, given = [] }) =>
      [...given, ask]
        .join(' ')
        .toLowerCase()
        .replaceAll(/[^\p{L}\d ]/gu, ''),
    );
    expect(asked.filter((ask, i) => asked.indexOf(ask) < i)).toEqual([]);
    expect(asked.length).toBeGreaterThanOrEqual(1_000);
  });

  it('has one right answer for each', () => {
    const others = new Set(['ask', 'given', 'domain', 'unit', 'label', 'text', 'repeat']);
    const kinds = requests.map((request) => Object.keys(request).filter((key) => !others.has(key)));
    expect(requests.filter((_request, i) => kinds[i]!.length !== 1)).toEqual([]);
  });
});

describe('the skills', () => {
  const [moment] = momentsOf(ZONES[0]);
  const answerer = new SkillAnswerer(Math.random, new WeatherAccess(NEVER_ASKED, 'ask'));
  const verdicts = new Map<NamedRequest, Verdict>();
  const asked = (...wanted: Verdict[]) =>
    [...verdicts].filter(([, verdict]) => wanted.includes(verdict)).map(([{ ask }]) => ask);

  beforeAll(async () => {
    await answerer.warmUp();
    const skills = {
      answer: (question: Parameters<typeof answerer.answer>[0]) => answerer.answer(question),
      createReading: () => new ReadingSession(),
      createUser: (now: () => number) => new UserData({ clock: { now, wallTimeMs: now } }),
    };
    for (const request of requests)
      verdicts.set(request, judge(request, await observe(request, skills, moment!), moment!));
  }, 60_000);

  it('answer nothing wrong', () => expect(asked('wrong')).toEqual([]));

  it('answer 97 % of what they are for, in one zone at one moment', () => {
    const right = asked('right').length;
    const refused = asked('refused wrongly');
    expect(right / (right + refused.length), refused.join('; ')).toBeGreaterThanOrEqual(0.97);
  });

  it('refuse the others for the true reason', () => {
    const rightly = asked('refused').length;
    const others = asked('other reason');
    expect(rightly / (rightly + others.length), others.join('; ')).toBeGreaterThanOrEqual(0.97);
  });
});
