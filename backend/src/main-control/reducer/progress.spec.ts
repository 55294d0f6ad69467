import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { Scenario } from '../testing/scenario.js';

/** A question was typed, and its answer calls tools. */
const asked = () => new Scenario().forget().event({ type: 'text_input', text: 'What do pears cost?' });

const progress = (scenario: Scenario, text = 'Looking for pears…', spoken = 'Looking at the page.') =>
  scenario.event({ type: 'progress', turnId: 1, callId: 'a', text, spoken });

const sent = (scenario: Scenario) =>
  scenario.effects.flatMap((effect) =>
    effect.type === 'send' && effect.message.type === 'data' && effect.message.name === 'progress'
      ? [effect.message.data]
      : [],
  );
const spoken = (scenario: Scenario) => scenario.effect('speak').map(({ text }) => text.trim());

describe('the progress of a task', () => {
  it('is sent as it comes', () => {
    const scenario = progress(progress(asked()), 'Clicking Pears…', 'Clicking.');
    expect(sent(scenario)).toEqual([
      { turn_id: 1, text: 'Looking for pears…' },
      { turn_id: 1, text: 'Clicking Pears…' },
    ]);
    expect(spoken(scenario)).toEqual([]);
  });

  it('is said once, two seconds after the question, in the words of the step that runs then', () => {
    const scenario = progress(asked().advance(500), 'Typing…', 'Typing.').advance(1_000);
    progress(scenario).advance(499);
    expect(spoken(scenario)).toEqual([]);
    scenario.advance(1);
    expect(spoken(scenario)).toEqual(['Looking at the page.']);
    progress(scenario, 'Clicking Pears…', 'Clicking.').advance(10_000);
    expect(spoken(scenario)).toEqual(['Looking at the page.']);
  });

  it('is said at once if the model took longer than that', () => {
    const scenario = progress(asked().advance(5_000)).advance(0);
    expect(spoken(scenario)).toEqual(['Looking at the page.']);
  });

  it('is a part of the answer', () => {
    const scenario = progress(asked()).advance(2_000);
    scenario.answer('They cost two euros.', 600, 1).playback(600, 'drained', 1);
    expect(scenario.state.history.at(-1)).toEqual({
      role: 'assistant',
      content: 'Looking at the page.\nThey cost two euros.',
    });
  });

  it.each<[string, (scenario: Scenario) => unknown]>([
    [
      'the model has said something',
      (scenario) => scenario.event({ type: 'llm_text', turnId: 1, text: 'Let me see.\n' }),
    ],
    ['the user has stopped it', (scenario) => scenario.event({ type: 'interrupt', turnId: 1 })],
    [
      'the model has failed',
      (scenario) => {
        const error = new ProviderError('llm', 'test', 'provider_unavailable', 'It died.');
        scenario.event({ type: 'answer_failed', turnId: 1, error });
      },
    ],
    ['the answer is over', (scenario) => scenario.event({ type: 'llm_done', turnId: 1 })],
  ])('is not said if %s', (_, happen) => {
    const scenario = progress(asked());
    happen(scenario);
    scenario.advance(10_000);
    expect(spoken(scenario).join()).not.toContain('Looking at the page');
  });

  it('says when each call of a step began, for the record of the turn', () => {
    const calls = ['a', 'b'].map((id) => ({ id, name: 'weather', arguments: '{}' }));
    const scenario = asked().event({ type: 'tool_calls', turnId: 1, calls });
    const call = (callId: string) => {
      scenario
        .event({ type: 'progress', turnId: 1, callId, text: 'Looking…', spoken: 'Looking.' })
        .advance(100);
      scenario.event({ type: 'tool_result', turnId: 1, callId, content: '{}' });
    };
    call('a');
    call('b');
    const record = scenario.event({ type: 'interrupt', turnId: 1 }).effect('turn_ended').at(-1)!.record;
    expect(record.toolCalls.map(({ startedAt, endedAt }) => endedAt! - startedAt)).toEqual([100, 100]);
  });

  it('of a turn that is over is dropped', () => {
    const scenario = asked().event({ type: 'interrupt', turnId: 1 });
    progress(scenario).advance(5_000);
    expect(sent(scenario)).toEqual([]);
    expect(spoken(scenario)).toEqual([]);
  });
});
