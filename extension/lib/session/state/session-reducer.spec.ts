import { describe, expect, it } from 'vitest';
import type { SessionData } from '#protocol';
import { after, failed, session, START, text } from '../../testing/session-events';
import { reduce, type SessionEvent } from './session-reducer';
import type { SessionState } from './session-state';
import { MAX_PENDING, MAX_TURNS } from './turn-log';
import { MAX_ERROR_LENGTH, MAX_TEXT_LENGTH } from './usable-data';

describe(reduce.name, () => {
  it('replaces a partial by the next one and by the final', () => {
    const partial = after(text('user', 'what', 1, { is_final: false }));
    expect(partial.userSpeaking).toBe(true);
    const final = after(
      text('user', 'what', 1, { is_final: false }),
      text('user', 'what is', 1, { is_final: false }),
      text('user', 'what is it', 1),
    );
    expect(final.userSpeaking).toBe(false);
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

  describe('a partial without a final', () => {
    const partial = text('user', 'the', 1, { is_final: false });

    it('is dropped when the final is empty', () => {
      expect(after(partial, text('user', '', 1))).toMatchObject({ turns: [], userSpeaking: false });
      expect(after(text('user', '', 1)).turns).toEqual([]);
    });

    it('is dropped when a newer turn begins', () => {
      const { turns, userSpeaking } = after(partial, text('user', 'what', 2, { is_final: false }));
      expect(turns.map(({ user }) => user?.text)).toEqual(['what']);
      expect(userSpeaking).toBe(true);
    });

    it('becomes final if it has an answer', () => {
      const { turns } = after(partial, text('assistant', 'Yes?', 1), text('user', 'what', 2));
      expect(turns[0]?.user).toEqual({ text: 'the', final: true });
      const { turns: kept } = after(partial, text('assistant', 'Yes?', 1), text('user', '', 1));
      expect(kept[0]?.assistant?.text).toBe('Yes?');
    });

    it('is kept when it belongs to an earlier session', () => {
      const { turns } = after(partial, session(false), text('user', 'what', 2));
      expect(turns).toHaveLength(2);
    });
  });

  it('keeps what was heard of an interrupted answer', () => {
    const { turns } = after(
      text('assistant', 'One two three', 1, { is_final: false }),
      text('assistant', 'One', 1, { interrupted: true }),
    );
    expect(turns[0]?.assistant).toMatchObject({ text: 'One', final: true, interrupted: true });
  });

  it('never shows reasoning', () => {
    expect(after(text('assistant', '{"type":"reasoning"}', 1, { data_type: 'raw' })).turns).toEqual([]);
  });

  it('keeps unchanged turns as the same objects', () => {
    const before = after(text('user', 'one', 1), text('user', 'two', 2));
    const { view } = reduce({ ...START, view: before }, text('assistant', 'Two.', 2));
    expect(view.turns[0]).toBe(before.turns[0]);
    expect(view.turns[1]).not.toBe(before.turns[1]);
  });

  it.each([
    ['0.2.0', '0.2.0'],
    ['0.2.0-beta.1', '0.2.0'],
    [undefined, null],
    [7, null],
  ])('takes the version %s of a backend as %s', (version, shown) => {
    const { backendVersion } = after(
      session(false, { version: '9.9.9' }),
      session(true, { version } as object),
    );
    expect(backendVersion).toBe(shown);
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

    it('are shown with their answer if the backend does not echo them', () => {
      const { pending, turns } = after(typed, text('assistant', 'Noon.', 1));
      expect(pending).toEqual([]);
      expect(turns[0]).toMatchObject({ user: { text: 'what time is it' }, assistant: { text: 'Noon.' } });
    });

    it('are not shown with a greeting or a timer that comes before their echo', () => {
      const { pending, turns } = after(
        typed,
        text('assistant', 'Hi!', 1),
        text('user', 'what time is it', 2),
        text('assistant', 'Noon.', 2),
      );
      expect(pending).toEqual([]);
      expect(turns.map(({ user, assistant }) => [user?.text, assistant?.text])).toEqual([
        [undefined, 'Hi!'],
        ['what time is it', 'Noon.'],
      ]);
    });

    it('that the backend has passed over are marked as not sent', () => {
      const { pending, turns } = after(
        { type: 'typed', id: 1, text: 'refused' },
        { type: 'typed', id: 2, text: 'taken' },
        { type: 'typed', id: 3, text: 'later' },
        text('user', 'taken', 1),
      );
      expect(pending.map((waiting) => waiting.text)).toEqual(['later']);
      expect(turns.map(({ user, unsent }) => [user?.text, unsent])).toEqual([
        ['refused', true],
        ['taken', undefined],
      ]);
    });

    it('are marked as not sent when too many wait', () => {
      const events = Array.from({ length: MAX_PENDING + 1 }, (_, id): SessionEvent => ({
        type: 'typed',
        id,
        text: `${id}`,
      }));
      const { pending, turns } = after(...events);
      expect(pending).toHaveLength(MAX_PENDING);
      expect(turns).toMatchObject([{ user: { text: `${MAX_PENDING}` }, unsent: true }]);
    });

    it('are not matched with the answer to an earlier turn', () => {
      const { pending, turns } = after(text('user', 'said', 1), typed, text('assistant', 'Answer.', 1));
      expect(pending).toHaveLength(1);
      expect(turns[0]?.user?.text).toBe('said');
    });
  });

  it('is open with the session message, and not with the socket', () => {
    const connecting = { ...START.view, connection: 'connecting', wasOpen: false } as const;
    const socket = reduce({ ...START, view: connecting }, { type: 'opened' });
    expect(socket.view).toMatchObject({ connection: 'connecting', wasOpen: false });
    expect(reduce(socket, session(false)).view).toMatchObject({ connection: 'open', wasOpen: true });
    const lost = after({ type: 'reconnecting', attempt: 1, atMs: 5, restarting: false }, { type: 'opened' });
    expect(lost).toMatchObject({ connection: 'reconnecting', retry: null });
  });

  describe('a backend that restarts', () => {
    const lost = (attempt: number, restarting: boolean): SessionEvent => ({
      type: 'reconnecting',
      attempt,
      atMs: 5,
      restarting,
    });
    const refused = failed({ error: 'The backend is restarting.', code: 'busy', fatal: true });

    it.each<[string, SessionEvent[], number | null]>([
      ['has said so', [lost(1, true)], 1],
      ['has said so before it was gone', [lost(1, true), lost(2, false), lost(3, false)], 1],
      ['says so again', [lost(1, true), { type: 'opened' }, refused, lost(2, true)], 2],
      ['has said nothing', [lost(1, false)], null],
      ['is back', [lost(1, true), { type: 'opened' }, session(false)], null],
      ['was given up', [lost(1, true), { type: 'closed', notice: null }], null],
    ])('%s', (_, events, saidAt) => {
      expect(after(...events).restartSaidAt).toBe(saidAt);
    });

    it('leaves no notice once it is back', () => {
      const back = after(lost(1, true), { type: 'opened' }, refused, lost(2, true), { type: 'opened' });
      expect(back.notice).toBeNull();
    });
  });

  it('keeps the backend’s configuration, if it sends it', () => {
    const settings = { pause_before_reply_ms: 800, interruption_sensitivity: 0.3 };
    expect(after(session(false, { settings })).defaults).toEqual(settings);
    expect(after(session(false, { settings }), session(false)).defaults).toBeNull();
  });

  it.each<[string, unknown, SessionState['fallbacks']]>([
    ['are not told', undefined, null],
    ['are told', { stt: ['b'], llm: [], tts: ['d', 'e'] }, { stt: ['b'], llm: [], tts: ['d', 'e'] }],
    ['are told in part', { stt: ['b'] }, { stt: ['b'], llm: [], tts: [] }],
    ['are no names', { stt: [7, 'b', 'x'.repeat(41)], llm: 'b', tts: {} }, { stt: ['b'], llm: [], tts: [] }],
    ['are no lists', 'b', null],
    [
      'are many',
      { stt: Array.from({ length: 99 }, () => 'b') },
      { stt: Array(10).fill('b'), llm: [], tts: [] },
    ],
  ])('knows who may take over, where they %s', (_, fallbacks, known) => {
    const told = session(false, { fallbacks: fallbacks as SessionData['fallbacks'] });
    expect(after(told).fallbacks).toEqual(known);
    expect(after(told, session(true)).fallbacks).toBeNull();
  });

  it('knows which providers are on the computer of the backend, also by a long name', () => {
    const model = `hf.co/${'x'.repeat(60)}.gguf`;
    const told = session(false, { local: { stt: [], llm: [model, 'x'.repeat(301)], tts: ['embedded'] } });
    expect(after(told).local).toEqual({ stt: [], llm: [model], tts: ['embedded'] });
    expect(after(told, session(true)).local).toBeNull();
  });

  it('keeps the conversation through a reconnect', () => {
    const before = after(text('user', 'said', 1), { type: 'typed', id: 1, text: 'typed' });
    const lost = reduce(
      { ...START, view: before },
      { type: 'reconnecting', attempt: 1, atMs: 5, restarting: false },
    );
    const back = reduce(lost, { type: 'opened' });
    expect(back.view.turns).toBe(before.turns);
    expect(back.view.pending).toBe(before.pending);
    expect(back.view.retry).toBeNull();
  });

  it('makes all turns final when a session ends', () => {
    const { turns, pending, connection } = after(
      text('assistant', 'half an', 1, { is_final: false }),
      text('user', 'half a', 2, { is_final: false }),
      { type: 'closed', notice: null },
    );
    expect(connection).toBe('off');
    expect(pending).toEqual([]);
    expect(turns[1]?.user?.final).toBe(true);
    expect(turns[0]?.assistant).toMatchObject({ final: true, interrupted: true });
  });

  it('keeps a typed turn that never reached a backend', () => {
    const { turns } = after(
      { type: 'typed', id: 1, text: 'are you there' },
      { type: 'closed', notice: null },
    );
    expect(turns).toMatchObject([{ user: { text: 'are you there' }, unsent: true }]);
  });

  it('turns a backend error into a notice that can be dismissed', () => {
    const event = failed({ error: 'No key.', stage: 'tts' });
    expect(after(event).notice).toEqual({
      code: 'backend',
      text: 'No key.',
      stage: 'tts',
      turnId: null,
    });
    expect(after(event, { type: 'notice_dismissed' }).notice).toBeNull();
  });

  describe('an error of speech recognition', () => {
    const typed: SessionEvent = { type: 'typed', id: 1, text: 'typed' };
    const lost: SessionEvent[] = [
      { type: 'reconnecting', attempt: 1, atMs: 5, restarting: false },
      { type: 'opened' },
    ];

    it.each<[string, boolean, SessionEvent[]]>([
      ['at first', true, []],
      ['when its notice is dismissed', true, [{ type: 'notice_dismissed' }]],
      ['through a later error', true, [failed({ stage: 'tts' })]],
      ['through a recovering one', true, [failed({ stage: 'stt', recovering: true })]],
      ['through a failed audio output', true, [{ type: 'playback_failed' }]],
      ['through a reconnect', true, [...lost, session(true)]],
      ['until the new socket has a session', true, lost],
      ['when a new session begins', false, [...lost, session(false)]],
      ['after the call', false, [{ type: 'closed', notice: null }]],
      ['through a typed turn', true, [typed, text('user', 'typed', 1), text('assistant', 'Yes.', 1)]],
      ['through speech without words', true, [text('user', '', 1)]],
      ['until speech is recognised', false, [text('user', 'what', 1, { is_final: false })]],
    ])('sets sttFailed %s: %s', (_when, sttFailed, events) => {
      expect(after(failed({ stage: 'stt' }), ...events).sttFailed).toBe(sttFailed);
    });

    it('does not set sttFailed if it is recovering or of another stage', () => {
      expect(after(failed({ stage: 'stt', recovering: true })).sttFailed).toBe(false);
      expect(after(failed({ stage: 'llm' })).sttFailed).toBe(false);
    });

    it('keeps its notice when speech is recognised again', () => {
      expect(after(failed({ stage: 'stt' }), text('user', 'what', 1)).notice).toMatchObject({ text: 'No.' });
    });
  });

  it('clears the notice of one turn once a later one was answered', () => {
    const slow = failed({ code: 'provider_timeout', stage: 'llm', turn_id: 3 });
    expect(after(slow, text('assistant', 'Sorry.', 3)).notice).not.toBeNull();
    expect(after(slow, text('assistant', 'Yes.', 4, { is_final: false })).notice).not.toBeNull();
    expect(after(slow, text('assistant', 'Yes.', 4)).notice).toBeNull();
  });

  it('shows that the session was lost, until the next answer', () => {
    const lost = failed({ code: 'session_not_found' });
    expect(after(lost).notice).toEqual({ code: 'session_lost' });
    expect(after(lost, text('assistant', 'Hello again.', 1)).notice).toBeNull();
  });

  it('shows that a selection was refused, until the next answer', () => {
    const refused: SessionEvent = {
      type: 'copilot',
      event: { type: 'selection_refused', site: 'shop.example' },
    };
    expect(after(refused).notice).toEqual({ code: 'excluded_site', site: 'shop.example' });
    expect(after(refused, text('assistant', 'Hello.', 1)).notice).toBeNull();
  });

  describe('nonsense of a server', () => {
    const data = (name: string, fields: object): SessionEvent =>
      ({ type: 'data', message: { type: 'data', name, data: fields } }) as unknown as SessionEvent;

    it.each<[string, object]>([
      ['state', { state: 'dancing', turn_id: 5 }],
      ['of the future', { turns: null }],
    ])('"%s" %j changes nothing', (name, fields) => {
      expect(after(data(name, fields))).toEqual(START.view);
    });

    it.each([undefined, null, 'one', NaN, 1e400, {}])('a turn id %j counts as the only turn', (turn_id) => {
      const view = after(
        data('state', { state: 'speaking', turn_id }),
        data('text_data', {
          data_type: 'transcribe',
          role: 'assistant',
          text: 'Hi.',
          is_final: true,
          turn_id,
        }),
      );
      expect(view).toMatchObject({ phase: 'speaking', turnId: 0 });
      expect(view.turns).toHaveLength(1);
    });

    it('is kept in a limited size', () => {
      const long = 'x'.repeat(1_000_000);
      const { turns, notice } = after(text('assistant', long, 1), failed({ error: long }));
      expect(turns[0]!.assistant!.text).toHaveLength(MAX_TEXT_LENGTH);
      expect(notice).toMatchObject({ text: long.slice(0, MAX_ERROR_LENGTH) });
    });
  });
});
