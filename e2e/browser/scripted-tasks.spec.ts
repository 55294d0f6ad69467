/** Some of the tasks that `npm run bench -- tasks` does, the most different ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TASKS, TEN_STEPS } from '../harness/tasks/tasks.ts';
import { TaskWorld } from '../harness/tasks/task-world.ts';

/** Of a request, tools included; a token has about four characters. */
const MAX_TOKENS = 12_000;

const SOME = [
  'one that opens on hover',
  'songs put in order',
  'prices compared in two tabs',
  'a password that only the user types',
  'suggestions that load late',
  'a purchase, after a question',
  'a form in a frame of another site',
];

describe('a model that follows a script', () => {
  let world: TaskWorld;
  beforeAll(async () => {
    world = await TaskWorld.start();
  });
  afterAll(() => world.end());

  it('fills in ten steps, and its last request is short', async () => {
    const { problem, steps, lastChars } = await world.run(TEN_STEPS);
    expect(problem).toBeUndefined();
    expect(steps.length).toBeGreaterThanOrEqual(10);
    expect(lastChars / 4).toBeLessThan(MAX_TOKENS);
  });

  it.each(SOME)('gets its task done: %s', async (name) => {
    const task = TASKS.find((each) => each.name === name)!;
    expect(await world.run(task)).toMatchObject({ problem: undefined });
  });
});
