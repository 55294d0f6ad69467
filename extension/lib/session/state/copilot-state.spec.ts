import { actOf } from '../../testing/pages';
import { describe, expect, it } from 'vitest';
import type { StateData } from '#protocol';
import { MAX_ACTS, type Act } from '../../tools/acts';
import { after, session } from '../../testing/session-events';
import type { CopilotEvent } from './copilot-state';
import type { SessionEvent } from './session-reducer';

const copilot = (event: CopilotEvent): SessionEvent => ({ type: 'copilot', event });

const act = (id: string, more: Partial<Act> = {}): SessionEvent =>
  copilot({
    type: 'act',
    act: {
      id,
      turnId: 3,
      tool: 'click',
      state: 'running',
      what: 'Clicking Sign in',
      site: 'shop.example',
      outcome: '',
      question: null,
      alwaysOn: null,
      askedUntilMs: null,
      undoable: false,
      reads: false,
      needs: null,
      atMs: 1,
      ...more,
    },
  });

describe('acts', () => {
  it('are added under the key of their turn, and keep their place when they change', () => {
    const { acts } = after(act('a'), act('b'), act('a', { state: 'done', outcome: 'nothing' }));
    expect(acts).toMatchObject([
      { id: 'a', turnKey: '1.3', state: 'done', outcome: 'nothing' },
      { id: 'b', turnKey: '1.3', state: 'running' },
    ]);
  });

  it('keep the key of their turn when they change in a later session', () => {
    const { acts } = after(act('a'), session(false), act('a', { state: 'undone' }), act('b'));
    expect(acts.map(({ id, turnKey }) => [id, turnKey])).toEqual([
      ['a', '1.3'],
      ['b', '2.3'],
    ]);
  });

  it('are limited: the oldest are dropped', () => {
    const many = Array.from({ length: MAX_ACTS + 2 }, (_, i) => act(`${i}`));
    const { acts } = after(...many);
    expect(acts).toHaveLength(MAX_ACTS);
    expect(acts[0]!.id).toBe('2');
  });
});

describe('the passage of an answer', () => {
  const data = (more: object): SessionEvent => ({
    type: 'data',
    message: {
      type: 'data',
      name: 'source',
      data: { turn_id: 3, text: 'Tea is hot.', title: 'Tea', tab: 7, ...more },
    },
  });
  const answer: SessionEvent = {
    type: 'data',
    message: {
      type: 'data',
      name: 'text_data',
      data: {
        ...{ data_type: 'transcribe', role: 'assistant', text: 'Hot.', text_ts: 0, is_final: false },
        ...{ stream_id: 1, turn_id: 3 },
      },
    },
  };
  const sourceAfter = (...events: SessionEvent[]) => after(answer, ...events).turns[0]!.source;

  it.each([
    [{}, { text: 'Tea is hot.', title: 'Tea', tab: 7, isShowable: true }],
    [{ tab: undefined }, { text: 'Tea is hot.', title: 'Tea', tab: null, isShowable: true }],
    [
      { title: 8, tab: 'x' },
      { text: 'Tea is hot.', title: '', tab: null, isShowable: true },
    ],
    [{ text: ' ' }, undefined],
    [{ turn_id: 4 }, undefined],
  ])('of %o is kept with its turn: %o', (more, source) => expect(sourceAfter(data(more))).toEqual(source));

  it('is cut', () => expect(sourceAfter(data({ text: 'x'.repeat(10_000) }))!.text).toHaveLength(800));

  it('can be shown until the next session, and may be missing', () => {
    expect(sourceAfter(data({}), session(false))).toMatchObject({ isShowable: false });
    expect(sourceAfter(data({}), session(true))).toMatchObject({ isShowable: true });
    const lookedFor = (isMissing: boolean) =>
      copilot({ type: 'source_looked_for', turnKey: '1.3', isMissing });
    expect(sourceAfter(data({}), lookedFor(true))).toMatchObject({ isMissing: true });
    expect(sourceAfter(data({}), lookedFor(true), lookedFor(false))).toMatchObject({ isMissing: false });
  });
});

describe('the progress of a task', () => {
  const progress = copilot({ type: 'progress', progress: { turnId: 2, text: 'Clicking Sign in…' } });
  const phase = (state: StateData['state'], turn_id: number): SessionEvent => ({
    type: 'data',
    message: { type: 'data', name: 'state', data: { state, turn_id } },
  });

  it('stays while its turn thinks and speaks', () => {
    const { progress: shown } = after(phase('thinking', 2), progress, phase('speaking', 2));
    expect(shown).toEqual({ turnId: 2, text: 'Clicking Sign in…' });
  });

  it.each<[string, SessionEvent]>([
    ['its turn', phase('listening', 2)],
    ['another turn', phase('thinking', 3)],
    ['the call', { type: 'closed', notice: null }],
    ['a new session', session(false)],
  ])('ends with %s', (_, event) => {
    expect(after(phase('thinking', 2), progress, event).progress).toBeNull();
  });

  it('ends with its act, and not with that of another program', () => {
    const act = (change: object) => copilot({ type: 'act', act: { ...actOf({ turnId: 2 }), ...change } });
    const begun = [phase('thinking', 2), progress, act({ state: 'running' })];
    expect(after(...begun).progress).not.toBeNull();
    expect(after(...begun, act({ id: 'b', turnId: -1, state: 'done' })).progress).not.toBeNull();
    for (const state of ['done', 'denied', 'failed'])
      expect(after(...begun, act({ state })).progress).toBeNull();
  });

  it('is shortened', () => {
    const long = copilot({ type: 'progress', progress: { turnId: 2, text: 'x'.repeat(10_000) } });
    expect(after(long).progress?.text).toHaveLength(200);
  });
});

describe('sleep and reading', () => {
  const busy = [
    copilot({ type: 'asleep', asleep: true }),
    copilot({ type: 'reading', reading: { turnId: 1, tab: 2, title: 'Pears' } }),
  ];

  it.each<[string, SessionEvent]>([
    ['a new session', session(false)],
    ['the end of the call', { type: 'closed', notice: null }],
  ])('end with %s', (_, event) => {
    expect(after(...busy, event)).toMatchObject({ asleep: false, reading: null });
  });

  it('go on in a resumed session', () => {
    expect(after(...busy, session(true))).toMatchObject({ asleep: true, reading: { title: 'Pears' } });
  });
});
