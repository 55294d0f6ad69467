/** Does the tasks in a process of its own, and prints each outcome as a line of JSON. */
import { setTimeout as delay } from 'node:timers/promises';
import { TASKS } from '../../e2e/harness/tasks/tasks.ts';
import { TaskWorld, type TaskOutcome } from '../../e2e/harness/tasks/task-world.ts';
import { directClicks } from './direct-clicks.ts';
import { measureSpokenStops, measureStops, type Stops } from './stops.ts';

/** One task, done once. */
export interface DoneTask extends TaskOutcome {
  kind: string;
  name: string;
  run: number;
}

export interface Job {
  runs: number;
  /** Only the tasks with this in their kind or name. */
  only?: string;
}

/** Milliseconds of clicks through Playwright, in the same browser. */
export interface Baseline {
  directMs: number[];
}

export interface MeasuredStops {
  byHand: Stops;
  spoken: Stops;
}

/** What is still spoken of the last answer would cost the next task time. */
const BETWEEN_MS = 300;

const { runs, only = '' } = JSON.parse(process.argv[2] ?? '{"runs":1}') as Job;
const tasks = TASKS.filter(({ kind, name }) => `${kind}: ${name}`.includes(only));
const print = (line: DoneTask | Baseline | MeasuredStops) => console.log(JSON.stringify(line));

for (let run = 1; run <= runs && tasks.length > 0; run++) {
  // A new session each time: the history of one is that of its tasks alone.
  const world = await TaskWorld.start();
  try {
    for (const task of tasks) {
      const { kind, name } = task;
      print({ kind, name, run, ...(await world.run(task)) });
      await delay(BETWEEN_MS);
    }
    print({ directMs: await directClicks(world.call.browser.context) });
  } finally {
    await world.end();
  }
}
if (only === '' || only === 'stops')
  print({ byHand: await measureStops(), spoken: await measureSpokenStops() });
process.exit(0);
