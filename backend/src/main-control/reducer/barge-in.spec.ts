import { describe, expect, it } from 'vitest';
import { Scenario, speaking } from '../testing/scenario.js';

describe('barge-in', () => {
  it('by words cancels the answer, flushes the client and keeps what was heard', () => {
    const scenario = speaking().playback(2_000).forget().event({ type: 'stt_partial', text: 'no' });
    expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'barge_in' }]);
    expect(scenario.texts('assistant')).toMatchObject([
      { turn_id: 1, text: 'It is noon in London now.', is_final: true, interrupted: true },
    ]);
    expect(scenario.state.history.at(-1)).toEqual({
      role: 'assistant',
      content: 'It is noon in London now.',
      interrupted: true,
      unheard: 'The day is bright and warm.',
    });
    expect(scenario.texts('user')).toMatchObject([{ turn_id: 2, text: 'no', is_final: false }]);
  });

  it('holds the answer at the first sound, and stops it when speech lasts without words', () => {
    const scenario = speaking().forget().starts();
    expect(scenario.commands()).toEqual(['pause_playback']);
    scenario.advance(700);
    expect(scenario.flushes()).toEqual([]);
    scenario.advance(40);
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'barge_in' }]);
  });

  it('resumes 64 ms after a cough of 300 ms', () => {
    const scenario = speaking().forget().starts().advance(268).ends('').advance(2_000);
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
    expect(scenario.state.answer?.turnId).toBe(1);
    expect(scenario.state.utterance).toBeNull();
  });

  it('resumes after a hum of two syllables without words', () => {
    // The hum lasts 420 ms; the detector hears it for 250 ms longer.
    const scenario = speaking().forget().starts().advance(638).ends('').advance(2_000);
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
    expect(scenario.state.answer?.turnId).toBe(1);
  });

  it('stops for a sentence that begins with one short word', () => {
    const scenario = speaking().forget().starts().advance(350).event({ type: 'stt_partial', text: 'but' });
    scenario.advance(100).event({ type: 'stt_partial', text: 'but what about Paris' }).advance(300);
    expect(scenario.flushes()).toHaveLength(1);
  });

  it.each(['mhm', 'okay', 'right', 'yeah okay', 'I see', 'uh huh'])('resumes after “%s”', (words) => {
    const scenario = speaking().forget().starts().advance(350);
    scenario.event({ type: 'stt_partial', text: words }).advance(150).ends(words).advance(2_000);
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
    expect(scenario.texts('user')).toEqual([]);
    expect(scenario.state.history.map(({ role }) => role)).toEqual(['user']);
  });

  const asking = (answer: string, playedMs = 1_000) => {
    const scenario = new Scenario()
      .say('click redeem')
      .advance(500)
      .event({ type: 'llm_text', turnId: 1, text: answer });
    return scenario
      .event({ type: 'llm_done', turnId: 1 })
      .audio(2_000, 1, 0)
      .advance(100)
      .playback(playedMs)
      .forget();
  };

  it.each(['yes', 'okay', 'mhm yeah'])(
    'takes “%s” over a question as the reply to it, and as a turn of its own',
    (words) => {
      const scenario = asking('Redeem voucher?').starts().advance(350);
      scenario.event({ type: 'stt_partial', text: words }).advance(150).ends(words).advance(1_000);
      expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'barge_in' }]);
      expect(scenario.texts('user').at(-1)).toMatchObject({ turn_id: 2, text: words, is_final: true });
    },
  );

  it.each([
    ['mhm', 'Redeem voucher?'],
    ['yes', 'It was redeemed last week by someone else, as far as I can see. Do you want to hear more?'],
    // Its echo.
    ['okay', 'Redeem it now, okay?'],
  ])('resumes after “%s” over “%s”', (words, answer) => {
    const scenario = asking(answer).starts().advance(350);
    scenario.event({ type: 'stt_partial', text: words }).advance(150).ends(words).advance(1_000);
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
  });

  it('resumes after words over a question of which nothing was heard', () => {
    const scenario = asking('Redeem voucher?', 0).starts().advance(350);
    scenario.event({ type: 'stt_partial', text: 'okay' }).advance(150).ends('okay').advance(1_000);
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
  });

  it('joins a sentence with a yes in it to the question that it goes on with', () => {
    const scenario = asking('Where?', 500).starts().advance(350);
    scenario.event({ type: 'stt_partial', text: 'in Tokyo right now' }).advance(350);
    scenario.ends('in Tokyo right now').advance(1_000);
    expect(scenario.state.history.at(0)?.content).toBe('click redeem in Tokyo right now');
  });

  it.each(['stop', 'no', 'wait', 'wait a minute', 'okay stop'])('stops for “%s” at once', (words) => {
    const scenario = speaking().forget().starts().advance(300).event({ type: 'stt_partial', text: words });
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'barge_in' }]);
  });

  it('does not answer “stop”', () => {
    const scenario = speaking().forget().say('stop').advance(1_000);
    expect(scenario.texts('user').at(-1)).toMatchObject({ text: 'stop', is_final: true });
    expect(scenario.effect('generate').filter(({ speculative }) => !speculative)).toEqual([]);
    expect(scenario.state.phase).toBe('listening');
  });

  it('does not stop for the first guess at a word', () => {
    const scenario = speaking()
      .forget()
      .starts()
      .advance(350)
      .event({ type: 'stt_partial', text: 'you have' });
    scenario.ends('yeah').advance(2_000);
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback']);
  });

  it('stops for words that are recognised after the answer was resumed', () => {
    const scenario = speaking().forget().starts().advance(200).ends('no');
    expect(scenario.commands()).toEqual(['pause_playback', 'resume_playback', 'flush']);
  });

  it('does not add “right” to a later turn', () => {
    const scenario = speaking()
      .starts()
      .advance(350)
      .event({ type: 'stt_partial', text: 'right' })
      .ends('right');
    scenario.advance(500).forget().say('stop').advance(1_500);
    expect(scenario.texts('user').map(({ text }) => text)).toEqual(['stop', 'stop', 'stop']);
  });

  it('does not stop for an echo of the assistant', () => {
    const scenario = speaking().playback(3_900).forget().starts().advance(300);
    scenario
      .event({ type: 'stt_partial', text: 'the day is bright' })
      .ends('the day is bright and')
      .advance(2_000);
    expect(scenario.flushes()).toEqual([]);
    expect(scenario.texts('user')).toEqual([]);
  });

  it('sends nothing of the stopped turn afterwards', () => {
    const scenario = speaking().event({ type: 'stt_partial', text: 'wait' }).forget();
    scenario.event({ type: 'llm_text', turnId: 1, text: ' More.' }).audio(500, 1, 1);
    scenario.event({ type: 'llm_done', turnId: 1 }).event({ type: 'tts_done', turnId: 1 });
    scenario.playback(2_000, 'flushed', 1);
    expect(scenario.effects).toEqual([]);
  });

  it('leaves no assistant words in the history before any audio', () => {
    const scenario = new Scenario().event({ type: 'text_input', text: 'tell me a story' });
    scenario
      .event({ type: 'llm_text', turnId: 1, text: 'Once upon a time. ' })
      .event({ type: 'text_input', text: 'no' });
    expect(scenario.state.history.map(({ role }) => role)).toEqual(['user', 'user']);
    expect(scenario.texts('assistant').at(-1)).toMatchObject({ turn_id: 1, text: '', interrupted: true });
  });

  it('by button keeps what was heard until the position that the client reports', () => {
    const scenario = speaking().event({ type: 'interrupt', turnId: 1, playedMs: 1_000 });
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'interrupt' }]);
    expect(scenario.texts('assistant').at(-1)!.text).toBe('It is noon in');
    expect(scenario.state.phase).toBe('listening');
  });

  it('ignores a late click on an older turn', () => {
    const scenario = speaking().forget().event({ type: 'interrupt', turnId: 0 });
    expect(scenario.effects).toEqual([]);
  });

  it('does not interrupt an answer that was played to its end', () => {
    const scenario = new Scenario().say('hello').advance(500).answer('Hi there.', 900).playback(900).forget();
    scenario.event({ type: 'stt_partial', text: 'thanks' });
    expect(scenario.flushes()).toEqual([]);
    expect(scenario.texts('assistant')).toMatchObject([
      { text: 'Hi there.', is_final: true, interrupted: false },
    ]);
  });
});
