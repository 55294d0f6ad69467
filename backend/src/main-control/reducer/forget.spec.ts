import { describe, expect, it } from 'vitest';
import { Scenario, speaking } from '../testing/scenario.js';

const history = ({ state }: Scenario) => state.history.map(({ role }) => role);

describe('forgetting the conversation', () => {
  it('leaves nothing of what was said', () => {
    const scenario = speaking().playback(2_000).event({ type: 'interrupt' });
    expect(history(scenario)).toEqual(['user', 'assistant']);
    expect(history(scenario.event({ type: 'forget' }))).toEqual([]);
  });

  it('keeps the words that are being answered, until their answer follows them', () => {
    const scenario = speaking().playback(2_000).event({ type: 'text_input', text: 'forget everything' });
    expect(history(scenario)).toEqual(['user', 'assistant', 'user']);
    expect(history(scenario.event({ type: 'forget' }))).toEqual(['user']);
    expect(scenario.state.history[0]).toMatchObject({ content: 'forget everything' });
  });

  it('does not bring it back with a question that is asked again', () => {
    const scenario = new Scenario().say('what time is it').advance(600).audio(100, 1, 0).starts();
    scenario.advance(850).event({ type: 'forget' }).ends('in tokyo').advance(1_000);
    expect(scenario.state.history.map(({ content }) => content)).toEqual(['in tokyo']);
  });
});
