import { describe, expect, it } from 'vitest';
import { Scenario } from '../testing/scenario.js';

const [FIRST, SECOND] = ['It was late. ', 'The moon shone.\n\n'] as const;
/** Where the first sentence stands in the article. */
const FROM = 100;

const places = (scenario: Scenario) =>
  scenario.effect('was_read').map(({ place, isWhole }) => [place, isWhole]);

const sentence = (scenario: Scenario, text: string, from: number, turnId: number, tab: number | null = 7) =>
  scenario.event({
    type: 'llm_text',
    turnId,
    text,
    read: { tab, from, to: from + text.trimEnd().length },
  });

/** A turn that reads two sentences of a second each. */
function reads(scenario: Scenario, turnId = scenario.state.turnId): Scenario {
  sentence(scenario, FIRST, FROM, turnId);
  sentence(scenario, SECOND, FROM + FIRST.length, turnId);
  scenario.event({ type: 'llm_done', turnId }).audio(1_000, turnId, 0).audio(1_000, turnId, 1);
  return scenario.event({ type: 'tts_done', turnId });
}

const reading = () => reads(new Scenario().say('read this page').advance(1_500));

const heardAll = (scenario: Scenario) => scenario.advance(2_000).playback(2_000, 'drained');

describe('reading aloud', () => {
  it('sends the place of each sentence before its text', () => {
    const scenario = reading();
    expect(scenario.data('reading')).toEqual([
      { turn_id: 1, tab: 7, from: 100, to: 112, text_from: 0 },
      { turn_id: 1, tab: 7, from: 113, to: 128, text_from: 13 },
    ]);
    const names = scenario.sent.flatMap((message) =>
      message.type === 'data' && ['reading', 'text_data'].includes(message.name) ? [message.name] : [],
    );
    expect(names.slice(-4)).toEqual(['reading', 'text_data', 'reading', 'text_data']);
  });

  it('sends no place of a text that is not the article of a tab', () => {
    const scenario = new Scenario().say('read the selection').advance(1_500);
    expect(sentence(scenario, FIRST, 0, 1, null).data('reading')).toEqual([]);
  });

  it.each<[string, (scenario: Scenario) => Scenario, [number, boolean]]>([
    ['whole', heardAll, [128, true]],
    ['stopped in its first sentence', (scenario) => stopped(scenario, 600), [100, false]],
    ['stopped after its first sentence', (scenario) => stopped(scenario, 1_000), [112, false]],
    ['stopped in its second sentence', (scenario) => stopped(scenario, 1_500), [113, false]],
    ['stopped before anything was heard', (scenario) => stopped(scenario, 0), [100, false]],
    ['stopped at its end', (scenario) => stopped(scenario, 2_000), [128, false]],
    [
      'replaced by a typed turn at its end',
      (scenario) => scenario.playback(2_000).event({ type: 'text_input', text: 'stop' }),
      [128, false],
    ],
  ])('reports how far it was heard: %s', (_, hear, place) => {
    expect(places(hear(reading()))).toEqual([place]);
  });

  it('keeps the end of what was heard', () => {
    expect(stopped(reading(), 1_000).state.history.at(-1)).toEqual({
      role: 'assistant',
      content: 'It was late.',
      isReading: true,
      interrupted: true,
    });
  });

  describe('that goes on by itself', () => {
    it('begins a new turn, with a record', () => {
      const scenario = heardAll(reading()).forget().event({ type: 'read_on' });
      expect(scenario.effect('read_on')).toEqual([{ type: 'read_on', turnId: 2 }]);
      expect(scenario.texts('user')).toEqual([]);
      heardAll(reads(scenario));
      expect(scenario.effect('turn_ended').map(({ record }) => record)).toMatchObject([
        { turnId: 2, kind: 'announcement', outcome: 'completed' },
      ]);
      expect(places(scenario)).toEqual([[128, true]]);
    });

    it('leaves one message in the history', () => {
      const scenario = heardAll(reads(heardAll(reading()).event({ type: 'read_on' })));
      expect(scenario.state.history.map(({ role }) => role)).toEqual(['user', 'assistant']);
    });

    it('waits for an announcement and for a noise', () => {
      const scenario = heardAll(reading()).event({ type: 'speech_start', agoMs: 0 });
      scenario.event({ type: 'read_on' }).event({ type: 'announce', text: 'Your timer is done.' });
      expect(scenario.effect('read_on')).toEqual([]);
      scenario.advance(300).event({ type: 'speech_end', agoMs: 0 }).event({ type: 'stt_final', text: '' });
      scenario.advance(2_000);
      expect(scenario.effect('speak').at(-1)).toMatchObject({ text: 'Your timer is done.' });
      scenario.audio(500).event({ type: 'tts_done', turnId: 2 }).playback(500, 'drained');
      expect(scenario.effect('read_on')).toEqual([{ type: 'read_on', turnId: 3 }]);
    });

    it.each<[string, (scenario: Scenario) => Scenario]>([
      ['says something', (scenario) => scenario.say('what time is it').advance(1_500)],
      ['types something', (scenario) => scenario.event({ type: 'text_input', text: 'what time is it' })],
      ['stops it', (scenario) => scenario.event({ type: 'interrupt' }).ends('').advance(2_000)],
      ['sends the assistant to sleep', (scenario) => scenario.event({ type: 'sleep', on: true })],
      [
        'has sent the assistant to sleep',
        (scenario) => scenario.event({ type: 'sleep', on: true }).event({ type: 'read_on' }),
      ],
    ])('does not when the user %s first', (_, act) => {
      const scenario = heardAll(reading()).starts().event({ type: 'read_on' });
      act(scenario);
      if (scenario.state.answer) scenario.answer('It is noon.', 500).playback(500, 'drained');
      expect(scenario.advance(5_000).effect('read_on')).toEqual([]);
    });
  });
});

const stopped = (scenario: Scenario, playedMs: number) =>
  scenario.event({ type: 'interrupt', turnId: 1, playedMs });
