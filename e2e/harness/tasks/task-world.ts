/** The extension in a browser, a backend, and a model that follows scripts, on the project's own pages. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page, Route } from 'playwright-core';
import type { OpenAiLlmEmulator } from '../../../testing/emulators/llm/openai-llm.ts';
import { ScriptedModel, type StepTiming } from '../../../testing/tasks/scripted-model.ts';
import type { Call } from '../call.ts';
import { until } from '../cdp.ts';
import { prepareModelCall } from '../emulated/model-call.ts';
import type { Task, TaskTurn } from './task.ts';

/** Large enough by its name to get all tools. */
const MODEL = 'scripted-70b';

/** Of a turn, and of what an open page still has to do after the last step. */
const TURN_MS = 40_000;
const END_MS = 2_000;

/** How often it is looked whether the user is asked something unexpected: seldom, because each look costs the browser time. */
const LOOK_MS = 2_000;

const OWN_SITES = /^https:\/\/[\w-]+\.example\//;

export interface TaskOutcome {
  /** Why the task was not done; undefined if it was. */
  problem: string | undefined;
  /** Of all turns. */
  steps: readonly StepTiming[];
  /** Characters of the last request to the model, tools included. */
  lastChars: number;
}

export class TaskWorld {
  readonly model: ScriptedModel;
  readonly call: Call;
  readonly #emulator: OpenAiLlmEmulator;
  #task: Task | undefined;

  private constructor(model: ScriptedModel, emulator: OpenAiLlmEmulator, call: Call) {
    this.model = model;
    this.#emulator = emulator;
    this.call = call;
  }

  static async start(): Promise<TaskWorld> {
    const model = new ScriptedModel();
    const { emulator, call } = await prepareModelCall(MODEL, model.answer);
    const world = new TaskWorld(model, emulator, call);
    await call.browser.context.route(OWN_SITES, (route) => world.#serve(route));
    return world;
  }

  async end(): Promise<void> {
    await this.call.end();
    await this.#emulator[Symbol.asyncDispose]();
  }

  /** Opens the task's pages, has the user say what they want, and looks what came of it. */
  async run(task: Task): Promise<TaskOutcome> {
    const steps: StepTiming[] = [];
    try {
      const page = await this.#open(task);
      for (const turn of task.turns) {
        await turn.byHand?.(page);
        await this.#take(turn).finally(() => steps.push(...this.model.timings));
      }
      await this.#judge(task);
      return { problem: undefined, steps, lastChars: this.model.lastChars };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return { problem, steps, lastChars: this.model.lastChars };
    }
  }

  async #serve(route: Route): Promise<void> {
    const request = route.request();
    const url = new URL(request.url());
    const served = this.#task?.pages[url.href] ?? this.#task?.pages[url.origin + url.pathname];
    const post = new URLSearchParams(request.postData() ?? '');
    const body = typeof served === 'function' ? served({ url, post }) : served;
    await route.fulfill({
      status: body === undefined ? 404 : 200,
      contentType: 'text/html; charset=utf-8',
      body: body ?? '<title>Nothing here</title>',
    });
  }

  /** @returns the page in front, once the extension knows that it is */
  async #open(task: Task): Promise<Page> {
    const [first, ...more] = task.open ?? Object.keys(task.pages).slice(0, 1);
    const url = first!;
    this.#task = task;
    const { context } = this.call.browser;
    const [front = await context.newPage(), ...others] = context
      .pages()
      .filter((page) => /^(?:https?|about):/.test(page.url()));
    for (const page of others) await page.close();
    for (const each of more) await (await context.newPage()).goto(each);
    await front.goto(url);
    await front.bringToFront();
    await this.call.session.waitForState(
      'the page',
      ({ page }) => page?.url === url && page.access === 'all',
    );
    return front;
  }

  async #take({ says, script }: TaskTurn): Promise<void> {
    const { session, panel } = this.call;
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => undefined);
    let questions: Promise<void> = Promise.resolve();
    let isAsking = false;
    const onQuestion = (answer: 'yes' | 'no', about: string) => {
      isAsking = true;
      questions = questions.then(() => this.#answer(answer, about)).catch(failed.reject);
      void questions.then(() => (isAsking = false));
    };
    const ended = new AbortController();
    const answered = this.model.begin(script, { onQuestion });
    answered.catch(() => undefined);
    await panel.type(says);
    const unasked = this.#watchQuestions(() => isAsking, ended.signal);
    unasked.catch(() => undefined);
    try {
      const answer = await Promise.race([answered, unasked, failed.promise]);
      await Promise.race([failed.promise, questions]);
      await session.waitForState('the answer', ({ turns }) => {
        const said = turns.at(-1)?.assistant;
        return `${said?.text ?? ''}${said?.unheard ?? ''}`.includes(answer);
      });
    } finally {
      ended.abort();
    }
  }

  /**
   * Waits for the question about the call, and presses the button.
   * @throws Error if the user is asked about something else, or not at all
   */
  async #answer(answer: 'yes' | 'no', call: string): Promise<void> {
    const { acts } = await this.call.session.waitForState(
      `a question about: ${call}`,
      (state) => state.acts.some((act) => act.state === 'asking'),
      TURN_MS / 4,
    );
    const { id, question } = acts.find(({ state }) => state === 'asking')!;
    const [, name = ''] = /"([^"]*)"/.exec(call) ?? [];
    const isExpected = question?.includes(name) ?? false;
    await this.#press(isExpected ? answer : 'no', id);
    if (!isExpected) throw new Error(`The user should be asked about ${call}, and was asked: ${question}`);
  }

  /** Presses the button until it counts: a press too soon after the question appears does not. */
  async #press(answer: 'yes' | 'no', actId: string): Promise<void> {
    const { session, panel } = this.call;
    const button = `[data-testid=approval-${answer}]:not([aria-disabled=true])`;
    await until('the answer to be taken', async () => {
      await panel.page.evaluate(`document.querySelector(${JSON.stringify(button)})?.click()`);
      return (await session.state()).acts.some(({ id, state }) => id === actId && state !== 'asking');
    });
  }

  /** @throws Error with a question that the script does not expect, or if the turn does not end */
  async #watchQuestions(isAsking: () => boolean, signal: AbortSignal): Promise<never> {
    const deadlineMs = Date.now() + TURN_MS;
    for (;;) {
      await delay(LOOK_MS, undefined, { signal });
      const { acts } = await this.call.session.state();
      const asked = acts.find(({ state }) => state === 'asking');
      if (asked && !isAsking()) {
        await this.#press('no', asked.id);
        throw new Error(`The user was asked, which the script does not expect: ${asked.question}`);
      }
      if (Date.now() > deadlineMs)
        throw new Error(`The turn did not end. The last acts: ${JSON.stringify(acts.slice(-3))}`);
    }
  }

  /** @throws Error if the page is not as it should be */
  async #judge({ end, open, pages }: Task): Promise<void> {
    const address = end.in ?? open?.[0] ?? Object.keys(pages)[0]!;
    let value: unknown;
    await until(
      'the end',
      async () => {
        const frames = this.call.browser.context.pages().flatMap((each) => each.frames());
        const frame = frames.find((each) => each.url().startsWith(address));
        value = frame ? await frame.evaluate(end.read) : 'no such page';
        return JSON.stringify(value) === JSON.stringify(end.is);
      },
      END_MS,
    ).catch(() => {
      throw new Error(`In the end it is ${JSON.stringify(value)}, not ${JSON.stringify(end.is)}`);
    });
  }
}
