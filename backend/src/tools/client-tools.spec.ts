import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DataMessage, ErrorMessage, ServerCommand, ToolDescription } from '#protocol';
import { toolCalled, type ToolOutcome } from '../common/telemetry/channels.js';
import { collect } from '../common/telemetry/testing/collect.js';
import { ClientTools } from './client-tools.js';
import { ToldTexts } from './told-elsewhere.js';

const WEATHER: ToolDescription = {
  name: 'weather',
  description: 'The weather of a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
  policy: 'confirm',
};

describe(ClientTools.name, () => {
  let sent: (ServerCommand | DataMessage | ErrorMessage)[];
  let forgotten: string[];
  let told: ToldTexts;
  let sut: ClientTools;
  const never = new AbortController().signal;
  const call = (args = '{"city":"Oslo"}', name = 'weather') => ({ id: 'model-1', name, arguments: args });
  const calls = () =>
    sent.flatMap((message) => (message.type === 'cmd' && message.name === 'tool_call' ? [message.data] : []));
  const run = (signal = never) => sut.run(call(), 3, signal);

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    forgotten = [];
    told = new ToldTexts();
    sut = new ClientTools({
      send: (message) => sent.push(message),
      forget: (message) => forgotten.push(message.name),
      user: { ask: () => undefined, answer: () => undefined, over: () => undefined },
      showsQuestions: () => false,
      told,
    });
    sut.register([WEATHER]);
  });
  afterEach(() => vi.useRealTimers());

  it('sends the list of tools after each change, and gives it to the model', () => {
    expect(sent).toEqual([{ type: 'cmd', name: 'tool_register', data: { tools: [WEATHER] } }]);
    const { name, description, parameters } = WEATHER;
    expect(sut.list()).toEqual([{ name, description, parameters }]);
    sut.register([]);
    expect(sent.at(-1)).toMatchObject({ data: { tools: [] } });
    expect(sut.list()).toEqual([]);
  });

  it('tells the client once what other tools have told the model, the newest of it, and not with the call of a program', () => {
    for (const text of ['a'.repeat(15_000), 'b', 'c'.repeat(30_000)]) told.add(2, text);
    void sut.call('weather', {}, -1, never);
    void run();
    void run();
    const texts = calls().map(({ told_elsewhere: each }) => each);
    expect(texts).toEqual([undefined, [{ turn_id: 2, text: 'c'.repeat(20_000) }], undefined]);
  });

  it('runs a call on the client, and returns the result', async () => {
    const result = run();
    const [asked] = calls();
    expect(asked).toEqual({
      call_id: expect.any(String),
      turn_id: 3,
      name: 'weather',
      arguments: { city: 'Oslo' },
      policy: 'confirm',
    });
    expect(sut.result(asked!.call_id, { sky: 'clear' })).toBe(true);
    expect(await result).toBe('{"sky":"clear"}');
    expect(forgotten).toEqual(['tool_call']);
    expect(sut.result(asked!.call_id, 'again'), 'a call settles once').toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each<[unknown, string | undefined, string]>([
    [undefined, undefined, 'null'],
    ['text', undefined, '"text"'],
    [undefined, 'The user said no.', '{"error":"The user said no."}'],
  ])('makes of the result %j and the error %j: %s', async (value, error, told) => {
    const result = run();
    sut.result(calls()[0]!.call_id, value, error);
    expect(await result).toBe(told);
  });

  it.each<[ToolOutcome, (id: string, turn: AbortController) => void]>([
    ['completed', (id) => sut.result(id, 'clear')],
    ['failed', (id) => sut.result(id, undefined, 'The user said no.')],
    ['failed', (id) => sut.result(id, { ok: false, error: 'Covered.' })],
    ['timed_out', () => vi.advanceTimersByTime(30_000)],
    [
      'cancelled',
      (id, turn) => {
        turn.abort();
        sut.result(id, 'late');
      },
    ],
  ])('tells once that a call has %s', async (outcome, settle) => {
    using told = collect(toolCalled);
    const turn = new AbortController();
    const result = run(turn.signal);
    settle(calls()[0]!.call_id, turn);
    await result;
    expect(told.messages).toEqual([{ outcome }]);
  });

  it('tells of calls that it refuses', async () => {
    using told = collect(toolCalled);
    await sut.run(call('[1]'), 3, never);
    await sut.run(call('{}', 'unknown'), 3, never);
    expect(told.messages).toEqual([{ outcome: 'refused' }, { outcome: 'refused' }]);
  });

  it('truncates a long result', async () => {
    const result = run();
    sut.result(calls()[0]!.call_id, 'x'.repeat(500_000));
    expect((await result).length).toBeLessThan(21_000);
  });

  it('fails after half a minute, for the model and the client', async () => {
    const result = run();
    const { call_id } = calls()[0]!;
    vi.advanceTimersByTime(30_000);
    expect(await result).toContain('no result within 30 seconds');
    expect(sent.at(-1)).toMatchObject({ type: 'error', code: 'tool_failed', turn_id: 3, fatal: false });
    expect(sut.result(call_id, 'late'), 'a late result is no error').toBe(true);
    expect(sut.result(call_id, 'late'), 'a second one is').toBe(false);
  });

  it.each([
    ['a tool that is not there', call('{}', 'constructor'), 'There is no tool \\"constructor\\".'],
    ['arguments that are no JSON', call('{"city":'), 'not a JSON object'],
    ['arguments that are a list', call('[1]'), 'not a JSON object'],
  ])('returns an error for %s, without a call', async (_, wrong, told) => {
    expect(await sut.run(wrong, 3, never)).toContain(told);
    expect(calls()).toEqual([]);
  });

  describe('when its turn is cancelled', () => {
    it('at the start sends no call', async () => {
      expect(await run(AbortSignal.abort())).toBe('');
      expect(calls()).toEqual([]);
    });

    it('in the middle stops waiting, and ignores the result', async () => {
      const turn = new AbortController();
      const result = run(turn.signal);
      turn.abort();
      expect(await result).toBe('');
      expect(forgotten).toEqual(['tool_call']);
      expect(vi.getTimerCount()).toBe(0);
      expect(sut.result(calls()[0]!.call_id, 'late')).toBe(true);
      expect(sent.filter(({ type }) => type === 'error')).toEqual([]);
    });

    it('just after the result returns the result', async () => {
      const turn = new AbortController();
      const result = run(turn.signal);
      sut.result(calls()[0]!.call_id, 1);
      turn.abort();
      expect(await result).toBe('1');
      expect(calls()).toHaveLength(1);
    });
  });
});
