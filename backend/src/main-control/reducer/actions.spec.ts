import { describe, expect, it } from 'vitest';
import { Scenario } from '../testing/scenario.js';

const NOTE = 'Scrolled down.';

/** A turn has ended, and the action that answers it begins. */
const asked = (text = 'scroll down') => new Scenario().say(text).advance(1_500);

const calls = (scenario: Scenario, name: string, id = 'a') =>
  scenario.event({ type: 'action_call', turnId: 1, call: { id, name } });
const returns = (scenario: Scenario, failed = false, callId = 'a') =>
  scenario.event({ type: 'action_call_done', turnId: 1, callId, failed });

/** The action ends with a sound in place of words. */
const ends = (scenario: Scenario, turnId = 1) =>
  scenario
    .event({ type: 'action_done', turnId, text: NOTE })
    .event({ type: 'earcon', turnId, sound: 'done' })
    .event({ type: 'llm_done', turnId })
    .event({ type: 'tts_done', turnId });

const earcons = ({ sent }: Scenario) =>
  sent.flatMap((message) => (message.type === 'cmd' && message.name === 'earcon' ? [message.data] : []));

const speaksOver = (scenario: Scenario, text: string) =>
  scenario.starts().advance(1_200).event({ type: 'stt_partial', text });

describe('an action without words', () => {
  it('sends its sound, and listens again at once', () => {
    const scenario = ends(returns(calls(asked().forget(), 'scroll')));
    expect(earcons(scenario)).toEqual([{ turn_id: 1, sound: 'done' }]);
    expect(scenario.phases).toEqual(['listening']);
    expect(scenario.sent.filter(({ type }) => type === 'error')).toEqual([]);
    expect(scenario.effect('speak')).toEqual([]);
    expect(scenario.texts('assistant')).toMatchObject([{ text: '', is_final: true }]);
    expect(scenario.data('metrics')).toMatchObject([{ turn_id: 1, total_ms: expect.any(Number) }]);
  });

  it('is remembered by what it did', () => {
    const { history } = ends(returns(calls(asked(), 'scroll'))).state;
    expect(history).toEqual([
      { role: 'user', content: 'scroll down' },
      { role: 'assistant', content: '', actionResult: NOTE },
    ]);
  });

  it('has one record with its calls', () => {
    const scenario = ends(
      returns(calls(returns(calls(asked(), 'page_snapshot'), true), 'scroll', 'b'), false, 'b'),
    );
    expect(scenario.effect('turn_ended').map(({ record }) => record)).toMatchObject([
      {
        turnId: 1,
        outcome: 'completed',
        chars: 0,
        toolCalls: [
          { name: 'page_snapshot', outcome: 'failed' },
          { name: 'scroll', outcome: 'completed' },
        ],
      },
    ]);
  });

  it('is remembered after a question that was spoken', () => {
    const scenario = calls(asked('send the form'), 'click');
    scenario.event({ type: 'llm_text', turnId: 1, text: 'Send it? Yes or no?\n' }).audio(900);
    returns(scenario).event({ type: 'action_done', turnId: 1, text: 'Sent.' });
    scenario.event({ type: 'earcon', turnId: 1, sound: 'done' }).event({ type: 'llm_done', turnId: 1 });
    scenario.event({ type: 'tts_done', turnId: 1 }).playback(900, 'drained');
    expect(scenario.state.history.at(-1)).toEqual({
      role: 'assistant',
      content: 'Send it? Yes or no?\n',
      actionResult: 'Sent.',
    });
  });

  it('keeps its sound until it is certain that the user does not speak', () => {
    const scenario = new Scenario().say('scroll down').advance(450).starts();
    ends(scenario);
    expect(earcons(scenario)).toEqual([]);
    scenario.ends('').advance(2_000);
    expect(earcons(scenario)).toHaveLength(1);
  });

  it('makes no sound after its turn was stopped', () => {
    const scenario = calls(asked(), 'scroll').event({ type: 'interrupt', turnId: 1 });
    expect(earcons(ends(scenario))).toEqual([]);
  });
});

describe('a question that is answered while it is spoken', () => {
  const question = 'Send it? Yes or no? Press Yes or No in the panel.\n';
  const answered = (scenario: Scenario) =>
    scenario.event({ type: 'approval_answered', id: 'a', answer: 'yes' });
  const asks = {
    type: 'approval_asked',
    id: 'a',
    begunAs: 1,
    mayRemember: false,
    expiresMs: 60_000,
  } as const;
  /** It needs four seconds. */
  const asking = () =>
    calls(asked('send the form'), 'click')
      .event({ ...asks, question: question.trim() })
      .audio(800)
      .audio(800, 1, 1)
      .audio(2_400, 1, 2);

  it('is cut, and the answer goes on as a new turn', () => {
    const scenario = answered(asking().playback(900).forget());
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'replaced', goes_on_as: 2 }]);
    expect(scenario.effect('go_on_as')).toMatchObject([{ turnId: 1, as: 2 }]);
    expect(scenario.effect('cancel')).toEqual([]);
    expect(scenario.texts('assistant')).toMatchObject([
      { turn_id: 1, text: 'Send it?', is_final: true, interrupted: true },
    ]);
    scenario.event({ type: 'action_call_done', turnId: 2, callId: 'a', failed: false });
    ends(scenario, 2);
    expect(earcons(scenario)).toEqual([{ turn_id: 2, sound: 'done' }]);
    expect(scenario.state.history.slice(1)).toEqual([
      { role: 'assistant', content: 'Send it?', interrupted: true },
      { role: 'assistant', content: '', actionResult: NOTE },
    ]);
    expect(scenario.effect('turn_ended').map(({ record }) => record)).toMatchObject([
      { turnId: 2, outcome: 'completed', toolCalls: [{ name: 'click', outcome: 'completed' }] },
    ]);
  });

  it('leaves nothing in the history if none of it was heard', () => {
    const scenario = calls(asked('send the form'), 'click');
    answered(scenario.event({ ...asks, question: question.trim() }));
    expect(scenario.state.history).toEqual([{ role: 'user', content: 'send the form' }]);
    expect(scenario.state.answer).toMatchObject({ turnId: 2, text: '', sentMs: 0 });
  });

  it.each<[string, (scenario: Scenario) => Scenario]>([
    ['it was heard to its end', (scenario) => scenario.playback(4_000)],
    ['the user speaks over it', (scenario) => scenario.playback(900).starts()],
  ])('is not cut if %s', (_, before) => {
    const scenario = answered(before(asking()).forget());
    expect(scenario.flushes()).toEqual([]);
    expect(scenario.state.answer).toMatchObject({ turnId: 1, text: question });
  });

  it('gives each of its turns metrics', () => {
    const scenario = answered(asking().playback(900));
    scenario.event({ type: 'action_call_done', turnId: 2, callId: 'a', failed: false });
    ends(scenario, 2);
    expect(scenario.data('metrics')).toEqual(
      [1, 2].map((turn_id) => expect.objectContaining({ turn_id, total_ms: expect.any(Number) })),
    );
  });

  it('is stopped also by an interrupt of the turn that it was begun as, whose playback says nothing of it', () => {
    const scenario = answered(asking().playback(900)).event({
      type: 'llm_text',
      turnId: 2,
      text: 'Now it is sent.',
    });
    scenario.audio(1_000, 2).forget().event({ type: 'interrupt', turnId: 1, playedMs: 4_000 });
    expect(scenario.flushes()).toEqual([{ turn_id: 2, reason: 'interrupt' }]);
    expect(scenario.texts('assistant')).toMatchObject([{ turn_id: 2, text: '', interrupted: true }]);
  });

  it('says what may have been done if the user stops it then', () => {
    const scenario = answered(asking()).event({ type: 'interrupt', turnId: 2 });
    expect(scenario.effect('cancel')).toMatchObject([{ turnId: 2 }]);
    expect(scenario.state.history.at(-1)).toMatchObject({
      actionResult: expect.stringContaining('"click" ran'),
    });
  });
});

describe('"stop" over what an action says', () => {
  const stopped = (text: string) => {
    const scenario = asked('click more').event({ type: 'action_done', turnId: 1, text });
    scenario.answer(text, 4_000).playback(900);
    return speaksOver(scenario, 'stop').ends('stop').advance(2_000);
  };

  it('is answered after a question, because something may have to be taken back', () => {
    expect(stopped('Two are called More. Which one?').state.answer).toMatchObject({ question: 'stop' });
  });

  it('needs no answer otherwise', () => {
    expect(stopped('Two of them were clicked. That was all.').state.answer).toBeNull();
  });
});

describe('an action that the user stops', () => {
  it.each<[string, (scenario: Scenario) => Scenario, string]>([
    [
      'while a tool runs says that it may have been done',
      (scenario) => calls(scenario, 'click'),
      'It was stopped while "click" ran: it is not known whether this was done.',
    ],
    [
      'after a tool says so',
      (scenario) => returns(calls(scenario, 'click')),
      'It was stopped after "click".',
    ],
  ])('%s', (_, act, actionResult) => {
    const scenario = act(asked('click sign in')).event({ type: 'interrupt', turnId: 1 });
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'interrupt' }]);
    expect(scenario.state.history.at(-1)).toMatchObject({ content: '', interrupted: true, actionResult });
    expect(scenario.effect('turn_ended')).toHaveLength(1);
  });

  it('leaves no trace if it only looked', () => {
    const scenario = calls(asked(), 'page_snapshot').event({ type: 'interrupt', turnId: 1 });
    expect(scenario.state.history).toEqual([{ role: 'user', content: 'scroll down' }]);
  });

  it.each([
    ['is asked again with its rest if nothing was done', 'page_snapshot', 'click refresh and then save'],
    ['is not asked again once something may have been done', 'click', 'and then save'],
  ])('%s', (_, tool, answered) => {
    const scenario = calls(new Scenario().say('click refresh').advance(450), tool);
    speaksOver(scenario, 'and then save').ends('and then save').advance(2_000);
    expect(scenario.effect('generate').at(-1)!.messages.at(-1)!.content).toBe(answered);
  });
});
