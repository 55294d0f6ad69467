/** Races between a recogniser's transcripts and other events. */
import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { Scenario, withPolicies } from '../testing/scenario.js';

const broken = new ProviderError('stt', 'x', 'provider_unavailable', 'It stopped.');
const asked = (scenario: Scenario): string[] =>
  scenario.effect('generate').map(({ messages }) => messages.at(-1)!.content);
const answered = (scenario: Scenario): Scenario => scenario.answer('Yes.', 300).playback(300, 'drained');

describe('transcripts', () => {
  it.each<[string, (scenario: Scenario) => Scenario]>([
    ['failed', (scenario) => scenario.event({ type: 'stt_failed', error: broken })],
    ['timed out', (scenario) => scenario.advance(6_000)],
    [
      'timed out after a partial',
      (scenario) =>
        scenario.event({ type: 'stt_partial', text: 'tell me' }).advance(6_000).answer('Hm.', 100),
    ],
  ])('answers the next questions after one whose recognition %s', (_, goWrong) => {
    const scenario = new Scenario().starts().advance(500).event({ type: 'speech_end', agoMs: 192 });
    goWrong(scenario).advance(1_000).forget();
    for (const question of ['what time is it', 'what day is it', 'who are you']) {
      scenario.starts().advance(600).ends(question).advance(700);
      expect(asked(scenario).at(-1)).toBe(question);
      expect(scenario.sent.filter(({ type }) => type === 'error')).toEqual([]);
      answered(scenario).advance(2_000);
    }
  });

  it('answers a very late transcript if nothing was known of its speech', () => {
    const scenario = new Scenario().starts().advance(500).event({ type: 'speech_end', agoMs: 192 });
    scenario.advance(8_000).forget().event({ type: 'stt_final', text: 'what time is it' }).advance(1_000);
    expect(asked(scenario).at(-1)).toBe('what time is it');
  });

  it('ignores transcripts of speech that a typed turn replaced', () => {
    const scenario = new Scenario().starts().advance(300).event({ type: 'stt_partial', text: 'half a' });
    scenario.event({ type: 'text_input', text: 'hello' }).forget();
    scenario.event({ type: 'stt_partial', text: 'half a question' }).audio(500, 2, 0);
    scenario.ends('half a question').advance(8_000);
    expect(scenario.flushes()).toEqual([]);
    expect(scenario.texts('user')).toEqual([]);
    expect(scenario.effect('generate')).toEqual([]);
    scenario.event({ type: 'llm_text', turnId: 2, text: 'Hi.' }).event({ type: 'llm_done', turnId: 2 });
    scenario.event({ type: 'tts_done', turnId: 2 }).playback(500, 'drained', 2);
    expect(scenario.say('what time is it').advance(800).texts('user').at(-1)).toMatchObject({
      text: 'what time is it',
      is_final: true,
    });
  });

  it('takes back shown words when the final transcript is empty', () => {
    const scenario = new Scenario()
      .starts()
      .advance(300)
      .event({ type: 'stt_partial', text: 'the' })
      .ends('');
    scenario.advance(1_000);
    expect(scenario.texts('user').map(({ text, is_final }) => [text, is_final])).toEqual([
      ['the', false],
      ['', true],
    ]);
    expect(scenario.state.utterance).toBeNull();
    expect(scenario.state.history).toEqual([]);
  });

  it('ends a turn of words without detected speech', () => {
    const scenario = new Scenario().event({ type: 'stt_partial', text: 'hello' }).advance(6_000);
    expect(asked(scenario)).toEqual(['hello']);
    answered(scenario).event({ type: 'announce', text: 'Your timer is done.' });
    expect(scenario.effect('speak').at(-1)).toMatchObject({ text: 'Your timer is done.' });
  });

  it('answers a whole transcript even if the recogniser fails in the pause after it', () => {
    const scenario = new Scenario().say('what time is it').event({ type: 'stt_failed', error: broken });
    scenario.advance(1_000);
    expect(scenario.state).toMatchObject({ utterance: null, answer: { question: 'what time is it' } });
    expect(answered(scenario).state.phase).toBe('listening');
  });

  it('drops a speculative answer to half a question when the recogniser fails', () => {
    const scenario = new Scenario()
      .say('what time is it')
      .starts()
      .event({ type: 'stt_failed', error: broken });
    expect(scenario.state).toMatchObject({ utterance: null, answer: null });
    scenario.event({ type: 'announce', text: 'Your timer is done.' });
    expect(scenario.effect('speak')).toMatchObject([{ text: 'Your timer is done.' }]);
  });

  it('reports a missing transcript once if the recogniser reports its failure itself', () => {
    const scenario = new Scenario().starts().advance(500).event({ type: 'speech_end', agoMs: 192 });
    scenario.event({ type: 'stt_warning', error: broken }).advance(8_000);
    expect(scenario.sent.filter(({ type }) => type === 'error')).toHaveLength(1);
  });

  describe('of a recogniser that ends turns itself', () => {
    it.each(['hands_free', 'push_to_talk'] as const)(
      'are answered in %s if the expected end of the turn never comes',
      (mode) => {
        const scenario = new Scenario().event({ type: 'mode_changed', mode });
        if (mode === 'push_to_talk') {
          scenario.event({ type: 'push_to_talk', down: true, transcriptOwed: false }).advance(800);
          scenario.event({ type: 'push_to_talk', down: false, transcriptOwed: false }).advance(200);
        }
        scenario.event({ type: 'stt_eager_end', text: 'what time is it' }).advance(60_000);
        expect(scenario.state.utterance).toBeNull();
        expect(answered(scenario).state.answer).toBeNull();
      },
    );

    const speech = (scenario: Scenario, ms: number): Scenario =>
      scenario.starts().advance(ms).event({ type: 'speech_end', agoMs: 192, transcriptOwed: false });

    it('are waited for while the user goes on speaking', () => {
      const scenario = new Scenario();
      speech(scenario, 500).event({ type: 'stt_partial', text: 'what time' }).advance(400).starts();
      scenario.advance(6_000);
      expect(scenario.effect('generate').filter(({ speculative }) => !speculative)).toEqual([]);
      scenario.event({ type: 'stt_end_of_turn', text: 'what time is it in tokyo' });
      expect(asked(scenario).at(-1)).toBe('what time is it in tokyo');
    });

    it('are answered after a noise', () => {
      const scenario = new Scenario();
      speech(scenario, 300).advance(1_200).starts().advance(900);
      expect(scenario.state.utterance?.speaking).toBe(true);
      scenario.event({ type: 'speech_end', agoMs: 192, transcriptOwed: false });
      scenario.event({ type: 'stt_end_of_turn', text: 'what time is it' });
      expect(asked(scenario)).toEqual(['what time is it']);
    });

    it('do not stop an answer when they are empty', () => {
      const scenario = new Scenario().say('what time is it').advance(600).audio(3_000, 1, 0).forget();
      scenario.starts().advance(100).event({ type: 'stt_end_of_turn', text: '' });
      scenario.event({ type: 'speech_offset', agoMs: 64 }).advance(1_000);
      expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
    });
  });

  describe('after an interrupted question', () => {
    const interrupted = (): Scenario => {
      const scenario = new Scenario().say('what is the capital of france').advance(600).audio(100, 1, 0);
      return scenario.starts().advance(850);
    };

    it('continue it if they follow at once', () => {
      const scenario = new Scenario().say('what time is it').advance(600).starts().advance(300);
      scenario.event({ type: 'stt_partial', text: 'in tokyo' }).ends('in tokyo').advance(1_000);
      expect(asked(scenario).at(-1)).toBe('what time is it in tokyo');
    });

    it.each<[string, (scenario: Scenario) => Scenario]>([
      ['a noise', (scenario) => scenario.ends('').advance(500)],
      [
        'a typed turn',
        (scenario) => answered(scenario.ends('').event({ type: 'text_input', text: 'hello' })).advance(500),
      ],
      ['a minute', (scenario) => scenario.ends('').advance(60_000)],
    ])('do not continue it after %s', (_, meanwhile) => {
      const scenario = meanwhile(interrupted());
      const before = scenario.state.history.length;
      scenario.say('tell me a joke').advance(1_000);
      expect(asked(scenario).at(-1)).toBe('tell me a joke');
      expect(scenario.state.history).toHaveLength(before + 1);
    });
  });

  it.each(['hands_free', 'push_to_talk'] as const)('in %s do not end a turn that the client ends', (mode) => {
    const scenario = new Scenario(withPolicies({ endpointing: { manual: true } }));
    scenario.event({ type: 'mode_changed', mode });
    if (mode === 'push_to_talk') scenario.event({ type: 'push_to_talk', down: true });
    scenario.say('what time is it').advance(20_000).say('in tokyo').advance(20_000);
    expect(scenario.effect('generate')).toEqual([]);
    scenario.event({ type: 'push_to_talk', down: false });
    if (mode === 'push_to_talk') scenario.event({ type: 'stt_final', text: '' });
    expect(asked(scenario)).toEqual(['what time is it in tokyo']);
  });

  it('start an answer from a stable partial, before the final comes', () => {
    const scenario = new Scenario()
      .starts()
      .advance(600)
      .event({ type: 'stt_partial', text: 'what time is it' });
    scenario.advance(300).event({ type: 'speech_end', agoMs: 192 });
    expect(scenario.effect('generate')).toMatchObject([{ speculative: true }]);
    scenario.event({ type: 'stt_final', text: 'What time is it?' }).advance(1_000);
    expect(scenario.effect('generate')).toHaveLength(1);
    const hasty = new Scenario()
      .starts()
      .advance(600)
      .event({ type: 'stt_partial', text: 'what time is it' });
    hasty.advance(100).event({ type: 'speech_end', agoMs: 192 });
    expect(hasty.effect('generate')).toEqual([]);
  });
});
