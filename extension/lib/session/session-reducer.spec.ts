import { describe, expect, it } from 'vitest';
import { textData } from '../testing/fake-client';
import { reduce, type Session, type SessionEvent } from './session-reducer';
import { INITIAL_STATE } from './session-state';
import { SpeechLog } from './speech-log';
import { MAX_TURNS } from './turn-log';

const text = (...args: Parameters<typeof textData>): SessionEvent => ({
  type: 'data',
  message: { type: 'data', name: 'text_data', data: textData(...args) },
});

const START: Session = {
  view: { ...INITIAL_STATE, connection: 'open', wasOpen: true },
  epoch: 1,
  speech: SpeechLog.EMPTY,
};

const marks = (turnId: number, ...words: [end: number, startMs: number][]): SessionEvent => ({
  type: 'data',
  message: {
    type: 'data',
    name: 'speech_marks',
    data: {
      turn_id: turnId,
      marks: words.map(([end, start_ms]) => ({ end, start_ms, end_ms: start_ms + 300 })),
    },
  },
});

const heard = (turnId: number, heardMs: number, over = false): SessionEvent => ({
  type: 'playback',
  position: { turnId, heardMs },
  sounding: !over,
  over,
});

const after = (...events: SessionEvent[]) => events.reduce(reduce, START).view;

describe(reduce.name, () => {
  it('replaces a partial by the next and by the final', () => {
    const partial = after(text('user', 'what', 1, { is_final: false }));
    expect(partial.hearing).toBe(true);
    const final = after(
      text('user', 'what', 1, { is_final: false }),
      text('user', 'what is', 1, { is_final: false }),
      text('user', 'what is it', 1),
    );
    expect(final.hearing).toBe(false);
    expect(final.turns).toHaveLength(1);
    expect(final.turns[0]?.user).toEqual({ text: 'what is it', final: true });
  });

  it('keeps user and assistant text of a turn together', () => {
    const { turns } = after(text('user', 'hi', 1), text('assistant', 'Hello.', 1), text('user', 'bye', 2));
    expect(turns.map(({ user, assistant }) => [user?.text, assistant?.text])).toEqual([
      ['hi', 'Hello.'],
      ['bye', undefined],
    ]);
  });

  it('shows of an interrupted answer what was heard', () => {
    const { turns } = after(
      text('assistant', 'One two three', 1, { is_final: false }),
      text('assistant', 'One', 1, { interrupted: true }),
    );
    expect(turns[0]?.assistant).toMatchObject({ text: 'One', final: true, interrupted: true });
  });

  it('never shows reasoning', () => {
    expect(after(text('assistant', '{"type":"reasoning"}', 1, { data_type: 'raw' })).turns).toEqual([]);
  });

  it('leaves turns that did not change the same objects', () => {
    const before = after(text('user', 'one', 1), text('user', 'two', 2));
    const { view } = reduce({ ...START, view: before }, text('assistant', 'Two.', 2));
    expect(view.turns[0]).toBe(before.turns[0]);
    expect(view.turns[1]).not.toBe(before.turns[1]);
  });

  it('keeps the latest turns only', () => {
    const events = Array.from({ length: MAX_TURNS + 5 }, (_, i) => text('user', `turn ${i}`, i));
    const { turns } = after(...events);
    expect(turns).toHaveLength(MAX_TURNS);
    expect(turns[0]?.user?.text).toBe('turn 5');
  });

  describe('typed turns', () => {
    const typed: SessionEvent = { type: 'typed', id: 1, text: 'what time is it' };

    it('wait until the backend echoes them', () => {
      expect(after(typed).pending).toEqual([{ id: 1, text: 'what time is it' }]);
      const { pending, turns } = after(typed, text('user', 'what time is it', 1));
      expect(pending).toEqual([]);
      expect(turns.map(({ user }) => user?.text)).toEqual(['what time is it']);
    });

    it('stand above their answer where the backend does not echo them', () => {
      const { pending, turns } = after(typed, text('assistant', 'Noon.', 1));
      expect(pending).toEqual([]);
      expect(turns[0]).toMatchObject({ user: { text: 'what time is it' }, assistant: { text: 'Noon.' } });
    });

    it('are not taken for the answer to something said before', () => {
      const { pending, turns } = after(text('user', 'said', 1), typed, text('assistant', 'Answer.', 1));
      expect(pending).toHaveLength(1);
      expect(turns[0]?.user?.text).toBe('said');
    });
  });

  it('keeps everything that was said through a reconnect', () => {
    const before = after(text('user', 'said', 1), { type: 'typed', id: 1, text: 'typed' });
    const lost = reduce({ ...START, view: before }, { type: 'reconnecting', attempt: 1, atMs: 5 });
    const back = reduce(lost, { type: 'opened' });
    expect(back.view.turns).toBe(before.turns);
    expect(back.view.pending).toBe(before.pending);
    expect(back.view.retry).toBeNull();
  });

  it('closes what was open when a session ends: nothing more will come', () => {
    const { turns, pending, connection } = after(
      text('user', 'half a', 1, { is_final: false }),
      text('assistant', 'half an', 2, { is_final: false }),
      { type: 'closed', notice: null },
    );
    expect(connection).toBe('off');
    expect(pending).toEqual([]);
    expect(turns[0]?.user?.final).toBe(true);
    expect(turns[1]?.assistant).toMatchObject({ final: true, interrupted: true });
  });

  it('keeps a typed turn in view that never reached a backend', () => {
    const { turns } = after(
      { type: 'typed', id: 1, text: 'are you there' },
      { type: 'closed', notice: null },
    );
    expect(turns.map(({ user }) => user?.text)).toEqual(['are you there']);
  });

  it('turns a backend error into a notice, and puts it away when told', () => {
    const event: SessionEvent = {
      type: 'error',
      message: { type: 'error', error: 'No key.', code: 'provider_auth', stage: 'stt', fatal: false },
    };
    expect(after(event).notice).toEqual({ code: 'backend', text: 'No key.', stage: 'stt', turnId: null });
    expect(after(event, { type: 'notice_dismissed' }).notice).toBeNull();
  });

  it('forgets what went wrong with one turn once a later one was answered', () => {
    const failed: SessionEvent = {
      type: 'error',
      message: {
        type: 'error',
        error: 'Slow.',
        code: 'provider_timeout',
        stage: 'llm',
        turn_id: 3,
        fatal: false,
      },
    };
    expect(after(failed, text('assistant', 'Sorry.', 3)).notice).not.toBeNull();
    expect(after(failed, text('assistant', 'Yes.', 4, { is_final: false })).notice).not.toBeNull();
    expect(after(failed, text('assistant', 'Yes.', 4)).notice).toBeNull();
  });

  it('says that the backend has forgotten the conversation, until it answers again', () => {
    const lost: SessionEvent = {
      type: 'error',
      message: { type: 'error', error: 'Over.', code: 'session_not_found', fatal: false },
    };
    expect(after(lost).notice).toEqual({ code: 'forgotten' });
    expect(after(lost, text('assistant', 'Hello again.', 1)).notice).toBeNull();
  });

  describe('the words of an answer', () => {
    const answer = text('assistant', 'One two three', 1, { is_final: false });
    const words = marks(1, [3, 0], [7, 500], [13, 1000]);
    const spokenOf = (...events: SessionEvent[]) => {
      const said = after(...events).turns.at(-1)?.assistant;
      return said?.text.slice(0, said.spoken);
    };

    it('are spoken as they begin to sound', () => {
      expect(spokenOf(words, answer)).toBe('');
      expect(spokenOf(words, answer, heard(1, 50))).toBe('One');
      expect(spokenOf(words, answer, heard(1, 50), heard(1, 510))).toBe('One two');
      expect(spokenOf(words, answer, heard(1, 1300, true))).toBe('One two three');
    });

    it('are spoken as they come, where the voice is ahead of them', () => {
      expect(spokenOf(heard(1, 510), words, answer)).toBe('One two');
    });

    it('are all spoken once all was played, with or without their times', () => {
      expect(spokenOf(answer, marks(1, [3, 0]), heard(1, 400, true))).toBe('One two three');
    });

    it('never become unspoken again', () => {
      expect(spokenOf(answer, words, heard(1, 510), heard(1, 480))).toBe('One two');
    });

    it('change nothing that a view could see until the next word begins', () => {
      const before = [words, answer, heard(1, 510)].reduce(reduce, START);
      expect(reduce(before, heard(1, 560)).view).toBe(before.view);
      expect(reduce(before, heard(1, 1010)).view).not.toBe(before.view);
    });

    it('move on evenly where they have no times', () => {
      const end: SessionEvent = { type: 'audio_end', turnId: 1, totalMs: 1300 };
      expect(spokenOf(answer, end, heard(1, 600))).toBe('One two');
    });

    it('that were never heard stay apart when it was cut off', () => {
      const cut = text('assistant', 'One two', 1, { interrupted: true });
      const { turns } = after(answer, words, heard(1, 510), cut);
      expect(turns[0]?.assistant).toMatchObject({ text: 'One two', unheard: ' three' });
      // A resumed session says it once more.
      expect(after(answer, cut, cut).turns[0]?.assistant?.unheard).toBe(' three');
    });

    it('end where the voice was when the session ends', () => {
      const { turns } = after(answer, words, heard(1, 510), { type: 'closed', notice: null });
      expect(turns[0]?.assistant).toMatchObject({ text: 'One two', interrupted: true, unheard: ' three' });
    });

    it('of a new session are not those of an old one with the same number', () => {
      const fresh: SessionEvent = {
        type: 'data',
        message: {
          type: 'data',
          name: 'session',
          data: {
            session_id: 's2',
            resume_token: 't2',
            resumed: false,
            protocol: 1,
            input: { sample_rate: 16_000, channels: 1, bytes_per_sample: 2 },
            providers: { stt: 'a', llm: 'b', tts: 'c' },
          },
        },
      };
      expect(spokenOf(answer, words, heard(1, 1200), fresh, answer)).toBe('');
    });

    it('are kept for the latest answers only', () => {
      const events = Array.from({ length: 6 }, (_, i) => heard(i, 100));
      const { speech } = events.reduce(reduce, START);
      expect([0, 1, 2, 3, 4, 5].map((turnId) => speech.of(`1.${turnId}`).playedMs)).toEqual([
        0, 0, 100, 100, 100, 100,
      ]);
    });
  });
});
