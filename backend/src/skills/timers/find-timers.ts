import { list } from '../../language/en/say.js';
import type { RunningTimer, Timer } from '../../user-data/user-records.js';
import type { SkillContext, Slots } from '../engine/intent.js';
import { durationMs } from '../slots/duration.slot.js';
import { nameOfTimer } from './timer-words.js';

export type ReadOnlyTimers = SkillContext['timers'];

/** Finds running timers by label or duration. */
export function timersOf({ label, duration }: Slots, timers: ReadOnlyTimers): RunningTimer[] {
  return timers
    .list()
    .filter(
      (timer) =>
        (label === undefined || isCalled(timer, label)) &&
        (duration === undefined || timer.durationMs === durationMs(duration)),
    );
}

/** Finds a timer by its label, or a reminder by words of its task. */
function isCalled({ label, task }: Timer, name: string): boolean {
  return label === name || ` ${task} `.includes(` ${name} `);
}

/** What to say if there is no such timer. */
export function noSuchTimer({ label }: Slots, timers: ReadOnlyTimers): string {
  const running = timers.list();
  if (running.length === 0) return 'No timer is running.';
  const wanted = label ? `the ${label} timer` : 'that timer';
  const names = list(running.map(nameOfTimer));
  return `I can't find ${wanted}. ${running.length === 1 ? `Only ${names} is running` : `These are running: ${names}`}.`;
}
