import { sleep } from '../../common/clock/sleep.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  providerProblem,
  type ProblemKind,
  type Vendor,
} from '../../provider-kit/errors/provider-problem.js';
import { collect, llmRequest, textOf } from '../../../../testing/contracts/llm/llm-request.js';
import type { LlmEvent, LlmRequest } from '../llm.port.js';
import { blockedAnswer, truncatedAnswer } from './answer-error.js';
import { ResilientLlm } from '../resilient-llm.js';
import { AT_WORK } from './at-work.js';
import { HttpLlm } from './http-llm.js';

const VENDOR: Vendor = { stage: 'llm', provider: 'acme', label: 'Acme' };

/** Fails with an error, before the answer or in the middle of it. */
class FailingLlm extends HttpLlm {
  protected readonly model = 'm';

  constructor(
    private readonly error: unknown,
    private readonly begun: boolean,
  ) {
    super(VENDOR, 'http://127.0.0.1:1');
  }

  async warmUp(): Promise<void> {}

  protected async listModels(): Promise<string[]> {
    return [];
  }

  protected async open(): Promise<AsyncIterable<LlmEvent>> {
    if (!this.begun) throw this.error;
    return this.#answer();
  }

  async *#answer(): AsyncGenerator<LlmEvent, void, undefined> {
    yield { type: 'text', text: 'One.' };
    throw this.error;
  }
}

/** A model on this computer that writes a word a second, in one text. */
class SlowLlm extends HttpLlm {
  protected readonly model = 'qwq';

  constructor(private readonly words: readonly string[]) {
    super({ ...VENDOR, address: '127.0.0.1:1' }, 'http://127.0.0.1:1');
  }

  async warmUp(): Promise<void> {}

  protected async listModels(): Promise<string[]> {
    return [];
  }

  protected async open({ signal }: LlmRequest): Promise<AsyncIterable<LlmEvent>> {
    const { words } = this;
    return (async function* () {
      for (const text of words) {
        await sleep(1_000, signal);
        yield { type: 'text', text };
      }
    })();
  }
}

const socketError = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
const refusal = (error: { status?: number; message: string; error?: object }) =>
  Object.assign(new Error(error.message), error);

describe(HttpLlm.name, () => {
  it.each<[string, unknown, boolean, ProblemKind]>([
    ['a status', refusal({ status: 404, message: '' }), false, 'unknown_model'],
    [
      'a model that is called "voice"',
      refusal({ status: 404, message: 'no voice-7b' }),
      false,
      'unknown_model',
    ],
    ['a limit that the user set', refusal({ status: 429, message: 'spend_limit' }), false, 'no_credit'],
    ['an error in the stream', refusal({ message: 'failed', error: {} }), false, 'vendor_failure'],
    ['too many requests', refusal({ message: 'overloaded', error: {} }), false, 'rate_limited'],
    ['an error in mid-answer', refusal({ message: 'overloaded', error: {} }), true, 'broke_off'],
    ['no connection', new TypeError('fetch failed', { cause: socketError }), false, 'unreachable'],
    ['no answer in time', new DOMException('', 'TimeoutError'), false, 'unreachable'],
    ['a body that is cut off', new TypeError('terminated', { cause: socketError }), false, 'broke_off'],
    ['an end in mid-answer', truncatedAnswer(3), true, 'broke_off'],
    ['an end without an answer', truncatedAnswer(0), false, 'malformed'],
    ['a frame that is no JSON', new SyntaxError(), true, 'malformed'],
    ['an answer that is no stream', new Error('Response body is empty'), false, 'malformed'],
    ['a content filter', blockedAnswer('SAFETY'), false, 'request_refused'],
  ])('explains %s', async (_case, error, begun, kind) => {
    const { status } = error as { status?: number };
    const { message } = providerProblem(VENDOR, kind, { model: 'm', status });
    await expect(collect(new FailingLlm(error, begun).stream(llmRequest('hi')))).rejects.toMatchObject({
      message,
      cause: error,
    });
  });
});

/** Answers with these events. */
class AnsweringLlm extends FailingLlm {
  constructor(private readonly events: readonly LlmEvent[]) {
    super(undefined, false);
  }

  protected override async open(): Promise<AsyncIterable<LlmEvent>> {
    const { events } = this;
    return (async function* () {
      yield* events;
    })();
  }
}

describe('an answer without text', () => {
  const thought: LlmEvent = { type: 'reasoning', text: 'Hm.' };
  const blank: LlmEvent = { type: 'text', text: ' \n' };
  const call: LlmEvent = { type: 'tool_call', call: { id: 'a', name: 'now', arguments: '{}' } };

  it.each<[string, LlmEvent[]]>([
    ['nothing', []],
    ['blank text', [blank, blank]],
    ['text that cannot be seen', [{ type: 'text', text: '\u200b\u00a0\ufeff\u200e\n' }]],
    ['thoughts', [thought, blank]],
    ['thoughts in the text', [{ type: 'text', text: '<think>Hm.</think>' }]],
    ['a limit of tokens', [thought, { type: 'cut_off' }]],
  ])('is an error: %s', async (_what, events) => {
    const answer = new AnsweringLlm(events).stream(llmRequest('hi'));
    await expect(collect(answer)).rejects.toThrow('Acme gave an empty answer');
  });

  it('is none after words that the user has heard', async () => {
    const answer = new AnsweringLlm([thought, blank]).stream(llmRequest('hi', { mayBeEmpty: true }));
    expect(await collect(answer)).toEqual([thought]);
  });

  it('is none with a tool call', async () => {
    expect(await collect(new AnsweringLlm([blank, call]).stream(llmRequest('hi')))).toEqual([call]);
  });
});

describe('a sign that the model is at work', () => {
  it('is passed on, and does not count as reasoning', async () => {
    const events: LlmEvent[] = [AT_WORK, { type: 'text', text: 'A mark like\n</think>\nis text here.' }];
    expect(await collect(new AnsweringLlm(events).stream(llmRequest('hi')))).toEqual(events);
  });
});

describe('a slow model that thinks in its text', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['thoughts', [...Array<string>(60).fill('hmm '), '</think>', 'It is noon.']],
    ['an answer without thoughts', [...Array<string>(60).fill('no '), 'It is noon.']],
  ])('does not count as stalled while it gives %s', async (_what, words) => {
    const answer = textOf(new ResilientLlm([new SlowLlm(words)]).stream(llmRequest('what time is it')));
    answer.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await answer).toMatch(/^(?:no )*It is noon\.$/);
  });
});
