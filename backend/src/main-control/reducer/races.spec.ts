/** Races that broke other voice agents, as scenarios with a fake clock. */
import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { ANSWER, Scenario, speaking, thinking, withPolicies } from '../testing/scenario.js';

const sentAudio = (scenario: Scenario): number => scenario.effect('send_audio').length;

/** Checks that a normal turn still works. */
function expectAlive(scenario: Scenario): void {
  scenario.advance(3_000).forget().say('thank you').advance(1_500);
  const { turnId } = scenario.state;
  scenario.answer('You are welcome.', 900, turnId).playback(900, 'drained', turnId);
  expect(sentAudio(scenario)).toBeGreaterThan(0);
  expect(scenario.texts('assistant').at(-1)).toMatchObject({ text: 'You are welcome.', is_final: true });
  expect(scenario.state.phase).toBe('listening');
}

describe('races', () => {
  it('1: an interruption before the first audio plays does not mute the session', () => {
    const scenario = thinking().audio(100, 1).event({ type: 'interrupt', turnId: 1, playedMs: 0 });
    expect(scenario.state.answer).toBeNull();
    expectAlive(scenario);
  });

  it('2: an answer interrupted before it was heard leaves nothing in the history', () => {
    const scenario = speaking().event({ type: 'interrupt', turnId: 1, playedMs: 0 });
    expect(scenario.state.history).toEqual([{ role: 'user', content: 'what time is it' }]);
  });

  it('3: a cough while thinking drops neither the answer nor its place in the history', () => {
    const scenario = thinking().starts().audio(2_000, 1, 0);
    expect(sentAudio(scenario)).toBe(0);
    scenario.advance(268).ends('').audio(2_000, 1, 1).event({ type: 'tts_done', turnId: 1 });
    expect(sentAudio(scenario)).toBe(2);
    scenario.playback(4_000, 'drained', 1);
    expect(scenario.state.history.filter(({ role }) => role === 'assistant')).toEqual([
      { role: 'assistant', content: ANSWER },
    ]);
    expect(scenario.texts('user').filter(({ is_final }) => is_final)).toHaveLength(1);
  });

  it.each([100, 500, 700])('4: a transcript that comes again after %d ms is answered once', (ms) => {
    const scenario = new Scenario().say('what time is it').advance(ms);
    scenario.event({ type: 'stt_final', text: 'what time is it' }).advance(1_000);
    expect(scenario.texts('user').at(-1)).toMatchObject({
      text: 'what time is it',
      is_final: true,
      turn_id: 1,
    });
    expect(scenario.effect('generate')).toHaveLength(1);
    expectAlive(scenario.answer(ANSWER, 2_000).playback(2_000, 'drained', 1));
  });

  it('4: an utterance that is finalised twice is answered once', () => {
    const scenario = new Scenario().say('what time is it').advance(1_000).answer(ANSWER, 2_000);
    scenario.event({ type: 'stt_end_of_turn', text: '' }).advance(1_000).playback(2_000, 'drained', 1);
    expect(scenario.effect('generate').filter(({ turnId }) => turnId > 1)).toEqual([]);
    expectAlive(scenario);
  });

  it('5: at most three speculative answers start, and one is spoken', () => {
    const scenario = new Scenario(withPolicies({ endpointing: { delayMs: 5_000 } }));
    for (let i = 1; i <= 7; i++) scenario.say(`word${i}`, 100);
    const tries = scenario.effect('generate');
    expect(tries).toHaveLength(3);
    expect(tries.every(({ speculative }) => speculative)).toBe(true);
    scenario.advance(5_000);
    const real = scenario.effect('generate').filter(({ speculative }) => !speculative);
    expect(real).toHaveLength(1);
    expect(scenario.effect('cancel')).toHaveLength(3);
    scenario.answer('Yes.', 300).playback(300, 'drained');
    expect(scenario.data('metrics')).toMatchObject([{ speculations: 3 }]);
    expect(scenario.data('metrics')[0]).not.toHaveProperty('speculation_used');
  });

  it('6: an onset 1 ms before the first audio withholds all of it', () => {
    const scenario = thinking().advance(100).event({ type: 'speech_onset', agoMs: 0 }).advance(1);
    scenario.audio(100, 1).advance(31).event({ type: 'speech_start', agoMs: 32 }).advance(300).audio(100, 1);
    scenario.event({ type: 'stt_partial', text: 'in tokyo' }).advance(300);
    scenario.event({ type: 'stt_partial', text: 'in tokyo' });
    expect(sentAudio(scenario)).toBe(0);
    expect(scenario.texts('user').at(-1)).toMatchObject({
      text: 'what time is it in tokyo',
      is_final: false,
    });
  });

  it('7: audio of a provider that ignores the abort goes nowhere', () => {
    const scenario = speaking().event({ type: 'interrupt', turnId: 1 }).forget();
    for (let i = 0; i < 50; i++) scenario.audio(20, 1, 1);
    scenario.event({ type: 'tts_done', turnId: 1 });
    expect(scenario.effects).toEqual([]);
  });

  it('8: the answer does not resume while its recognised words may still change', () => {
    const scenario = speaking().forget().starts().advance(350).event({ type: 'stt_partial', text: 'okay' });
    scenario.advance(64).event({ type: 'speech_offset', agoMs: 64 }).advance(160);
    scenario.event({ type: 'speech_end', agoMs: 256 }).advance(1_000);
    expect(scenario.commands()).toEqual(['pause_playback']);
    scenario.event({ type: 'stt_final', text: 'okay what about tokyo' });
    expect(scenario.commands()).toEqual(['pause_playback', 'flush']);
  });

  it.each([
    ['a model that stalls before its first word', 'llm', () => new Scenario().say('hello').advance(1_000)],
    [
      'a model that stalls during its answer',
      'llm',
      () =>
        new Scenario()
          .say('hello')
          .advance(1_000)
          .event({ type: 'llm_text', turnId: 1, text: 'Well. And' })
          .audio(400, 1, 0),
    ],
    ['a TTS that stalls before its first audio', 'tts', thinking],
    ['a TTS that stalls in mid-answer', 'tts', () => thinking().audio(400, 1, 0)],
  ] as const)('9: %s ends in listening, with an error', (_, stage, start) => {
    const scenario = start();
    const error = new ProviderError(stage, 'x', 'provider_timeout', 'It did not answer.');
    scenario.event({ type: 'answer_failed', turnId: 1, error });
    // If the model fails, the text before the failure is still spoken.
    if (scenario.state.answer) scenario.event({ type: 'tts_done', turnId: 1 });
    scenario.advance(5_000);
    expect(scenario.sent).toContainEqual(
      expect.objectContaining({ type: 'error', code: 'provider_timeout', stage }),
    );
    expect(scenario.commands('audio_end')).toHaveLength(1);
    expect(scenario.data('metrics')).toHaveLength(1);
    expect(scenario.state).toMatchObject({ phase: 'listening', answer: null });
    expectAlive(scenario);
  });

  it('10: actions and tools do not run before the end of the turn', () => {
    const scenario = new Scenario().say('set a timer for five minutes');
    expect(scenario.effect('generate')).toMatchObject([{ turnId: 1, speculative: true }]);
    expect(scenario.effect('confirm')).toEqual([]);
    scenario.advance(1_000);
    expect(scenario.effect('generate'), 'asked once').toHaveLength(1);
    expect(scenario.effect('confirm')).toEqual([{ type: 'confirm', turnId: 1 }]);
    expectAlive(scenario.answer('Okay.', 300).playback(300, 'drained'));
  });

  it('11: a late transcript is sent before its answer', () => {
    const scenario = new Scenario()
      .starts()
      .advance(800)
      .event({ type: 'speech_end', agoMs: 256 })
      .advance(1_500);
    scenario.event({ type: 'stt_final', text: 'what time is it' }).answer(ANSWER, 900);
    const order = scenario.data('text_data').filter(({ data_type }) => data_type === 'transcribe');
    const question = order.findIndex(({ role, is_final }) => role === 'user' && is_final);
    expect(question).toBeLessThan(order.findIndex(({ role }) => role === 'assistant'));
  });

  const died = new ProviderError('tts', 'x', 'provider_unavailable', 'The connection broke.');

  it.each([
    ['before the first audio', thinking, '', ANSWER],
    ['in mid-answer', () => thinking().audio(1_900, 1, 0), 'It is noon in London', ANSWER],
  ])('12: the text after a TTS failure %s is not recorded as heard', (_, start, heard) => {
    const scenario = start().event({ type: 'answer_failed', turnId: 1, error: died });
    expect(scenario.sent).toContainEqual(expect.objectContaining({ type: 'error', stage: 'tts' }));
    // The audio already sent plays to its end and can be interrupted until then.
    expect(scenario.state.answer === null).toBe(heard === '');
    scenario.advance(3_000);
    // The rest was not heard but can be read, so it stays in the answer.
    expect(scenario.texts('assistant').at(-1)).toMatchObject({ text: ANSWER, is_final: true });
    expect(scenario.state.history.at(-1)).toMatchObject({
      content: expect.stringMatching(`^${heard}`) as string,
    });
    const last = scenario.state.history.at(-1) as { content: string; unheard: string; ttsFailed: boolean };
    expect(last.ttsFailed).toBe(true);
    expect(`${last.content} ${last.unheard}`.trim()).toBe(ANSWER);
    expect(last.content.length).toBeLessThan(ANSWER.length / 2);
    expectAlive(scenario);
  });

  it('13: the state does not grow with the frames of a long conversation', () => {
    const scenario = new Scenario();
    for (let i = 0; i < 200; i++) {
      scenario.say(`question ${i}`).advance(1_000).answer('Yes.', 300).playback(300, 'drained').forget();
    }
    expect(JSON.stringify(scenario.state).length).toBeLessThan(10_000);
  });

  it.each(['listening', 'thinking', 'speaking', 'holding'])('14: typing while %s loses no turn', (when) => {
    const scenarios: Record<string, () => Scenario> = {
      listening: () => new Scenario().starts().event({ type: 'stt_partial', text: 'half a' }),
      thinking,
      speaking,
      holding: () => speaking().starts(),
    };
    const scenario = scenarios[when]!().forget().event({ type: 'text_input', text: 'hello' });
    expect(scenario.effect('generate').at(-1)).toMatchObject({ turnId: scenario.state.turnId });
    scenario.answer('Hi.', 300).playback(300, 'drained');
    expect(scenario.texts('assistant').at(-1)).toMatchObject({
      text: 'Hi.',
      is_final: true,
      interrupted: false,
    });
    expect(scenario.state.history.at(-1)).toEqual({ role: 'assistant', content: 'Hi.' });
  });

  it.each(['listening', 'thinking', 'speaking', 'holding'])(
    '14: a client that disconnects while %s loses nothing of the turn',
    (when) => {
      const scenarios: Record<string, () => Scenario> = {
        listening: () => new Scenario().starts().advance(300),
        thinking,
        speaking,
        holding: () => speaking().starts(),
      };
      const scenario = scenarios[when]!().forget().event({ type: 'client_gone' }).advance(2_000);
      expect(scenario.flushes()).toEqual([]);
      if (when === 'listening') scenario.ends('what time is it').advance(1_000).answer(ANSWER, 4_000);
      else if (when === 'thinking') scenario.audio(2_000, 1, 0).audio(2_000, 1, 1);
      if (when !== 'listening') scenario.event({ type: 'tts_done', turnId: 1 });
      scenario.playback(4_000, 'drained', 1);
      expect(scenario.state.history.map(({ content }) => content)).toEqual(['what time is it', ANSWER]);
      expect(scenario.state.phase).toBe('listening');
    },
  );

  it('15: the playhead decides what was heard, and never more than was sent', () => {
    const fast = speaking().advance(10).playback(300).event({ type: 'interrupt', turnId: 1 });
    expect(fast.state.history.at(-1)).toMatchObject({ content: 'It', interrupted: true });
    const lying = thinking().audio(500, 1, 0).playback(999_999).event({ type: 'interrupt', turnId: 1 });
    expect(lying.state.history.at(-1)!.content.length).toBeLessThan(ANSWER.length / 2);
  });

  it('the playhead stops while the answer is held', () => {
    const scenario = speaking().playback(1_000).starts().advance(768);
    expect(scenario.flushes()).toHaveLength(1);
    expect(scenario.state.history.at(-1)).toMatchObject({ content: 'It is noon in', interrupted: true });
    const resumed = speaking().playback(1_000).starts().advance(268).ends('').advance(10).playback(1_100);
    resumed.advance(100).event({ type: 'interrupt', turnId: 1 });
    expect(resumed.state.history.at(-1)).toMatchObject({ content: 'It is noon in', interrupted: true });
  });

  it('trailing silence does not start the answer again', () => {
    const scenario = speaking().event({ type: 'tts_done', turnId: 1 }).playback(4_000, 'drained', 1).forget();
    scenario.playback(4_000, 'drained', 1).audio(200, 1).advance(5_000);
    expect(scenario.effects).toEqual([]);
  });

  it('a change of formatting does not drop the speculative answer', () => {
    const scenario = new Scenario().say('what time is it');
    scenario.event({ type: 'stt_end_of_turn', text: 'What time is it?' });
    expect(scenario.effect('cancel')).toEqual([]);
    expect(scenario.effect('generate')).toHaveLength(1);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'What time is it?', is_final: true });
  });

  it('an expected end of the turn starts an answer, which is dropped when the user goes on', () => {
    const scenario = new Scenario().starts().event({ type: 'stt_eager_end', text: 'what time is it' });
    scenario.event({ type: 'llm_text', turnId: 1, text: 'Noon. ' }).event({ type: 'stt_resumed' });
    expect(scenario.effect('cancel')).toHaveLength(1);
    expect(scenario.texts('assistant')).toEqual([]);
    scenario.event({ type: 'stt_end_of_turn', text: 'what time is it in tokyo' });
    expect(scenario.effect('generate').at(-1)).toMatchObject({ speculative: false });
  });

  it('a hold that is never decided ends', () => {
    const scenario = speaking().forget().starts().advance(350).event({ type: 'stt_partial', text: 'okay' });
    scenario.advance(64).event({ type: 'speech_offset', agoMs: 64 }).advance(10_000);
    expect(scenario.commands().at(-1)).toBe('resume_playback');
  });

  it('a recogniser that fails during an overlap resumes the answer', () => {
    const scenario = speaking().forget().starts().advance(100);
    const error = new ProviderError('stt', 'x', 'provider_unavailable', 'It stopped.');
    scenario.event({ type: 'stt_failed', error }).advance(1_000);
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
  });
});
