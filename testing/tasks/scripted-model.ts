/**
 * A language model that follows a script. It knows only what each request shows: a control that no snapshot of the turn has,
 * or a call that had another outcome than the script says, ends the task.
 */
import type { EmulatedEvent, LlmEmulatorRequest } from '../emulators/llm/llm-emulator.ts';
import { Seen, type Message, type ToolOutcome } from './seen.ts';
import { stepIn, type Expected, type ScriptedStep } from './task-script.ts';

/** One request with its calls, from the model's side of the wire. */
export interface StepTiming {
  calls: readonly string[];
  tools: readonly string[];
  /** From the end of the answer with the calls to the next request, in milliseconds. */
  tookMs: number;
  /** The user was asked meanwhile. */
  asked: boolean;
}

export interface ScriptedTurn {
  /** A call is sent about which the user will be asked. */
  onQuestion?(answer: 'yes' | 'no', call: string): void;
}

interface Sent {
  step: ScriptedStep;
  ids: readonly string[];
  atMs: number;
}

const WAITING: ReadonlySet<Expected> = new Set(['yes', 'no']);

export class ScriptedModel {
  /** Those of the turn, the oldest first. */
  timings: StepTiming[] = [];
  /** Characters of the last request: the messages, and the tools. */
  lastChars = 0;
  #steps: ScriptedStep[] = [];
  #at = 0;
  #sent: Sent | undefined;
  #ids = 0;
  #turn: ScriptedTurn = {};
  #end = Promise.withResolvers<string>();
  readonly #now: () => number;

  /** @param now in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * The user is about to say something, for which this is the script. @returns the answer, once it was sent
   * @throws Error that says why the script could not go on
   */
  begin(script: readonly string[], turn: ScriptedTurn = {}): Promise<string> {
    this.#steps = script.map(stepIn);
    this.#turn = turn;
    this.#at = 0;
    this.#sent = undefined;
    this.timings = [];
    this.#end = Promise.withResolvers();
    return this.#end.promise;
  }

  readonly answer = (_said: string, { body }: LlmEmulatorRequest): EmulatedEvent[] => {
    const cameAtMs = this.#now();
    this.lastChars = JSON.stringify(body).length;
    try {
      const seen = new Seen(body['messages'] as Message[]);
      if (this.#sent) this.#judge(this.#sent, seen, cameAtMs);
      const step = this.#steps[this.#at++];
      if (!step) throw new Error('The script is over, and the model was asked again.');
      return this.#take(step, seen);
    } catch (error) {
      this.#end.reject(error);
      return [{ type: 'text', text: 'I am lost.' }];
    }
  };

  #take(step: ScriptedStep, seen: Seen): EmulatedEvent[] {
    for (const text of step.knows) seen.mustKnow(text);
    if (step.answer !== undefined) {
      this.#end.resolve(step.answer);
      return [{ type: 'text', text: step.answer }];
    }
    const calls = step.calls.map((call) => ({
      id: `call_${++this.#ids}`,
      name: call.tool,
      arguments: JSON.stringify(call.args(seen)),
    }));
    for (const { expected, text } of step.calls)
      if (expected === 'yes' || expected === 'no') this.#turn.onQuestion?.(expected, text);
    this.#sent = { step, ids: calls.map(({ id }) => id), atMs: this.#now() };
    const said: EmulatedEvent[] = step.says === '' ? [] : [{ type: 'text', text: step.says }];
    return [...said, ...calls.map((call) => ({ type: 'tool_call', call }) as const)];
  }

  /** @throws Error if a call of the step had another outcome than the script says */
  #judge({ step, ids, atMs }: Sent, seen: Seen, cameAtMs: number): void {
    this.timings.push({
      calls: step.calls.map(({ text }) => text),
      tools: step.calls.map(({ tool }) => tool),
      tookMs: cameAtMs - atMs,
      asked: step.calls.some(({ expected }) => WAITING.has(expected)),
    });
    for (const [index, { text, expected }] of step.calls.entries()) {
      const result = seen.resultOf(ids[index]!);
      if (!result) throw new Error(`The request has no result of: ${text}`);
      if (result.outcome && !fits(result.outcome, expected))
        throw new Error(`Not as in the script: ${text}: ${result.text}`);
    }
  }
}

function fits({ ok, denied }: ToolOutcome, expected: Expected): boolean {
  return expected === 'no' || expected === 'refused' ? denied === true : ok === true;
}
