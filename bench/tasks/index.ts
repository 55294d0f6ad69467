/**
 * A model that follows scripts does the tasks of the project's own pages, with the real extension, backend and browser. The
 * overhead of a step is the time from the end of the model's answer with its calls to the model's next request: all that Earshot
 * and the page do in between, with the wait until the page has reacted (60 ms of quiet at least; 400 ms where nothing happens).
 * Steps in which the user is asked are left out, because they last as long as the user takes.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { KINDS } from '../../e2e/harness/tasks/task.ts';
import { TASKS, TEN_STEPS } from '../../e2e/harness/tasks/tasks.ts';
import { ensureSystemPackages } from '../../scripts/system-packages.ts';
import type { StepTiming } from '../../testing/tasks/scripted-model.ts';
import { median, percentile } from '../lib/stats.ts';
import { atLeast, atMost, type Row } from '../lib/table.ts';
import type { Baseline, DoneTask, Job, MeasuredStops } from './child.ts';
import type { Stops } from './stops.ts';

const GOAL_MS = 250;
/** Of a stop. */
const GOAL_STOP_MS = 200;
const GOAL_TOKENS = 12_000;
const CHARS_PER_TOKEN = 4;

/** They change nothing, so no page has to react. */
const LOOKS = new Set(['page_snapshot', 'read_article', 'list_tabs', 'find_in_page', 'read_selection']);
/** How long they last is what the script asks for. */
const WAITS = new Set(['wait_for']);

/** @throws Error if there is no browser */
export async function benchTasks(job: Job): Promise<Row[]> {
  if (!ensureSystemPackages(['browser', 'speech']))
    throw new Error('There is no browser to measure in, or no recogniser for spoken stops.');
  const { done, directMs, stops } = await doTasks(job);
  return [...(done.length > 0 ? taskRows(done, directMs) : []), ...(stops ? stopRows(stops) : [])];
}

function taskRows(done: readonly DoneTask[], directMs: readonly number[]): Row[] {
  const isDone = (task: DoneTask) => task.problem === undefined;
  printKinds(done);
  for (const { kind, name, problem } of done.filter((task) => !isDone(task)))
    console.log(`Not done: ${kind}: ${name}: ${problem}`);

  const steps = done
    .filter(isDone)
    .flatMap((task) => task.steps)
    .filter(({ asked }) => !asked);
  const looks = steps.filter(({ tools }) => tools.every((tool) => LOOKS.has(tool)));
  const acts = steps.filter(
    ({ tools }) => tools.length === 1 && !LOOKS.has(tools[0]!) && !WAITS.has(tools[0]!),
  );
  const runs = done.filter(({ name }) => name === TEN_STEPS.name);
  const tokens = Math.max(...runs.map(({ lastChars }) => lastChars / CHARS_PER_TOKEN));
  const direct = median(directMs);
  console.log(
    `\nThe same machine clicks through Playwright, until the page shows it, in ${direct.toFixed(0)} ms (median of ` +
      `${directMs.length}); a step with a single act takes ${(median(times(acts)) / direct).toFixed(1)} times as long.`,
  );
  return [
    atLeast('tasks done', done.filter(isDone).length, done.length, done.length),
    atMost(
      `overhead of a step, median of ${steps.length} (p90 ${Math.round(percentile(times(steps), 0.9))} ms)`,
      median(times(steps)),
      GOAL_MS,
    ),
    atMost(`the same, of steps that only look, median of ${looks.length}`, median(times(looks)), GOAL_MS),
    atMost(`the same, of steps with one act, median of ${acts.length}`, median(times(acts)), GOAL_MS),
    ...(runs.length > 0
      ? [atMost('last request of the ten-step task, tools included', tokens, GOAL_TOKENS, 'tokens')]
      : []),
  ];
}

/** A word that is recognised late has no bound, so of spoken stops the median counts. */
function stopRows({ byHand, spoken }: MeasuredStops): Row[] {
  const rows = (
    start: string,
    { model, call, clicks }: Stops,
    row: (what: string, times: number[]) => Row,
  ) => [
    row(`from ${start} to the end of the model's request`, model),
    row(`from ${start} to the end of a call that waits`, call),
    row(`from ${start} to the last click of a step with 16`, clicks),
  ];
  const longest = (what: string, times: number[]) =>
    atMost(
      `${what}, longest of ${times.length} (median ${Math.round(median(times))} ms)`,
      Math.max(...times),
      GOAL_STOP_MS,
    );
  const middle = (what: string, times: number[]) =>
    atMost(
      `${what}, median of ${times.length} (longest ${Math.round(Math.max(...times))} ms)`,
      median(times),
      GOAL_STOP_MS,
    );
  return [...rows('Stop', byHand, longest), ...rows('the end of a spoken "stop"', spoken, middle)];
}

const times = (steps: readonly StepTiming[]): number[] => steps.map(({ tookMs }) => tookMs);

/** Runs them in a process of its own, which can load the emulators. */
async function doTasks(
  job: Job,
): Promise<{ done: DoneTask[]; directMs: number[]; stops: MeasuredStops | undefined }> {
  const at = (path: string) => new URL(path, import.meta.url);
  const flags = ['--experimental-transform-types', '--no-warnings', '--conditions=source'];
  const hooks = `--import=${at('../lib/sources.ts').href}`;
  const args = [...flags, hooks, fileURLToPath(at('child.ts')), JSON.stringify(job)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const done: DoneTask[] = [];
  const directMs: number[] = [];
  let stops: MeasuredStops | undefined;
  for await (const line of createInterface(child.stdout)) {
    const news = JSON.parse(line) as DoneTask | Baseline | MeasuredStops;
    if ('directMs' in news) directMs.push(...news.directMs);
    else if ('byHand' in news) stops = news;
    else done.push(news);
  }
  if (done.length < TASKS.length && job.only === undefined)
    throw new Error('The tasks were not done to the end.');
  return { done, directMs, stops };
}

function printKinds(done: readonly DoneTask[]): void {
  console.log('\n| kind | tasks done | steps | median per step | p90 |\n|---|---|---|---|---|');
  for (const kind of KINDS) {
    const own = done.filter((task) => task.kind === kind);
    if (own.length === 0) continue;
    const steps = own.flatMap((task) => task.steps);
    const took = times(steps.filter(({ asked }) => !asked));
    const right = own.filter(({ problem }) => problem === undefined).length;
    const [mid, high] = [median(took), percentile(took, 0.9)].map(Math.round);
    console.log(`| ${kind} | ${right} of ${own.length} | ${steps.length} | ${mid} ms | ${high} ms |`);
  }
}
