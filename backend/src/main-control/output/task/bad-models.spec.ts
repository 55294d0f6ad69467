import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LlmContext, LlmEvent, LlmRequest } from '../../../llm/llm.port.js';
import { ResilientLlm } from '../../../llm/resilient-llm.js';
import { NO_TOOLS } from '../../../tools/tools.port.js';
import { ScriptedLlm } from '../../../../../testing/scripted-providers.js';
import { answerWithTools, type ToolLoop } from '../tool-loop.js';
import { Fence } from './fence.js';
import { SAID_WHEN_STUCK } from './stuck.js';
import { withinSilence } from './within-silence.js';

const TOOLS = ['click', 'page_snapshot', 'scroll'].map((name) => ({ name, description: '', parameters: {} }));

let count = 0;
const call = (name: string, args: string): LlmEvent => ({
  type: 'tool_call',
  call: { id: `c${++count}`, name, arguments: args },
});

/** A task of a model that does this in each of its steps. */
function task(script: (request: LlmRequest, step: number) => AsyncIterable<LlmEvent> | Iterable<LlmEvent>) {
  let step = 0;
  const ended = vi.fn();
  const model = new ScriptedLlm(async function* (request) {
    try {
      yield* script(request, step++);
    } finally {
      ended();
    }
  });
  const run = vi.fn(async () => '{"ok":true,"changed":"nothing"}');
  const stop = new AbortController();
  const loop: ToolLoop = {
    llm: new ResilientLlm([model]),
    tools: { ...NO_TOOLS, list: () => TOOLS, run },
    fence: new Fence(),
    turnId: 1,
    messages: [{ role: 'user', content: 'Do it.' }],
    context: {} as LlmContext,
    signal: stop.signal,
    confirmed: Promise.resolve(),
  };
  const outcome = (async () => {
    let text = '';
    try {
      for await (const event of answerWithTools(loop)) if (event.type === 'text') text += event.text;
    } catch (error) {
      return { text, error: (error as Error).message };
    }
    return { text, error: undefined };
  })();
  return { outcome, run, model, ended, stop };
}

const asked = ({ requests }: ScriptedLlm) => requests.length;
const lastMessage = ({ requests }: ScriptedLlm) => requests.at(-1)!.messages.at(-1)!.content;

describe('a task of a model', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('that does the same again and again is told so, and ends early', async () => {
    const { outcome, run, model } = task(() => [call('click', '{"ref":"e1"}')]);
    expect((await outcome).error).toBe(SAID_WHEN_STUCK.repeats);
    expect(run).toHaveBeenCalledTimes(5);
    expect(lastMessage(model)).toMatch(/^-----\w+-----\n.*\n-----\w+-----\nThis call has given this result/);
  });

  it('that goes round in a circle ends early', async () => {
    const { outcome, run } = task((_, step) => [call(['click', 'scroll'][step % 2]!, '{}')]);
    expect((await outcome).error).toBe(SAID_WHEN_STUCK.repeats);
    expect(run).toHaveBeenCalledTimes(6);
  });

  it('that scrolls on for ten steps is not stuck', async () => {
    const { outcome, run } = task((_, step) =>
      step < 10 ? [call('scroll', '{}')] : [{ type: 'text', text: 'Done.' }],
    );
    run.mockImplementation(async () => '{"ok":true,"changed":"scrolled down"}');
    expect(await outcome).toEqual({ text: 'Done.', error: undefined });
  });

  it.each([true, false])(
    'that looks after each act is stuck only if nothing changes (%s)',
    async (changes) => {
      const { outcome, run } = task((_, step) =>
        step < 10
          ? [call('click', '{"ref":"e1"}'), call('page_snapshot', '{}')]
          : [{ type: 'text', text: 'Done.' }],
      );
      const page = () => (changes ? run.mock.calls.length : 0);
      run.mockImplementation(async () => JSON.stringify({ ok: true, snapshot: `page ${page()}` }));
      const error = changes ? undefined : SAID_WHEN_STUCK.repeats;
      expect(await outcome).toEqual({ text: changes ? 'Done.' : '', error });
    },
  );

  it('that calls for ever ends after twelve steps', async () => {
    const { outcome, run } = task((_, step) => [call('click', `{"ref":"e${step}"}`)]);
    expect((await outcome).error).toBe(SAID_WHEN_STUCK.steps);
    expect(run).toHaveBeenCalledTimes(12);
  });

  it.each([
    ['tools that do not exist', (n: number) => call(`tool_${n}`, '{}')],
    ['arguments that are no JSON', (n: number) => call('click', `{"ref":${n}`)],
    ['endless arguments', (n: number) => call('click', JSON.stringify({ text: `${n}`.repeat(200_000) }))],
  ])('that calls with %s ends after three steps', async (_, garbage) => {
    const { outcome, model } = task((_request, step) => [garbage(step)]);
    expect((await outcome).error).toBe(SAID_WHEN_STUCK.unusable);
    expect(asked(model)).toBe(3);
    expect(JSON.stringify(model.requests.at(-1)!.messages).length, 'a short request').toBeLessThan(10_000);
  });

  it('that calls without end in one step has sixteen run, and its request ends', async () => {
    const { outcome, run, ended } = task(function* (_, step) {
      if (step > 0) return yield { type: 'text', text: 'Done.' };
      for (;;) yield call('scroll', `{"pages":${++count}}`);
    });
    expect(await outcome).toEqual({ text: 'Done.', error: undefined });
    expect(run).toHaveBeenCalledTimes(16);
    expect(ended).toHaveBeenCalledTimes(2);
  });

  const everySecond = (event: LlmEvent) =>
    async function* (): AsyncGenerator<LlmEvent> {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        yield event;
      }
    };

  it.each<[string, LlmEvent]>([
    ['thoughts', { type: 'reasoning', text: 'Hmm.' }],
    ['pieces of a call', { type: 'reasoning', text: '' }],
    ['blanks', { type: 'text', text: ' \n' }],
  ])('that sends only %s ends after a minute', async (_, event) => {
    const { outcome, ended, model } = task(everySecond(event));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await outcome).error).toBe(SAID_WHEN_STUCK.silent);
    expect(model.requests[0]!.signal.aborted, 'the request ends').toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ended).toHaveBeenCalledOnce();
    expect(vi.getTimerCount(), 'nothing runs').toBe(0);
  });

  it('has as much time as its reader takes', async () => {
    const { signal } = new AbortController();
    const answer = withinSilence(
      everySecond({ type: 'reasoning', text: 'Hmm.' }),
      signal,
      5_000,
      () => new Error(),
    );
    const next = async () => {
      const event = answer.next();
      await vi.advanceTimersByTimeAsync(1_000);
      return (await event).value;
    };
    for (let n = 0; n < 3; n++) {
      expect(await next()).toEqual({ type: 'reasoning', text: 'Hmm.' });
      await vi.advanceTimersByTimeAsync(60_000);
    }
    await answer.return();
  });

  it('that sends words all the time goes on', async () => {
    const { outcome, stop } = task(everySecond({ type: 'text', text: 'word ' }));
    await vi.advanceTimersByTimeAsync(120_000);
    stop.abort();
    expect((await outcome).text.split(' ').length).toBeGreaterThan(100);
  });

  it('that sends nothing ends by the guard of the stage', async () => {
    // The first try begins, so that it is not repeated.
    const { outcome, model } = task(async function* (_, step) {
      if (step === 0) return yield call('click', '{}');
      await new Promise(() => undefined);
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await outcome).error).toMatch(/did not answer for 10 seconds/);
    expect(model.requests.at(-1)!.signal.aborted).toBe(true);
  });

  it.each<[string, (step: number) => AsyncIterable<LlmEvent> | Iterable<LlmEvent>]>([
    ['in its first request', everySecond({ type: 'reasoning', text: 'Hmm.' })],
    [
      'in a later one',
      (step) => (step === 0 ? [call('click', '{}')] : everySecond({ type: 'reasoning', text: '' })()),
    ],
  ])('stops within 200 ms %s', async (_, script) => {
    const { outcome, stop, model } = task((_request, step) => script(step));
    await vi.advanceTimersByTimeAsync(5_500);
    const settled = vi.fn();
    void outcome.then(settled);
    stop.abort();
    await vi.advanceTimersByTimeAsync(200);
    expect(settled).toHaveBeenCalledExactlyOnceWith({ text: '', error: undefined });
    expect(model.requests.at(-1)!.signal.aborted).toBe(true);
  });
});
