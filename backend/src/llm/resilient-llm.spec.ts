import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failedOver, providerFailed } from '../common/telemetry/channels.js';
import { collect as collectFrom } from '../common/telemetry/testing/collect.js';
import { ProviderError } from '../provider-kit/errors/provider-error.js';
import { ScriptedLlm } from '../../../testing/scripted-providers.js';
import type { Llm, LlmEvent } from './llm.port.js';
import { NoModelLlm } from './providers/skills/no-model-llm.js';
import { ResilientLlm } from './resilient-llm.js';
import { collect, llmRequest, textOf } from '../../../testing/contracts/llm/llm-request.js';

const failure = (retryable: boolean, name = 'first') =>
  // A refused key is the failure that another try cannot repair.
  new ProviderError('llm', name, retryable ? 'provider_unavailable' : 'provider_auth', `${name} is down.`, {
    retryable,
  });

/** Fails this many times, then answers. */
function failing(times: number, retryable: boolean, before: LlmEvent[] = []): ScriptedLlm {
  let left = times;
  return new ScriptedLlm(async function* () {
    yield* before;
    if (left-- > 0) throw failure(retryable);
    yield { type: 'text', text: 'from the first' };
  });
}

const second = () =>
  new ScriptedLlm(async function* () {
    yield { type: 'text', text: 'from the second' };
  });

describe(ResilientLlm.name, () => {
  it('tries again after a temporary failure', async () => {
    const first = failing(2, true);
    const warn = vi.fn();
    const sut = new ResilientLlm([first]);
    expect(await textOf(sut.stream(llmRequest('hello', { warn })))).toBe('from the first');
    expect(first.requests).toHaveLength(3);
    expect(warn, 'no warning of a failure that passes').not.toHaveBeenCalled();
  });

  describe('when the vendor asks for a pause', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    /** Refuses once, with that pause, then answers. */
    const limited = (retryAfterMs: number) => {
      let refused = false;
      return new ScriptedLlm(async function* () {
        if (!refused) {
          refused = true;
          throw new ProviderError('llm', 'first', 'provider_unavailable', 'wait', {
            retryable: true,
            retryAfterMs,
          });
        }
        yield { type: 'text', text: 'from the first' };
      });
    };

    it('tries again after that pause, not before', async () => {
      const first = limited(2_000);
      const answer = textOf(new ResilientLlm([first]).stream(llmRequest('hello')));
      await vi.advanceTimersByTimeAsync(1_990);
      expect(first.requests).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(20);
      expect(await answer).toBe('from the first');
    });

    it('does not try again within the answer after a long pause', async () => {
      const first = limited(60_000);
      expect(await textOf(new ResilientLlm([first, second()]).stream(llmRequest('hello')))).toBe(
        'from the second',
      );
      expect(first.requests).toHaveLength(1);
    });
  });

  it('gives up after three tries, with the error', async () => {
    const first = failing(9, true);
    await expect(textOf(new ResilientLlm([first]).stream(llmRequest('hello')))).rejects.toThrow('is down');
    expect(first.requests).toHaveLength(3);
  });

  it('asks once if another try cannot help', async () => {
    const first = failing(9, false);
    await expect(textOf(new ResilientLlm([first]).stream(llmRequest('hello')))).rejects.toThrow('is down');
    expect(first.requests).toHaveLength(1);
  });

  it('lets the fallback answer the same question, with a warning', async () => {
    const fallback = second();
    const warn = vi.fn();
    const sut = new ResilientLlm([failing(9, false, [{ type: 'reasoning', text: 'hm' }]), fallback]);
    const request = llmRequest('hello', { warn });
    expect(await textOf(sut.stream(request))).toBe('from the second');
    expect(fallback.requests[0]!.messages).toEqual(request.messages);
    expect(warn).toHaveBeenCalledOnce();
    expect(warn.mock.calls[0]![0]).toMatchObject({
      message: expect.stringContaining('is used meanwhile') as string,
    });
  });

  it('fails without a fallback after the first words', async () => {
    const fallback = second();
    const sut = new ResilientLlm([failing(9, true, [{ type: 'text', text: 'It is' }]), fallback]);
    await expect(textOf(sut.stream(llmRequest('hello')))).rejects.toThrow('is down');
    expect(fallback.requests).toHaveLength(0);
  });

  it('gives up on a stalled provider', async () => {
    const silent = new ScriptedLlm(async function* (): AsyncGenerator<LlmEvent> {
      await new Promise(() => undefined);
      yield { type: 'text', text: '' };
    });
    const sut = new ResilientLlm([silent, second()], { stallMs: 20 });
    expect(await textOf(sut.stream(llmRequest('hello')))).toBe('from the second');
  });

  it('does not repeat a timeout without a fallback', async () => {
    const silent = new ScriptedLlm(async function* (): AsyncGenerator<LlmEvent> {
      await new Promise(() => undefined);
      yield { type: 'text', text: '' };
    });
    const sut = new ResilientLlm([silent], { stallMs: 20 });
    await expect(textOf(sut.stream(llmRequest('hello')))).rejects.toMatchObject({ code: 'provider_timeout' });
    expect(silent.requests).toHaveLength(1);
  });

  it('pauses a provider that failed three times, and goes to the fallback at once', async () => {
    const first = failing(99, false);
    const sut = new ResilientLlm([first, second()]);
    for (let turn = 0; turn < 5; turn++) {
      expect(await textOf(sut.stream(llmRequest('hello')))).toBe('from the second');
    }
    expect(first.requests).toHaveLength(3);
  });

  it.each([
    [
      'provider_unavailable',
      /^The language model is paused for \d+ seconds? because it failed several times in a row \(first\)\. Try again after that\.$/,
    ],
    ['provider_auth', /^The language model is paused for .* \(first\)\. Its last error: first is down\.$/],
  ] as const)('fails at once while the only provider is paused, after %s', async (code, words) => {
    const first = new ScriptedLlm(async function* (): AsyncGenerator<LlmEvent> {
      throw new ProviderError(
        'llm',
        'first',
        code,
        { subject: 'The language model failed:', reason: 'first is down.' },
        {
          retryable: true,
        },
      );
      yield { type: 'text', text: '' };
    });
    const sut: Llm = new ResilientLlm([first]);
    const ask = () => textOf(sut.stream(llmRequest('hello')));
    await expect(ask()).rejects.toThrow('first is down.');
    // The breaker is open after three tries: the next caller gets its error, and not that of another request.
    await expect(ask()).rejects.toMatchObject({ code, message: expect.stringMatching(words) as string });
    expect(first.requests).toHaveLength(3);
  });

  it('does not count a stall as a success when the user goes on speaking', async () => {
    const hanging = new ScriptedLlm(async function* (): AsyncGenerator<LlmEvent> {
      await new Promise(() => undefined);
      yield { type: 'text', text: '' };
    });
    const sut = new ResilientLlm([hanging, second()], { stallMs: 20 });
    for (let turn = 0; turn < 4; turn++) {
      const abort = new AbortController();
      const speculation = textOf(sut.stream(llmRequest('hel', { signal: abort.signal })));
      abort.abort();
      await speculation;
      await textOf(sut.stream(llmRequest('hello')));
    }
    const real = hanging.requests.filter(({ messages }) => messages[0]!.content === 'hello');
    expect(real).toHaveLength(3);
  });

  it('is not paused by requests that it refuses', async () => {
    const picky = new ScriptedLlm(async function* ({ messages }) {
      if (messages[0]!.content === 'nonsense')
        throw new ProviderError('llm', 'first', 'provider_unavailable', 'No such thing.');
      yield { type: 'text', text: 'fine' };
    });
    const sut = new ResilientLlm([picky]);
    for (let turn = 0; turn < 4; turn++)
      await expect(textOf(sut.stream(llmRequest('nonsense')))).rejects.toThrow('No such thing.');
    expect(await textOf(sut.stream(llmRequest('hello')))).toBe('fine');
  });

  it('passes on NoModel from a fallback, with a warning about the first provider', async () => {
    const warn = vi.fn();
    const none = new NoModelLlm();
    const sut = new ResilientLlm([failing(9, false), none]);
    expect(await collect(sut.stream(llmRequest('hello', { warn })))).toEqual([{ type: 'no_model' }]);
    expect(warn).toHaveBeenCalledOnce();
    expect(sut.mayHaveNoModel).toBe(true);
    expect(new ResilientLlm([second()]).mayHaveNoModel).toBe(false);
    expect(sut.neverHasModel).toBe(false);
    expect(new ResilientLlm([none, second()]).neverHasModel).toBe(true);
  });

  it('ends quietly on abort, without another try', async () => {
    const abort = new AbortController();
    const first = new ScriptedLlm(async function* (): AsyncGenerator<LlmEvent> {
      abort.abort();
      throw failure(true);
      yield { type: 'text', text: '' };
    });
    expect(
      await textOf(new ResilientLlm([first]).stream(llmRequest('hello', { signal: abort.signal }))),
    ).toBe('');
    expect(first.requests).toHaveLength(1);
  });

  it('tells of each failure and of the fallback, and which provider answered', async () => {
    using failures = collectFrom(providerFailed);
    using fallbacks = collectFrom(failedOver);
    const first = failing(1, false, [{ type: 'reasoning', text: 'Hm.' }]);
    const answering = Object.defineProperty(second(), 'modelName', { value: 'small-1' });
    const answeredBy = vi.fn();
    const sut = new ResilientLlm([first, answering]);
    await collect(sut.stream(llmRequest('hello', { answeredBy })));
    expect(answeredBy).toHaveBeenCalledExactlyOnceWith({ name: 'scripted', model: 'small-1' });
    expect(failures.messages).toEqual([{ stage: 'llm', provider: 'scripted', code: 'provider_auth' }]);
    expect(fallbacks.messages).toEqual([{ stage: 'llm', from: 'scripted', to: 'scripted' }]);
  });
});
