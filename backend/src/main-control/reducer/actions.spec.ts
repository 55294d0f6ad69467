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
