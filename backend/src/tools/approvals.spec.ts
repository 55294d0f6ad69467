import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DataMessage, ErrorMessage, ServerCommand } from '#protocol';
import { ClientTools } from './client-tools.js';

/** Of a result that does not say whether the tool worked. */
const UNCLEAR = {
  ...{ ok: false },
  error: expect.stringContaining("I don't know whether that worked") as string,
};

const CLICK = { name: 'click', description: '', parameters: {}, policy: 'allow' } as const;

describe('a client that asks its user about a call', () => {
  let sent: (ServerCommand | DataMessage | ErrorMessage)[];
  let asked: string[];
  let answered: number[];
  let saysNo: boolean;
  let sut: ClientTools;
  const turn = () => new AbortController();
  const call = (signal = turn().signal) => sut.call('click', { ref: 'e1' }, 3, signal);
  const callIds = () =>
    sent.flatMap((message) =>
      message.type === 'cmd' && message.name === 'tool_call' ? [message.data.call_id] : [],
    );
  const states = () =>
    sent.flatMap((message) =>
      message.type === 'data' && message.name === 'approval' ? [message.data.state] : [],
    );
  const asks = (call_id = callIds().at(-1)!, approval_id = 'a') =>
    sut.approvals.request({
      approval_id,
      call_id,
      question: 'Send it?',
      remember: false,
      expires_ms: 60_000,
    });

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    asked = [];
    answered = [];
    saysNo = false;
    sut = new ClientTools({
      send: (message) => sent.push(message),
      forget: () => undefined,
      ask: (turnId, question) => asked.push(`${turnId}: ${question}`),
      answered: (turnId) => answered.push(turnId),
      saysNo: () => saysNo,
    });
    sut.register([CLICK]);
  });
  afterEach(() => vi.useRealTimers());

  it('has the question spoken once, in the turn of the call', () => {
    void call();
    expect(asks()).toBe(true);
    expect(asks()).toBe(true);
    expect(asked).toEqual(['3: Send it?']);
    expect(states()).toEqual(['asked']);
  });

  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
    ['always', 'yes'],
  ] as const)('gets the state of the answer %s, and may send the result', async (answer, state) => {
    const result = call();
    asks();
    sut.approvals.answer('a', answer);
    sut.approvals.answer('a', 'no');
    expect(states()).toEqual(['asked', state]);
    expect(answered).toEqual([3]);
    sut.result(callIds()[0]!, { ok: true, changed: 'nothing' });
    expect(await result).toEqual({ ok: true, changed: 'nothing' });
  });

  it('stops the time of all calls meanwhile', async () => {
    const first = call();
    vi.advanceTimersByTime(29_000);
    asks();
    const second = call();
    vi.advanceTimersByTime(50_000);
    sut.approvals.answer('a', 'yes');
    vi.advanceTimersByTime(999);
    sut.result(callIds()[0]!, { ok: true });
    expect(await first).toEqual({ ok: true });
    vi.advanceTimersByTime(29_001);
    expect(await second).toMatchObject({ ok: false, error: expect.stringContaining('within 30 seconds') });
  });

  it('lets the time go on when no answer comes', async () => {
    const result = call();
    asks();
    vi.advanceTimersByTime(60_000);
    expect(states()).toEqual(['asked', 'expired']);
    vi.advanceTimersByTime(30_000);
    expect(await result).toMatchObject({ ok: false });
  });

  it('gets the state "expired" when its turn is stopped', async () => {
    const stopped = turn();
    const result = call(stopped.signal);
    asks();
    stopped.abort();
    expect(await result).toMatchObject({ ok: false });
    expect(states()).toEqual(['asked', 'expired']);
    expect(answered).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  const refusals = () =>
    sent.flatMap((message) =>
      message.type === 'cmd' && message.name === 'approval_answer' ? [message.data] : [],
    );

  it('hears once of a typed no, whose turn ends the call', () => {
    void call();
    asks();
    sut.approvals.refuseAll();
    sut.approvals.refuseAll();
    expect(refusals()).toEqual([{ approval_id: 'a', answer: 'no', by: 'typed' }]);
    expect(states()).toEqual(['asked', 'no']);
    expect(answered).toEqual([]);
  });

  it('hears of a spoken no that stopped the turn', () => {
    const stopped = turn();
    void call(stopped.signal);
    asks();
    saysNo = true;
    stopped.abort();
    expect(refusals()).toEqual([{ approval_id: 'a', answer: 'no', by: 'voice' }]);
    expect(states()).toEqual(['asked', 'no']);
  });

  it('hears nothing of a spoken no after the result', () => {
    void call();
    asks();
    saysNo = true;
    sut.result(callIds()[0]!, { ok: true });
    expect(refusals()).toEqual([]);
  });

  it('has nothing cut while another question of the turn is open', () => {
    void call();
    asks();
    asks(callIds()[0], 'b');
    sut.approvals.answer('a', 'yes');
    expect(answered).toEqual([]);
    sut.approvals.answer('b', 'no');
    expect(answered).toEqual([3]);
  });

  it('has a question cut whose call has its result', () => {
    void call();
    asks();
    sut.result(callIds()[0]!, { ok: true });
    expect(states()).toEqual(['asked', 'expired']);
    expect(answered).toEqual([3]);
  });

  it('may ask only about a call that waits for its result', () => {
    expect(asks('x')).toBe(false);
    expect(asked).toEqual([]);
  });

  it.each<[unknown, object]>([
    [{ sky: 'clear' }, { ok: true, sky: 'clear' }],
    [[1], UNCLEAR],
    ['done', UNCLEAR],
    [undefined, UNCLEAR],
    [{}, UNCLEAR],
    [
      { ok: 'yes', changed: 'a' },
      { ...UNCLEAR, changed: 'a' },
    ],
    [{ error: 'Covered.' }, { ok: false, error: 'Covered.' }],
    [
      { ok: false, error: 'Covered.' },
      { ok: false, error: 'Covered.' },
    ],
  ])('makes of the result %j: %j', async (value, answer) => {
    const result = call();
    sut.result(callIds()[0]!, value);
    expect(await result).toEqual(answer);
  });
});
