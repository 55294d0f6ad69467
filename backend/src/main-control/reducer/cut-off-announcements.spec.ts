import { describe, expect, it } from 'vitest';
import { Scenario } from '../testing/scenario.js';

const DUE = [
  'Your 5 second timer is done.',
  'A reminder: call your mom.',
  "It's 9:05 AM: your alarm.",
  'While you were away, your pasta timer went off at 9:04 AM, and your alarm went off at 9:05 AM.',
];

const announced = (text: string, untilHeard = true) =>
  new Scenario().event({ type: 'announce', text, untilHeard });

/** The announcement's audio, of which this much was played. */
const playing = (scenario: Scenario, playedMs: number) => {
  const { turnId } = scenario.state;
  scenario.audio(2_000, turnId, 0).event({ type: 'tts_done', turnId });
  return scenario.playback(playedMs, 'playing', turnId);
};

const typed = (scenario: Scenario) => scenario.event({ type: 'text_input', text: 'what time is it' });

const answerHeard = (scenario: Scenario) => scenario.answer('It is noon.', 500).playback(500, 'drained');

const timesSpoken = (scenario: Scenario, text: string) =>
  scenario.texts('assistant').filter((data) => !data.is_final && data.text === text).length;

const CUTS: [string, (scenario: Scenario) => Scenario][] = [
  ['typed before any audio', (scenario) => typed(scenario)],
  ['typed before a word was heard', (scenario) => typed(playing(scenario, 0))],
  ['typed after the first words', (scenario) => typed(playing(scenario, 700))],
  ['spoken over its first words', (scenario) => playing(scenario, 300).say('what time is it').advance(1_000)],
  ['spoken before any audio', (scenario) => scenario.say('what time is it').advance(1_000)],
];

describe('an announcement that the user must hear', () => {
  describe.each(CUTS)('cut off by a turn %s', (_how, cut) => {
    it.each(DUE)('is spoken again after the answer, once: %s', (text) => {
      const scenario = cut(announced(text));
      expect(scenario.effect('generate')).toHaveLength(1);
      expect(timesSpoken(scenario, text)).toBe(1);
      answerHeard(scenario);
      expect(timesSpoken(scenario, text)).toBe(2);
      playing(scenario, 0).playback(2_000, 'drained').advance(60_000);
      expect(timesSpoken(scenario, text)).toBe(2);
      expect(scenario.state).toMatchObject({ phase: 'listening', answer: null, announcements: [] });
    });
  });

  it('is spoken again when the client dropped its audio', () => {
    const scenario = playing(announced(DUE[0]!), 700).playback(700, 'flushed');
    expect(timesSpoken(scenario, DUE[0]!)).toBe(2);
  });

  it('is spoken three times at most', () => {
    const scenario = announced(DUE[0]!);
    for (let turn = 0; turn < 6; turn++) answerHeard(typed(scenario));
    expect(timesSpoken(scenario, DUE[0]!)).toBe(3);
  });

  it('comes before later ones, each of which is spoken', () => {
    const scenario = announced(DUE[0]!).event({ type: 'announce', text: DUE[1]!, untilHeard: true });
    answerHeard(typed(scenario));
    playing(scenario, 0).playback(2_000, 'drained');
    const said = scenario.effect('speak').map(({ text }) => text);
    expect(said).toEqual([DUE[0], 'It is noon.', DUE[0], DUE[1]]);
  });

  it.each<[string, (scenario: Scenario) => Scenario]>([
    ['was heard to its end', (scenario) => typed(playing(scenario, 2_000))],
    ['was stopped with a click', (scenario) => playing(scenario, 700).event({ type: 'interrupt' })],
    ['was stopped by "stop"', (scenario) => playing(scenario, 700).say('stop').advance(2_000)],
    ['was cut off and then forgotten', (scenario) => typed(scenario).event({ type: 'forget' })],
  ])('is not spoken again if it %s', (_why, end) => {
    const scenario = end(announced(DUE[0]!));
    if (scenario.state.answer) answerHeard(scenario);
    expect(timesSpoken(scenario.advance(60_000), DUE[0]!)).toBe(1);
    expect(scenario.state).toMatchObject({ answer: null, announcements: [] });
  });

  it('is spoken again after a later answer was stopped', () => {
    const scenario = typed(playing(announced(DUE[0]!), 700));
    scenario.answer('It is noon.', 2_000).playback(700).say('stop').advance(2_000);
    expect(timesSpoken(scenario, DUE[0]!)).toBe(2);
  });
});

it('does not repeat a greeting', () => {
  const scenario = answerHeard(typed(announced('Hello!', false)));
  expect(timesSpoken(scenario.advance(60_000), 'Hello!')).toBe(1);
});
