import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientCommands } from '#protocol';
import { Approvals, type Approval } from './approvals';

/** Lets the callbacks of settled promises run. */
const settled = () => vi.advanceTimersByTimeAsync(0);

describe(Approvals.name, () => {
  let sut: Approvals;
  let isConnected: boolean;
  let requests: ClientCommands['approval_request'][];
  let sent: ClientCommands['approval_answer'][];
  /** The acts that were put to the user. */
  let shown: string[];
  let answers: Record<string, Approval>;
  let turn: AbortController;

  beforeEach(() => {
    vi.useFakeTimers();
    isConnected = true;
    requests = [];
    sent = [];
    shown = [];
    answers = {};
    turn = new AbortController();
    sut = new Approvals({
      request: (data) => isConnected && requests.push(data) > 0,
      answer: (data) => sent.push(data),
    });
  });
  afterEach(() => void vi.useRealTimers());

  /** Asks about an act, and waits until it is under way. */
  const ask = async (actId = 'a', more: { mayRemember?: boolean; question?: string } = {}) => {
    const asked = { actId, callId: 'c', question: 'Delete all?', mayRemember: false, ...more };
    void sut
      .ask({ ...asked, onAsked: () => shown.push(actId) }, turn.signal)
      .then((answer) => (answers[actId] = answer));
    await settled();
  };
  /** The backend says how a question stands. */
  const is = (state: 'asked' | 'no' | 'expired', approval_id = 'other') =>
    sut.changed({ approval_id, state });
  const idOf = (at: number) => requests[at]!.approval_id;
  /** The backend says what the user has answered in words. */
  const answered = async (answer: 'yes' | 'no' | 'always', approval_id = idOf(0)) => {
    sut.answered({ approval_id, answer, by: 'voice' });
    await settled();
  };

  it('asks the backend in no more characters than it speaks', async () => {
    await ask('a', { question: 'x'.repeat(1_001) });
    expect(requests).toEqual([
      {
        approval_id: expect.any(String),
        call_id: 'c',
        question: 'x'.repeat(1_000),
        remember: false,
        expires_ms: 60_000,
      },
    ]);
  });

  it('asks one question at a time', async () => {
    await ask('a');
    await ask('b');
    expect(shown).toEqual(['a']);
    sut.answer('a', 'no');
    await settled();
    expect(shown).toEqual(['a', 'b']);
    expect(requests).toHaveLength(2);
  });

  it('sends what could not be sent once the session is back', async () => {
    isConnected = false;
    await ask();
    isConnected = true;
    sut.resumed();
    sut.resumed();
    expect(requests).toHaveLength(1);
  });

  describe('its answer', () => {
    it.each(['yes', 'no', 'always'] as const)(
      'is a press of "%s", which the backend hears of',
      async (answer) => {
        await ask('a', { mayRemember: true });
        sut.answer('a', answer);
        await settled();
        expect(answers).toEqual({ a: answer });
        expect(sent).toEqual([{ approval_id: idOf(0), answer, by: 'button' }]);
      },
    );

    it('is never "always" for what is asked each time', async () => {
      await ask();
      sut.answer('a', 'always');
      await settled();
      expect(answers).toEqual({ a: 'yes' });
      expect(sent).toMatchObject([{ answer: 'yes' }]);
    });

    it('is a no of the backend to its own question', async () => {
      await ask();
      await answered('no', 'another');
      expect(answers).toEqual({});
      await answered('no');
      expect(answers).toEqual({ a: 'no' });
    });

    it('is a yes of the backend if the words that were shown since are one', async () => {
      sut.userSaid('yes', false);
      await ask();
      await answered('yes');
      sut.userSaid('what is this', false);
      await answered('yes');
      sut.userSaid('yes', true);
      await answered('yes');
      sut.userSaid('yes please', false);
      await answered('yes', 'another');
      expect(answers).toEqual({});
      await answered('yes');
      expect(answers).toEqual({ a: 'yes' });
    });

    it('is an "always" that was said', async () => {
      await ask('a', { mayRemember: true });
      sut.userSaid('always', false);
      await answered('always');
      expect(answers).toEqual({ a: 'always' });
    });

    it('is withdrawn when the turn is interrupted, also of those that wait', async () => {
      await ask('a');
      await ask('b');
      turn.abort();
      await settled();
      expect(answers).toEqual({ a: 'withdrawn', b: 'withdrawn' });
      expect(shown).toEqual(['a']);
    });
  });

  describe('its time', () => {
    it('ends after a minute of silence', async () => {
      await ask();
      await vi.advanceTimersByTimeAsync(59_999);
      expect(answers).toEqual({});
      await vi.advanceTimersByTimeAsync(1);
      expect(answers).toEqual({ a: 'expired' });
    });

    it('runs from when the backend says that it is asked', async () => {
      await ask();
      await vi.advanceTimersByTimeAsync(20_000);
      is('asked', idOf(0));
      await vi.advanceTimersByTimeAsync(59_999);
      expect(answers).toEqual({});
      await vi.advanceTimersByTimeAsync(1);
      expect(answers).toEqual({ a: 'expired' });
    });

    it('ends when the backend says so', async () => {
      await ask();
      is('expired', idOf(0));
      await settled();
      expect(answers).toEqual({ a: 'expired' });
    });
  });

  describe('while the backend asks about something else', () => {
    /** The backend asks its own question, and this one waits. */
    const waiting = async (ms = 100_000) => {
      is('asked');
      await ask();
      await vi.advanceTimersByTimeAsync(ms);
    };

    it('is put to the user after it, and has its whole time then', async () => {
      await waiting();
      expect(requests).toHaveLength(1);
      expect(shown).toEqual([]);
      is('expired');
      is('asked', idOf(0));
      expect(shown).toEqual(['a']);
      await vi.advanceTimersByTimeAsync(59_999);
      expect(answers).toEqual({});
      await vi.advanceTimersByTimeAsync(1);
      expect(answers).toEqual({ a: 'expired' });
    });

    it('stands still if it was sent just before', async () => {
      await ask();
      is('asked');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(answers).toEqual({});
    });

    it('waits for a third one, too', async () => {
      await waiting();
      is('expired');
      is('asked', 'third');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(shown).toEqual([]);
    });

    it('is asked by its card alone if the backend never comes to it', async () => {
      await waiting();
      is('no');
      await vi.advanceTimersByTimeAsync(999);
      expect(shown).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(shown).toEqual(['a']);
    });

    it('waits no longer than ten minutes', async () => {
      await waiting(599_999);
      expect(answers).toEqual({});
      await vi.advanceTimersByTimeAsync(1);
      expect(answers).toEqual({ a: 'expired' });
    });

    it('takes no yes that was said before it was put', async () => {
      await waiting();
      sut.userSaid('yes', false);
      await answered('yes');
      is('no');
      is('asked', idOf(0));
      await answered('yes');
      expect(answers).toEqual({});
    });

    it('is put at once in a new session', async () => {
      is('asked');
      sut.sessionBegan();
      await ask();
      expect(shown).toEqual(['a']);
    });
  });
});
