/** Races around an answer that is held, or withheld, while it is open what the user's voice means. */
import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import { Scenario } from '../testing/scenario.js';

const ANSWER = 'It is noon in London now. The day is bright and warm.';

function thinking(): Scenario {
  const scenario = new Scenario().say('what time is it').advance(500);
  return scenario.event({ type: 'llm_text', turnId: 1, text: ANSWER }).event({ type: 'llm_done', turnId: 1 });
}
const speaking = (): Scenario => thinking().audio(2_000, 1, 0).audio(2_000, 1, 1);

describe('a held answer', () => {
  it.each<[string, (scenario: Scenario) => Scenario]>([
    [
      'was drained',
      (scenario) => scenario.event({ type: 'tts_done', turnId: 1 }).playback(4_000, 'drained', 1),
    ],
    [
      'lost its voice and was drained',
      (scenario) =>
        scenario
          .event({
            type: 'answer_failed',
            turnId: 1,
            error: new ProviderError('tts', 'x', 'provider_unavailable', 'Broken.'),
          })
          .playback(4_000, 'drained', 1),
    ],
  ])('that %s leaves no client on hold', (_, finish) => {
    const scenario = finish(speaking().forget().starts());
    expect(scenario.commands('pause_playback', 'resume_playback', 'flush')).toEqual([
      'pause_playback',
      'resume_playback',
    ]);
  });

  it('is heard no further, though the client’s first report comes after the hold', () => {
    const scenario = thinking().audio(3_000, 1, 0).advance(50).starts().advance(40).playback(50);
    scenario.advance(850);
    expect(scenario.flushes()).toHaveLength(1);
    expect(scenario.state.history.filter(({ role }) => role === 'assistant')).toEqual([]);
  });

  it('is looked at a few times a second, where the client reports nothing', () => {
    const scenario = speaking().event({ type: 'tts_done', turnId: 1 }).advance(3_900);
    scenario.event({ type: 'speech_onset', agoMs: 0 }).forget().advance(600);
    expect(scenario.effect('set_timer').length).toBeLessThan(10);
  });

  it('goes on when a late “okay” was all', () => {
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

  it('is not let go by the transcript of a sound before the one that holds it', () => {
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

  it('goes on when the client is gone: nobody can say that the voice ended', () => {
    const scenario = speaking().playback(500).forget().starts().event({ type: 'client_gone' }).advance(5_000);
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
  });

  it('of which the client threw the rest away is over', () => {
    const scenario = speaking().event({ type: 'tts_done', turnId: 1 }).playback(1_000, 'flushed', 1);
    expect(scenario.state.history.at(-1)).toMatchObject({ content: 'It is noon in', interrupted: true });
  });

  it('is over some time after the client stopped reporting', () => {
    const scenario = speaking().playback(500, 'playing', 1).advance(60_000);
    expect(scenario.audio(100, 1, 1).state.answer).not.toBeNull();
    expect(scenario.event({ type: 'tts_done', turnId: 1 }).advance(4_000).state.answer).toBeNull();
  });
});

describe('an answer that is not audible yet', () => {
  it('does not begin while a voice goes on of which no word is known yet', () => {
    const scenario = thinking().starts().advance(850).forget().audio(100, 1, 0).advance(500).audio(100, 1, 0);
    expect(scenario.effect('send_audio')).toEqual([]);
    scenario.event({ type: 'stt_partial', text: 'in tokyo' }).advance(700);
    expect(scenario.effect('send_audio')).toEqual([]);
    expect(scenario.texts('user').at(-1)!.text).toBe('what time is it in tokyo');
  });

  it('begins after it, or in spite of a noise that does not end', () => {
    const short = thinking().starts().advance(850).audio(100, 1, 0).forget();
    expect(short.ends('').effect('send_audio')).toHaveLength(1);
    const long = thinking().starts().audio(100, 1, 0).forget().advance(4_500);
    expect(long.effect('send_audio')).toHaveLength(1);
  });

  it('begins to be generated ahead and goes on when the turn is certain', () => {
    const scenario = new Scenario().say('set a timer').advance(1_000);
    expect(scenario.state.answer?.stage.name).not.toBe('speculative');
    expect(scenario.effect('generate')).toMatchObject([{ turnId: 1, speculative: true }]);
    expect(scenario.effect('confirm')).toMatchObject([{ turnId: 1 }]);
    scenario.answer('Okay.', 300).playback(300, 'drained');
    expect(scenario.state.phase).toBe('listening');
  });

  it('is not given a moment before it is sure that the user goes on', () => {
    const scenario = new Scenario().say('what time is it').forget().advance(350);
    scenario.event({ type: 'speech_onset', agoMs: 0 }).advance(32).event({ type: 'speech_start', agoMs: 64 });
    scenario.answer(ANSWER, 2_000, 1).advance(400);
    expect(scenario.effect('send_audio')).toEqual([]);
    const cough = new Scenario().say('what time is it').forget().advance(350);
    cough.event({ type: 'speech_onset', agoMs: 0 }).answer(ANSWER, 2_000, 1).advance(100);
    expect(cough.event({ type: 'speech_offset', agoMs: 64 }).effect('send_audio')).toHaveLength(1);
  });

  it('stays withheld where its text comes only when the turn is certain and a voice is heard', () => {
    const scenario = new Scenario().say('what time is it').advance(360);
    expect(scenario.state.answer?.stage.name).not.toBe('speculative');
    scenario.event({ type: 'speech_onset', agoMs: 32 });
    scenario.advance(32).event({ type: 'speech_start', agoMs: 64 }).answer(ANSWER, 2_000, 1);
    expect(scenario.effect('send_audio')).toEqual([]);
  });

  it('is not given into a voice that begins after a key that was let go in another mode', () => {
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

  it('is thrown away when the user goes on with other words', () => {
    const scenario = new Scenario().say('what time is it').forget().starts().advance(300);
    scenario.event({ type: 'stt_partial', text: 'in' });
    expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
    expect(scenario.state.answer).toBeNull();
  });
});

describe('the assistant’s own voice', () => {
  const drained = (): Scenario =>
    speaking().event({ type: 'tts_done', turnId: 1 }).playback(4_000, 'drained', 1);

  it('is no turn when it comes back after the answer is over', () => {
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

  it('is not what a person who repeats its words a moment later is taken for', () => {
    const scenario = drained().advance(1_000).forget().say('bright and warm').advance(1_000);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'bright and warm', is_final: true });
  });
});

describe('push to talk', () => {
  it('with “stop” over an answer wants silence, and no answer', () => {
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
