import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { abortable } from '../common/streams/abortable.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { ProviderError } from './errors/provider-error.js';

const { signal } = new AbortController();

async function* broken(): AsyncGenerator<string> {
  throw new ProviderError('llm', 'acme', 'provider_unavailable', 'Acme is down.', { retryable: true });
}

async function* answering(): AsyncGenerator<string> {
  yield 'hello';
}

const failing = (error: ProviderError) =>
  async function* (): AsyncGenerator<string> {
    throw error;
  };

const timedOut = failing(
  new ProviderError('llm', 'acme', 'provider_timeout', 'Acme does not answer.', { retryable: true }),
);
const overloaded = failing(
  new ProviderError('llm', 'acme', 'provider_unavailable', 'Too many requests.', {
    retryable: true,
    overload: true,
  }),
);

async function* silent(): AsyncGenerator<string> {
  await new Promise(() => undefined);
}

const begin = (sut: CircuitBreaker<string>, source = broken) =>
  sut.begin(() => abortable(source(), signal), signal);

/** A breaker whose provider has just failed so often that it is paused. */
async function paused(): Promise<CircuitBreaker<string>> {
  const sut = new CircuitBreaker('acme');
  for (let i = 0; i < 3; i++) await expect(begin(sut)).rejects.toThrow('Acme is down.');
  return sut;
}

describe(CircuitBreaker.name, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says how long a pause takes', async () => {
    const sut = await paused();
    await expect(begin(sut)).rejects.toThrow(/is paused for \d+ seconds? .* Try again after that\.$/);
  });

  it('is not tripped by load: requests that time out while others are answered', async () => {
    const sut = new CircuitBreaker('acme');
    for (let i = 0; i < 5; i++) {
      await begin(sut, answering);
      for (let j = 0; j < 5; j++) await expect(begin(sut, timedOut)).rejects.toThrow('does not answer');
      vi.advanceTimersByTime(5_000);
    }
    expect(sut.isOpen).toBe(false);
  });

  it('is tripped by timeouts of a provider that answers nothing', async () => {
    const sut = new CircuitBreaker('acme');
    await begin(sut, answering);
    vi.advanceTimersByTime(20_000);
    for (let i = 0; i < 3; i++) await expect(begin(sut, timedOut)).rejects.toThrow('does not answer');
    expect(sut.isOpen).toBe(true);
  });

  it('is not tripped by refusals of too many requests', async () => {
    const sut = new CircuitBreaker('acme');
    for (let i = 0; i < 10; i++) await expect(begin(sut, overloaded)).rejects.toThrow('Too many');
    expect(sut.isOpen).toBe(false);
  });

  it('says that the provider is being tried again while one request tests it after the pause', async () => {
    const sut = await paused();
    vi.advanceTimersByTime(60_000);
    void begin(sut, silent);
    await expect(begin(sut)).rejects.toThrow(
      'The language model is being tried again because it failed several times in a row (acme). Try again in a moment.',
    );
  });
});
