/** Final transcripts of a recogniser that knows the page. */
import { describe, expect, it } from 'vitest';
import type { HeardCommand } from '../../stt/stt.port.js';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { Scenario, speaking, thinking, withPolicies } from '../testing/scenario.js';

const CHECKOUT = 'click Proceed to checkout';
const ORDINARY = 'quick proceed to check out';

const checkout = (confidence: number): HeardCommand => ({
  text: CHECKOUT,
  target: 'Proceed to checkout',
  confidence,
});
const [SURE, DOUBTFUL] = [checkout(0.95), checkout(0.7)];

/** The user says a command, of which only the final transcript knows. */
const command = (scenario: Scenario, heard: HeardCommand, text = ORDINARY, speechMs = 800): Scenario =>
  scenario
    .starts()
    .advance(speechMs)
    .event({ type: 'stt_partial', text })
    .advance(64)
    .event({ type: 'speech_offset', agoMs: 64 })
    .advance(64)
    .event({ type: 'speech_end', agoMs: 128 })
    .advance(5)
    .event({ type: 'stt_final', text, command: heard });

/** The doubt and the question of each answer that was begun, speculative ones too. */
const asked = (scenario: Scenario) =>
  scenario
    .effect('generate')
    .map(({ messages, isDoubtful = false }) => [messages.at(-1)!.content, isDoubtful]);

describe('a command about the page', () => {
  it('that is sure ends its turn with its final transcript', () => {
    const scenario = command(new Scenario(), SURE);
    expect(scenario.state.phase).toBe('thinking');
    expect(asked(scenario).at(-1)).toEqual([CHECKOUT, false]);
    expect(scenario.state.history).toEqual([{ role: 'user', content: CHECKOUT }]);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: CHECKOUT, is_final: true });
    expect(scenario.texts('user').at(-1)).not.toHaveProperty('uncertain');
  });

  it('that is sure waits for a moment where a longer command begins so', () => {
    const scenario = command(new Scenario(), { ...SURE, mayGoOn: true }).advance(320 - 133 - 1);
    expect(scenario.state.phase).toBe('listening');
    expect(scenario.advance(1).state.phase).toBe('thinking');
    expect(asked(scenario).at(-1)).toEqual([CHECKOUT, false]);
  });

  it('that is less sure is doubtful, and ends as soon as a whole command', () => {
    const scenario = command(new Scenario(), DOUBTFUL).advance(320 - 133 - 1);
    expect(scenario.state.phase).toBe('listening');
    expect(scenario.advance(1).state.phase).toBe('thinking');
    expect(asked(scenario).at(-1)).toEqual([CHECKOUT, true]);
    expect(scenario.state.answer).toMatchObject({ question: CHECKOUT, isDoubtful: true });
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: CHECKOUT, uncertain: true });
  });

  it('that is unlikely is any other sentence', () => {
    const scenario = command(new Scenario(), checkout(0.3)).advance(460);
    expect(scenario.state.phase).toBe('listening');
    expect(scenario.advance(10).state.phase).toBe('thinking');
    expect(asked(scenario).at(-1)).toEqual([ORDINARY, false]);
  });

  it('that is unlikely makes other words about the page doubtful', () => {
    const said = 'click the top';
    const scenario = new Scenario().starts().advance(800).event({ type: 'speech_offset', agoMs: 64 });
    scenario
      .event({ type: 'speech_end', agoMs: 128 })
      .event({ type: 'stt_final', text: said, command: checkout(0.3) });
    scenario.advance(1_000);
    expect(asked(scenario).at(-1)).toEqual([said, true]);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: said, uncertain: true });
  });

  it('drops the answer that was begun to other words', () => {
    const scenario = new Scenario().starts().advance(400).event({ type: 'stt_partial', text: ORDINARY });
    scenario.advance(400).event({ type: 'speech_offset', agoMs: 64 });
    scenario.event({ type: 'speech_end', agoMs: 128 });
    expect(asked(scenario)).toEqual([[ORDINARY, false]]);
    scenario.event({ type: 'stt_final', text: ORDINARY, command: SURE });
    expect(scenario.effect('cancel')).toHaveLength(1);
    expect(asked(scenario).at(-1)).toEqual([CHECKOUT, false]);
  });

  it('that is doubtful gets no answer that was begun without a doubt, and the other way round', () => {
    const scenario = new Scenario().starts().advance(400).event({ type: 'stt_partial', text: CHECKOUT });
    scenario.advance(400).event({ type: 'speech_offset', agoMs: 64 });
    scenario.event({ type: 'speech_end', agoMs: 128 });
    expect(asked(scenario)).toEqual([[CHECKOUT, false]]);
    scenario.event({ type: 'stt_final', text: ORDINARY, command: DOUBTFUL }).advance(400);
    expect(asked(scenario)).toEqual([
      [CHECKOUT, false],
      [CHECKOUT, true],
    ]);
    expect(scenario.effect('confirm')).toEqual([{ type: 'confirm', turnId: 1 }]);
  });

  it.each([SURE, DOUBTFUL])('is a part of the sentence that goes on: %s', (heard) => {
    const scenario = new Scenario().say('please').advance(100);
    command(scenario, heard).advance(250);
    expect(scenario.state.phase).toBe('listening');
    scenario.advance(400);
    expect(asked(scenario).at(-1)).toEqual([`please ${CHECKOUT}`, heard === DOUBTFUL]);
  });

  it('that is doubtful stays so when more is said', () => {
    const scenario = command(new Scenario(), DOUBTFUL).advance(50).say('and then go home').advance(1_000);
    expect(asked(scenario).at(-1)).toEqual([`${CHECKOUT} and then go home`, true]);
  });

  it('stays doubtful when a cough follows', () => {
    const scenario = command(new Scenario(), DOUBTFUL).advance(50).starts().advance(100).ends('');
    scenario.advance(500);
    expect(asked(scenario).at(-1)).toEqual([CHECKOUT, true]);
  });

  it('waits for a sound that has just begun', () => {
    const scenario = new Scenario().starts().advance(800).event({ type: 'speech_offset', agoMs: 64 });
    scenario.event({ type: 'speech_end', agoMs: 128 }).event({ type: 'speech_onset', agoMs: 32 });
    scenario.event({ type: 'stt_final', text: ORDINARY, command: SURE });
    expect(scenario.state.phase).toBe('listening');
    expect(scenario.advance(300).state.phase).toBe('thinking');
  });

  it('ends with the key in push-to-talk, as doubtful as it is', () => {
    const scenario = new Scenario().event({ type: 'mode_changed', mode: 'push_to_talk' });
    scenario.event({ type: 'push_to_talk', down: true }).advance(800);
    scenario.event({ type: 'push_to_talk', down: false }).advance(20);
    scenario.event({ type: 'stt_final', text: ORDINARY, command: DOUBTFUL });
    expect(asked(scenario)).toEqual([[CHECKOUT, true]]);
  });

  it('leaves the end to a client that ends turns', () => {
    const scenario = new Scenario(withPolicies({ endpointing: { manual: true } }));
    expect(command(scenario, SURE).advance(2_000).state.phase).toBe('listening');
  });

  it('that comes twice is one turn', () => {
    const scenario = command(new Scenario(), SURE);
    scenario.event({ type: 'stt_final', text: ORDINARY, command: SURE }).advance(1_000);
    expect(scenario.state.turnId).toBe(1);
  });

  it('continues a question whose answer was not heard yet, as doubtful as it is', () => {
    const scenario = command(thinking(), DOUBTFUL).advance(1_000);
    expect(asked(scenario).at(-1)).toEqual([`what time is it ${CHECKOUT}`, true]);
  });

  it('that is doubtful stays so when the user goes on before it is asked', () => {
    const scenario = command(new Scenario(), DOUBTFUL).advance(400).say('now').advance(1_000);
    expect(asked(scenario).at(-1)).toEqual([`${CHECKOUT} now`, true]);
  });

  it('leaves no doubt for the next turn', () => {
    const scenario = command(new Scenario(), DOUBTFUL).advance(400).answer('Proceed to checkout?', 700);
    scenario.playback(700, 'drained').advance(5_000).say('what time is it').advance(1_000);
    expect(asked(scenario).at(-1)).toEqual(['what time is it', false]);
  });

  it('stays doubtful when its answer has to begin again', () => {
    const scenario = command(new Scenario(), DOUBTFUL).advance(400);
    const error = new ProviderError('llm', 'first', 'provider_unavailable', 'It died.', {
      beginsAgain: true,
    });
    scenario.event({ type: 'answer_failed', turnId: 1, error });
    expect(scenario.state.answer).toMatchObject({ turnId: 2, isDoubtful: true });
    expect(asked(scenario).at(-1)).toEqual([CHECKOUT, true]);
  });
});

describe('a command about the page over an answer', () => {
  const over = (heard: HeardCommand, text = ORDINARY) =>
    command(speaking().playback(3_900).forget(), heard, text, 300);

  it.each([SURE, DOUBTFUL])('stops it, and its turn ends after the silence of a command: %s', (heard) => {
    const scenario = over(heard);
    expect(scenario.commands()).toContain('flush');
    expect(scenario.state.phase).toBe('listening');
    expect(scenario.advance(200).state.phase).toBe('thinking');
    expect(asked(scenario).at(-1)).toEqual([CHECKOUT, heard === DOUBTFUL]);
  });

  it('stops it also if it is called like a backchannel, where it is sure', () => {
    const yes = (confidence: number) => ({ text: 'yes', target: 'yes', confidence });
    expect(over(yes(0.95), 'yes').commands()).toContain('flush');
    expect(over(yes(0.7), 'yes').commands()).not.toContain('flush');
  });

  it('is none where the ordinary words only repeat the assistant', () => {
    const echo: HeardCommand = { text: 'click Bright', target: 'Bright', confidence: 0.99 };
    expect(over(echo, 'the day is bright').commands()).not.toContain('flush');
    const late = speaking().playback(4_000, 'drained').forget();
    command(late.advance(10), echo, 'the day is bright and warm').advance(1_000);
    expect(late.effect('generate').filter(({ speculative }) => !speculative)).toEqual([]);
  });
});
