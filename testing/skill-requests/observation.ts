/** Asks the skills one request, and notes what they say and do. */
import type { Answer, Question } from '../../backend/src/skills/answerer.port.ts';
import type { ReadingSession } from '../../backend/src/skills/reading/reading-session.ts';
import { inWords } from '../../backend/src/skills/testing/in-words.ts';
import { NO_TOOL_CALLER } from '../../backend/src/tools/tools.port.ts';
import type { ChatMessage } from '../../backend/src/llm/llm.port.ts';
import type { UserRecords } from '../../backend/src/user-data/user-records.ts';
import type { Weather } from '../../backend/src/weather/weather.port.ts';
import type { Moment } from './moments.ts';
import { fakePage } from './fake-page.ts';
import type { SkillRequest } from './request.ts';

/** A timer, an alarm or a reminder. */
interface Pending {
  id: string;
  /** Until it rings. */
  seconds: number;
  label?: string;
  task?: string;
  paused?: boolean;
  /** Days of the week, from 1 for Monday. */
  days?: string;
}

export interface Observation {
  answer: string;
  intent: string;
  /** Whether timers, alarms or notes changed. */
  acted: boolean;
  /** Afterwards, the next one due first. */
  pending: Pending[];
  /** Those that the request has set. */
  added: Pending[];
  /** Notes afterwards. */
  notes: string[];
  /** What the client was told to do with the call. */
  call: 'mute' | 'hang up' | undefined;
  /** Calls of the browser's tools that did more than look, such as `click {"ref":"e2"}`. */
  tools: string[];
}

/** The parts of the backend that are asked, from the sources or from the build. */
export interface Skills {
  answer(question: Question): Promise<Answer | undefined>;
  createUser(now: () => number): UserRecords;
  createReading(): ReadingSession;
}

/** Without the user's consent the service is not asked. */
export const NEVER_ASKED: Weather = {
  serviceName: 'Open-Meteo',
  find: () => Promise.reject(new Error('The weather service was asked.')),
  forecast: () => Promise.reject(new Error('The weather service was asked.')),
};

export async function observe(request: SkillRequest, skills: Skills, moment: Moment): Promise<Observation> {
  const nowMs = moment.epochMilliseconds;
  const user = skills.createUser(() => nowMs);
  const reading = skills.createReading();
  const page = 'tool' in request ? fakePage() : undefined;
  const session = {};
  const history: ChatMessage[] = [];
  let told: Observation['call'];
  const call = { mute: () => void (told = 'mute'), hangUp: () => void (told = 'hang up') };
  const say = async (sentence: string) => {
    const answer = await skills.answer({
      ...{ sentence, history, user, hasTools: !!page, sharesPage: false, isRecorded: false },
      hasModel: false,
      readTexts: { passageFor: () => undefined },
      ...{ session, reading, tools: page?.tools ?? NO_TOOL_CALLER, pagePhrases: page?.names ?? [] },
      sleep: () => undefined,
      ...{ speakingRates: { min: 0.5, max: 2 }, call },
      now: () => new Date(nowMs),
      timeZone: moment.timeZoneId,
    });
    if (!answer) throw new Error(`No answer to "${sentence}".`);
    const text = answer.kind === 'action' ? await inWords(await answer.run()) : answer.text;
    history.push({ role: 'user', content: sentence }, { role: 'assistant', content: text });
    return { text, intent: answer.intent };
  };
  for (const before of request.given ?? []) await say(before);
  const state = () => ({
    pending: pendingOf(user, nowMs),
    notes: user.notes.list().map((note) => note.text),
  });
  const before = state();
  const { text, intent } = await say(request.ask);
  const after = state();
  const known = new Set(before.pending.map(({ id }) => id));
  return {
    answer: text,
    intent,
    acted: JSON.stringify(before) !== JSON.stringify(after),
    ...after,
    added: after.pending.filter(({ id }) => !known.has(id)),
    call: told,
    tools: page?.acts() ?? [],
  };
}

function pendingOf({ timers, alarms }: UserRecords, nowMs: number): Pending[] {
  const running = timers.list().map(({ remainingMs, ...timer }) => ({ ...timer, dueInMs: remainingMs }));
  const set = alarms.list().map(({ dueAt, ...alarm }) => ({ ...alarm, dueInMs: dueAt - nowMs }));
  return [...running, ...set]
    .sort((a, b) => a.dueInMs - b.dueInMs)
    .map(({ id, label, task, dueInMs, ...more }) => ({
      ...{ id, label, task, seconds: Math.round(dueInMs / 1000) },
      days: 'repeat' in more ? more.repeat?.days.join('') : undefined,
    }));
}
