import { describe, expect, it } from 'vitest';
import { Scenario } from '../../testing/scenario.js';

const QUESTION = 'Send the form to the shop? Yes or no?';

/** A task of turn 1 asks; the user says something else as turn 2, and presses yes while that is answered. */
function goingOn(more: { toolResult?: boolean } = {}): Scenario {
  const scenario = new Scenario()
    .say('send the form')
    .advance(1_000)
    .event({ type: 'action_call', turnId: 1, call: { id: 'c', name: 'click' } })
    .event({
      type: 'approval_asked',
      ...{ id: 'a', begunAs: 1, question: QUESTION, mayRemember: false, expiresMs: 60_000 },
    })
    .audio(4_000, 1)
    .playback(2_000)
    .advance(2_000)
    .playback(4_000)
    .say('what does it cost')
    .advance(1_500)
    .answer('Two euros in all.', 1_000, 2)
    .event({ type: 'approval_answered', id: 'a', answer: 'yes' });
  if (more.toolResult) scenario.event({ type: 'action_call_done', turnId: 1, callId: 'c', failed: false });
  return scenario;
}

/** The user has begun to speak just when the other answer was heard to its end: nothing is said, and the task goes on. */
const unspoken = (more = {}) =>
  goingOn(more).playback(1_000, 'playing', 2).event({ type: 'speech_onset', agoMs: 32 });

const stopsParked = (scenario: Scenario) => {
  expect(scenario.state.parked).toEqual([]);
  expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
  expect(scenario.flushes().at(-1)).toMatchObject({ turn_id: 1, reason: 'barge_in' });
  expect(scenario.flushes().at(-1)).not.toHaveProperty('parked');
};

/** Whether the model or a skill is asked, and not only ahead of the end of the turn. */
const answered = (scenario: Scenario): boolean =>
  scenario.effect('confirm').length > 0 ||
  scenario.effect('generate').some(({ speculative }) => !speculative);

const said = (scenario: Scenario) => scenario.texts('assistant').map(({ text }) => text);

it('leaves a "no" to a question of the assistant, and the call of a program alone', () => {
  const scenario = new Scenario().say('what does it cost').advance(1_000);
  scenario.answer('Two euros. Shall I read the rest?', 1_000).playback(1_000, 'drained');
  scenario.event({ type: 'program_calls', open: 1 }).forget();
  expect(scenario.say('no').advance(1_500).effect('stop_programs')).toEqual([]);
  expect(answered(scenario)).toBe(true);
  expect(scenario.say('stop').effect('stop_programs')).toHaveLength(1);
});

describe('"stop" while a task goes on without a word', () => {
  it.each(['stop', 'cancel', 'never mind', 'please stop', 'wait', 'no'])(
    'ends it with the final words: "%s"',
    (words) => {
      const scenario = unspoken().forget().say(words);
      stopsParked(scenario);
      scenario.advance(1_500);
      expect(answered(scenario)).toBe(false);
      expect(scenario.effect('turn_ended').map(({ record }) => record)).toMatchObject([
        { turnId: 1, outcome: 'interrupted', reason: 'barge_in' },
        { turnId: 3, outcome: 'unanswered', reason: 'stop_command' },
      ]);
    },
  );

  it('says that the task was stopped', () => {
    const running = unspoken().forget().say('stop').advance(1_500);
    expect(said(running)).toEqual(["I've stopped that task. Its last step may be done."]);
    const between = unspoken({ toolResult: true }).forget().say('stop').advance(1_500);
    expect(said(between)).toEqual(["I've stopped that task."]);
    expect(running.state.history.at(-1)).toMatchObject({ role: 'user', content: 'stop' });
  });

  it.each(['stop the music', 'what time is it', 'do not stop'])('stops nothing: "%s"', (words) => {
    const scenario = unspoken().forget().say(words);
    expect(scenario.effect('cancel')).toEqual([]);
    expect(scenario.state.parked).toHaveLength(1);
  });

  it.each([
    ['stop', true],
    ['wait', false],
    ['no', false],
    ['be quiet', false],
  ])('over the answer of another turn: "%s" ends it, too: %s', (words, ends) => {
    const scenario = goingOn().playback(300, 'playing', 2).forget().say(words);
    expect(scenario.flushes()[0]).toEqual({ turn_id: 2, reason: 'barge_in', parked: [1] });
    expect(scenario.state.parked).toHaveLength(ends ? 0 : 1);
  });

  it('ends it when it is typed, and is not answered', () => {
    const scenario = unspoken().forget().event({ type: 'text_input', text: 'Stop' });
    stopsParked(scenario);
    expect(answered(scenario)).toBe(false);
    expect(scenario.texts('user')).toMatchObject([{ text: 'Stop', is_final: true }]);
  });

  it('answers no to an open question, and keeps its task', () => {
    const second = { id: 'b', begunAs: 2, question: 'Delete it? Yes or no?', mayRemember: false };
    const scenario = goingOn().event({ type: 'approval_asked', ...second, expiresMs: 60_000 });
    scenario.advance(100).forget().event({ type: 'text_input', text: 'stop' });
    expect(scenario.effect('approval')).toMatchObject([{ id: 'b', state: 'no', by: 'typed' }]);
    expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
    // The client goes on with the calls of turn 2.
    expect(scenario.flushes()).toContainEqual({ turn_id: 1, reason: 'barge_in', parked: [2] });
  });
});

describe('"stop" while the task of the last words runs without a word', () => {
  const running = () =>
    new Scenario()
      .say('compare the prices')
      .advance(1_000)
      .event({ type: 'tool_calls', turnId: 1, calls: [{ id: 'c', name: 'click', arguments: '{}' }] });

  it('ends it with the first words, and says so', () => {
    const scenario = running().forget().starts().event({ type: 'stt_partial', text: 'stop' });
    expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
    scenario.ends('stop').advance(1_500);
    expect(said(scenario)).toEqual(["I've stopped that task. Its last step may be done."]);
  });

  it('says nothing where the user hears that it has stopped', () => {
    const scenario = running()
      .event({ type: 'llm_text', turnId: 1, text: 'I am looking.\n' })
      .audio(2_000, 1);
    scenario.playback(500).forget().say('stop').advance(1_500);
    expect(said(scenario)).toEqual(['I']);
  });

  it('says nothing of itself where more was said', () => {
    const scenario = running().forget().say('stop and open the news').advance(1_500);
    expect(scenario.effect('cancel')).toEqual([{ type: 'cancel', turnId: 1 }]);
    expect(said(scenario)).toEqual([]);
    expect(answered(scenario)).toBe(true);
  });

  it('is said also with the key', () => {
    const scenario = running().event({ type: 'mode_changed', mode: 'push_to_talk' }).forget();
    scenario
      .event({ type: 'push_to_talk', down: true, transcriptOwed: true })
      .advance(500)
      .event({ type: 'push_to_talk', down: false, transcriptOwed: true })
      .event({ type: 'stt_final', text: 'stop' })
      .advance(1_000);
    expect(said(scenario)).toEqual(["I've stopped that task. Its last step may be done."]);
  });
});

describe('"stop" while another program uses the browser', () => {
  const using = (open = 1) => new Scenario().event({ type: 'program_calls', open }).forget();

  it.each(['stop', 'cancel', 'never mind'])('stops it with the final words: "%s"', (words) => {
    const scenario = using().say(words);
    expect(scenario.effect('stop_programs')).toHaveLength(1);
    expect(answered(scenario.event({ type: 'program_calls', open: 0 }).advance(1_500))).toBe(false);
    expect(said(scenario)[0]).toBe("I've stopped what another program was doing. Its last step may be done.");
  });

  it('is answered if no program runs', () => {
    const scenario = using(0).say('stop').advance(1_500);
    expect(scenario.effect('stop_programs')).toEqual([]);
    expect(answered(scenario)).toBe(true);
  });

  it('ends its question, and says nothing of a step that was not begun', () => {
    const question = { id: 'p', begunAs: -1, question: QUESTION, mayRemember: false, expiresMs: 60_000 };
    const scenario = using()
      .event({ type: 'approval_asked', ...question })
      .forget()
      .say('stop');
    expect(scenario.effect('stop_programs')).toHaveLength(1);
    scenario
      .event({ type: 'approval_over', id: 'p', isStopped: true })
      .event({ type: 'program_calls', open: 0 });
    expect(said(scenario.advance(1_500)).at(-1)).toBe("I've stopped what another program was doing.");
    expect(answered(scenario)).toBe(false);
  });

  it('the button stops it too', () => {
    expect(using().event({ type: 'interrupt' }).effect('stop_programs')).toHaveLength(1);
  });
});
