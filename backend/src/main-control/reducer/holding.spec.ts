/** Races of an answer that is held or withheld while it is unclear what the user said. */
import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { ANSWER, Scenario, speaking, thinking } from '../testing/scenario.js';

describe('held answer', () => {
  it.each<[string, (scenario: Scenario) => Scenario]>([
    [
      'has drained',
      (scenario) => scenario.event({ type: 'tts_done', turnId: 1 }).playback(4_000, 'drained', 1),
    ],
    [
      'has drained after a TTS failure',
      (scenario) =>
        scenario
          .event({
            type: 'answer_failed',
            turnId: 1,
            error: new ProviderError('tts', 'x', 'provider_unavailable', 'Broken.'),
          })
          .playback(4_000, 'drained', 1),
    ],
  ])('resumes the client when it %s', (_, finish) => {
    const scenario = finish(speaking().forget().starts());
    expect(scenario.commands('pause_playback', 'resume_playback', 'flush')).toEqual([
      'pause_playback',
      'resume_playback',
    ]);
  });

  it('counts nothing as heard after the hold, even if the client’s first report comes later', () => {
    const scenario = thinking().audio(3_000, 1, 0).advance(50).starts().advance(40).playback(50);
    scenario.advance(850);
    expect(scenario.flushes()).toHaveLength(1);
    expect(scenario.state.history.filter(({ role }) => role === 'assistant')).toEqual([]);
  });

  it('is checked a few times a second if the client reports nothing', () => {
    const scenario = speaking().event({ type: 'tts_done', turnId: 1 }).advance(3_900);
    scenario.event({ type: 'speech_onset', agoMs: 0 }).forget().advance(600);
    expect(scenario.effect('set_timer').length).toBeLessThan(10);
  });

  it('resumes when a late “okay” is the whole transcript', () => {
    const scenario = speaking().playback(500).forget().starts().advance(100);
    scenario
      .event({ type: 'speech_offset', agoMs: 64 })
      .advance(128)
      .event({ type: 'speech_end', agoMs: 192 });
    scenario.event({ type: 'stt_partial', text: 'okay' }).advance(1_500);
    scenario.event({ type: 'stt_final', text: 'okay' }).advance(1_000);
    expect(scenario.flushes()).toEqual([]);
    expect(scenario.commands().at(-1)).toBe('resume_playback');
  });

  it('is not resumed by the transcript of an earlier sound', () => {
    const scenario = speaking().playback(100).starts().advance(150);
    scenario
      .event({ type: 'speech_offset', agoMs: 60 })
      .advance(132)
      .event({ type: 'speech_end', agoMs: 192 });
    scenario.advance(90).event({ type: 'speech_onset', agoMs: 32 }).advance(10);
    scenario.event({ type: 'stt_final', text: '' }).advance(22).event({ type: 'speech_start', agoMs: 64 });
    scenario.advance(1_500);
    expect(scenario.commands('pause_playback', 'resume_playback', 'flush').at(-1)).toBe('flush');
  });

  it('resumes when the client disconnects, because no end of speech can come', () => {
    const scenario = speaking().playback(500).forget().starts().event({ type: 'client_gone' }).advance(5_000);
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
  });

  it('ends when the client has dropped the rest', () => {
    const scenario = speaking().event({ type: 'tts_done', turnId: 1 }).playback(1_000, 'flushed', 1);
    expect(scenario.state.history.at(-1)).toMatchObject({ content: 'It is noon in', interrupted: true });
  });

  it('ends some time after the client stops reporting', () => {
    const scenario = speaking().playback(500, 'playing', 1).advance(60_000);
    expect(scenario.audio(100, 1, 1).state.answer).not.toBeNull();
    expect(scenario.event({ type: 'tts_done', turnId: 1 }).advance(4_000).state.answer).toBeNull();
  });
});

describe('answer without audio', () => {
  it('does not begin while speech without words goes on', () => {
    const scenario = thinking().starts().advance(850).forget().audio(100, 1, 0).advance(500).audio(100, 1, 0);
    expect(scenario.effect('send_audio')).toEqual([]);
    scenario.event({ type: 'stt_partial', text: 'in tokyo' }).advance(700);
    expect(scenario.effect('send_audio')).toEqual([]);
    expect(scenario.texts('user').at(-1)!.text).toBe('what time is it in tokyo');
  });

  it('begins after a short sound, and despite a noise that does not end', () => {
    const short = thinking().starts().advance(850).audio(100, 1, 0).forget();
    expect(short.ends('').effect('send_audio')).toHaveLength(1);
    const long = thinking().starts().audio(100, 1, 0).forget().advance(4_500);
    expect(long.effect('send_audio')).toHaveLength(1);
  });

  it('is generated before the end of the turn, which confirms it', () => {
    const scenario = new Scenario().say('set a timer').advance(1_000);
    expect(scenario.state.answer?.stage.name).not.toBe('speculative');
    expect(scenario.effect('generate')).toMatchObject([{ turnId: 1, speculative: true }]);
    expect(scenario.effect('confirm')).toMatchObject([{ turnId: 1 }]);
    scenario.answer('Okay.', 300).playback(300, 'drained');
    expect(scenario.state.phase).toBe('listening');
  });

  it('does not begin while an onset is unconfirmed', () => {
    const scenario = new Scenario().say('what time is it').forget().advance(350);
    scenario.event({ type: 'speech_onset', agoMs: 0 }).advance(32).event({ type: 'speech_start', agoMs: 64 });
    scenario.answer(ANSWER, 2_000, 1).advance(400);
    expect(scenario.effect('send_audio')).toEqual([]);
    const cough = new Scenario().say('what time is it').forget().advance(350);
    cough.event({ type: 'speech_onset', agoMs: 0 }).answer(ANSWER, 2_000, 1).advance(100);
    expect(cough.event({ type: 'speech_offset', agoMs: 64 }).effect('send_audio')).toHaveLength(1);
  });

  it('stays withheld if its text comes after the end of the turn and an onset', () => {
    const scenario = new Scenario().say('what time is it').advance(360);
    expect(scenario.state.answer?.stage.name).not.toBe('speculative');
    scenario.event({ type: 'speech_onset', agoMs: 32 });
    scenario.advance(32).event({ type: 'speech_start', agoMs: 64 }).answer(ANSWER, 2_000, 1);
    expect(scenario.effect('send_audio')).toEqual([]);
  });

  it('does not begin over speech after a key was released in another mode', () => {
    const scenario = new Scenario().event({ type: 'mode_changed', mode: 'push_to_talk' });
    scenario
      .event({ type: 'push_to_talk', down: true })
      .advance(800)
      .event({ type: 'push_to_talk', down: false });
    scenario.event({ type: 'mode_changed', mode: 'hands_free' }).advance(1_000);
    scenario
      .event({ type: 'speech_onset', agoMs: 32 })
      .advance(20)
      .event({ type: 'stt_final', text: 'what time' });
    scenario.advance(12).event({ type: 'speech_start', agoMs: 64 }).answer(ANSWER, 2_000);
    expect(scenario.effect('send_audio')).toEqual([]);
  });

  it('is dropped when the user goes on with other words', () => {
    const scenario = new Scenario().say('what time is it').forget().starts().advance(300);
    scenario.event({ type: 'stt_partial', text: 'in' });
    expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
    expect(scenario.state.answer).toBeNull();
  });
});

describe('echo of the assistant', () => {
  const drained = (): Scenario =>
    speaking().event({ type: 'tts_done', turnId: 1 }).playback(4_000, 'drained', 1);

  it('is not a turn if it comes after the end of the answer', () => {
    const scenario = speaking().event({ type: 'tts_done', turnId: 1 }).advance(3_800).playback(3_950);
    scenario.event({ type: 'speech_start', agoMs: 64 }).advance(50).playback(4_000, 'drained', 1).forget();
    scenario
      .event({ type: 'stt_partial', text: 'bright and' })
      .advance(300)
      .ends('bright and warm')
      .advance(2_000);
    expect(scenario.texts('user')).toEqual([]);
    expect(scenario.effect('generate')).toEqual([]);
  });

  it('is not assumed if a person repeats the words a moment later', () => {
    const scenario = drained().advance(1_000).forget().say('bright and warm').advance(1_000);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'bright and warm', is_final: true });
  });
});

describe('push to talk', () => {
  it('does not answer “stop” over an answer', () => {
    const scenario = speaking().event({ type: 'mode_changed', mode: 'push_to_talk' }).forget();
    scenario
      .event({ type: 'push_to_talk', down: true })
      .advance(500)
      .event({ type: 'push_to_talk', down: false });
    scenario.event({ type: 'stt_final', text: 'stop' }).advance(1_000);
    expect(scenario.effect('generate')).toEqual([]);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'stop', is_final: true });
  });
});
