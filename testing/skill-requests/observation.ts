/** Asks the skills one request, and notes what they say and do. */
import type { Answer, Question } from '../../backend/src/skills/answerer.port.ts';
import type { ChatMessage } from '../../backend/src/llm/llm.port.ts';
import type { RunningTimer, UserRecords } from '../../backend/src/user-data/user-records.ts';
import type { Moment } from './moments.ts';
import type { SkillRequest } from './request.ts';

interface ObservedTimer {
  seconds: number;
  label?: string;
  task?: string;
  paused?: boolean;
}

export interface Observation {
  answer: string;
  intent: string;
  /** Whether timers changed. */
  acted: boolean;
  /** Afterwards, the next one due first. */
  timers: ObservedTimer[];
  /** Those that the request has set. */
  added: ObservedTimer[];
}

/** The parts of the backend that are asked, from the sources or from the build. */
export interface Skills {
  answer(question: Question): Promise<Answer | undefined>;
  createUser(now: () => number): UserRecords;
}

export async function observe(request: SkillRequest, skills: Skills, moment: Moment): Promise<Observation> {
  const nowMs = moment.epochMilliseconds;
  const user = skills.createUser(() => nowMs);
  const { timers } = user;
  const history: ChatMessage[] = [];
  const say = async (sentence: string) => {
    const answer = await skills.answer({
      ...{ sentence, history, user, hasModel: false },
      now: () => new Date(nowMs),
      timeZone: moment.timeZoneId,
    });
    if (!answer) throw new Error(`No answer to "${sentence}".`);
    const text = answer.kind === 'action' ? await answer.run() : answer.text;
    history.push({ role: 'user', content: sentence }, { role: 'assistant', content: text });
    return { text, intent: answer.intent };
  };
  for (const before of request.given ?? []) await say(before);
  const before = timers.list();
  const { text, intent } = await say(request.ask);
  const after = timers.list();
  timers.cancelAll();
  const known = new Set(before.map(({ id }) => id));
  return {
    answer: text,
    intent,
    acted: JSON.stringify(before) !== JSON.stringify(after),
    timers: after.map(seen),
    added: after.filter(({ id }) => !known.has(id)).map(seen),
  };
}

const seen = ({ remainingMs, label, task }: RunningTimer): ObservedTimer => ({
  ...{ seconds: Math.round(remainingMs / 1000), label, task },
});
