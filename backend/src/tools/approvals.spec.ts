import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DataMessage, ErrorMessage, ServerCommand } from '#protocol';
import type { QuestionState } from './approvals.js';
import { ClientTools } from './client-tools.js';

/** Of a result that does not say whether the tool worked. */
const UNCLEAR = {
  ...{ ok: false },
  error: expect.stringContaining("I don't know whether that worked") as string,
};

const CLICK = { name: 'click', description: '', parameters: {}, policy: 'allow' } as const;

describe('questions about calls', () => {
  let sent: (ServerCommand | DataMessage | ErrorMessage)[];
  let forgotten: ServerCommand[];
  /** What the conversation was told. */
  let told: string[];
  let shows: boolean;
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
  const commands = (name: 'approval_answer' | 'approval_request') =>
    sent.flatMap((message) => (message.type === 'cmd' && message.name === name ? [message.data] : []));
  const asks = (call_id = callIds().at(-1)!, approval_id = 'a') =>
    sut.approvals.request({
      approval_id,
      call_id,
      question: 'Send it?',
      remember: false,
      expires_ms: 60_000,
    });
  const changes = (state: QuestionState['state'], by?: QuestionState['by'], id = 'a') =>
    sut.approvals.changed({ id, state, ...(by && { by }) });

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    forgotten = [];
    told = [];
    shows = true;
    sut = new ClientTools({
      send: (message) => sent.push(message),
      forget: (message) => forgotten.push(message),
      user: {
        ask: ({ begunAs, question }) => told.push(`ask ${begunAs}: ${question}`),
        answer: (id, answer) => told.push(`answer ${id}: ${answer}`),
        over: (id, isStopped) => told.push(`over ${id}: ${isStopped}`),
      },
      showsQuestions: () => shows,
    });
    sut.register([CLICK]);
  });
  afterEach(() => vi.useRealTimers());

  it('has the question asked once, in the turn of the call', () => {
    void call();
    expect(asks()).toBe(true);
    expect(asks()).toBe(true);
    expect(told).toEqual(['ask 3: Send it?']);
    changes('asked');
    expect(states()).toEqual(['asked']);
  });

  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
    ['always', 'yes'],
  ] as const)('is told how its answer %s counts, and may send the result', async (answer, state) => {
    const result = call();
    asks();
    changes('asked');
    sut.approvals.answer('a', answer);
    changes(answer, 'button');
    sut.approvals.answer('a', 'no');
    expect(told.slice(1)).toEqual([`answer a: ${answer}`]);
    expect(states()).toEqual(['asked', state]);
    expect(commands('approval_answer')).toEqual([]);
    sut.result(callIds()[0]!, { ok: true, changed: 'nothing' });
    expect(await result).toEqual({ ok: true, changed: 'nothing' });
  });

  it.each([
    ['yes', 'voice'],
    ['no', 'voice'],
    ['always', 'typed'],
    ['no', 'button'],
  ] as const)('is told what the user answered here: %s by %s', (answer, by) => {
    void call();
    asks();
    changes(answer, by);
    changes(answer, by);
    expect(commands('approval_answer')).toEqual([{ approval_id: 'a', answer, by }]);
  });

  it('stops the time of all calls meanwhile', async () => {
    const first = call();
    vi.advanceTimersByTime(29_000);
    asks();
    const second = call();
    vi.advanceTimersByTime(50_000);
    changes('yes', 'button');
    vi.advanceTimersByTime(999);
    sut.result(callIds()[0]!, { ok: true });
    expect(await first).toEqual({ ok: true });
    vi.advanceTimersByTime(29_001);
    expect(await second).toMatchObject({ ok: false, error: expect.stringContaining('within 30 seconds') });
  });

  it('lets the time go on when no answer comes', async () => {
    const result = call();
    asks();
    changes('asked');
    changes('expired');
    expect(states()).toEqual(['asked', 'expired']);
    expect(commands('approval_answer')).toEqual([]);
    vi.advanceTimersByTime(30_000);
    expect(await result).toMatchObject({ ok: false });
  });

  it.each([
    ['its turn is stopped', true],
    ['its call has a result', false],
  ])('asks no more when %s', async (_, isStopped) => {
    const stopped = turn();
    const result = call(stopped.signal);
    asks();
    changes('asked');
    if (isStopped) stopped.abort();
    else sut.result(callIds()[0]!, { ok: false, error: 'Gone.' });
    expect(await result).toMatchObject({ ok: false });
    expect(told.at(-1)).toBe(`over a: ${isStopped}`);
    changes('withdrawn');
    expect(states()).toEqual(['asked', 'expired']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may ask only about a call that waits for its result', () => {
    expect(asks('x')).toBe(false);
    expect(told).toEqual([]);
  });

  describe('a question of the backend', () => {
    const own = { turnId: 4, callId: 'm', question: 'Delete the note?', remember: true };
    const ask = (signal = turn().signal) => sut.approvals.ask(own, signal);
    /** The id is the backend's own. */
    const id = () => commands('approval_request')[0]!.approval_id;

    it('is shown when it is asked, and settled by the answer', async () => {
      sut = new ClientTools({
        send: (message) => sent.push(message),
        forget: (message) => forgotten.push(message),
        user: {
          ask: ({ id }) => sut.approvals.changed({ id, state: 'asked' }),
          answer: () => undefined,
          over: () => undefined,
        },
        showsQuestions: () => shows,
      });
      const answer = ask();
      expect(commands('approval_request')).toMatchObject([
        { call_id: 'm', question: 'Delete the note?', remember: true, expires_ms: 60_000 },
      ]);
      changes('always', 'voice', id());
      expect(await answer).toBe('always');
      expect(states()).toEqual(['asked', 'yes']);
      expect(commands('approval_answer')).toEqual([]);
      expect(forgotten).toMatchObject([{ name: 'approval_request' }]);
    });

    it('is asked by voice alone where the client shows none', async () => {
      shows = false;
      let asked = '';
      sut = new ClientTools({
        send: (message) => sent.push(message),
        forget: () => undefined,
        user: { ask: (question) => (asked = question.id), answer: () => undefined, over: () => undefined },
        showsQuestions: () => shows,
      });
      const answer = ask();
      changes('asked', undefined, asked);
      changes('no', 'voice', asked);
      expect(await answer).toBe('no');
      expect(sent.slice(1)).toEqual([]);
    });

    it('is withdrawn with its turn', async () => {
      const stopped = turn();
      const answer = ask(stopped.signal);
      stopped.abort();
      expect(told.at(-1)).toMatch(/^over .*: true$/);
      expect(await ask(AbortSignal.abort())).toBe('withdrawn');
      void answer;
    });

    it('is not asked, and expires, beyond what a user is asked at once', async () => {
      for (let i = 0; i < 20; i++) void ask();
      expect(await ask()).toBe('expired');
    });
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
