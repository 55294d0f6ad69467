import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../events.js';
import { ProviderError } from '../../../provider-kit/errors/provider-error.js';
import { Scenario } from '../../testing/scenario.js';

const QUESTION = 'Send the form to the shop? Yes or no?';
const ASKS = {
  type: 'approval_asked' as const,
  ...{ id: 'a', begunAs: 1, question: QUESTION, mayRemember: false, expiresMs: 60_000 },
} satisfies ConversationEvent;

/** An action of turn 1 calls a tool, whose question needs four seconds. */
function asked(more: { mayRemember?: boolean } = {}): Scenario {
  return new Scenario()
    .say('send the form')
    .advance(1_000)
    .event({ type: 'action_call', turnId: 1, call: { id: 'c', name: 'click' } })
    .event({ ...ASKS, ...more })
    .audio(2_000, 1, 0)
    .audio(2_000, 1, 1);
}

/** The same, heard to its end. */
const heard = (more = {}) => playAll(asked(more)).forget();

const playAll = (scenario: Scenario): Scenario => scenario.playback(2_000).advance(2_000).playback(4_000);

const ends = (scenario: Scenario) =>
  scenario.effect('approval').flatMap(({ id, state, by }) => (state === 'asked' ? [] : [{ id, state, by }]));

/** The user says this, and then nothing. */
const says = (scenario: Scenario, text: string) => scenario.say(text).advance(1_500);

describe('a question about a tool call', () => {
  it('is asked in the answer of its turn', () => {
    const scenario = asked();
    expect(scenario.effect('approval')).toEqual([{ type: 'approval', id: 'a', state: 'asked' }]);
    expect(scenario.state.answer?.text).toBe(`${QUESTION}\n`);
  });

  it.each([
    ['yes', 'yes'],
    ['yes please', 'yes'],
    ['okay', 'yes'],
    ['no', 'no'],
    ['stop', 'no'],
    ['okay wait', 'no'],
    ["don't", 'no'],
  ])('is answered by "%s": %s, and the task goes on as a new turn', (words, state) => {
    const scenario = says(heard(), words);
    expect(ends(scenario)).toEqual([{ id: 'a', state, by: 'voice' }]);
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'barge_in', parked: [1] }]);
    expect(scenario.effect('go_on_as')).toEqual([{ type: 'go_on_as', turnId: 1, as: 3 }]);
    expect(scenario.effect('cancel')).toEqual([]);
    expect(scenario.effect('generate')).toEqual([]);
    expect(scenario.texts('user').at(-1)).toMatchObject({ turn_id: 2, text: words, is_final: true });
    expect(scenario.state.history.filter(({ role }) => role === 'user')).toHaveLength(1);
    expect(scenario.state.answer).toMatchObject({ turnId: 3, begunAs: 1 });
    expect(scenario.effect('turn_ended').map(({ record }) => record)).toMatchObject([
      { turnId: 2, outcome: 'unanswered', reason: 'approval' },
    ]);
  });

  it('shows the words before it counts them', () => {
    const { effects } = says(heard(), 'yes');
    const shown = effects.findIndex(
      (effect) =>
        effect.type === 'send' &&
        effect.message.type === 'data' &&
        effect.message.name === 'text_data' &&
        effect.message.data.role === 'user' &&
        effect.message.data.is_final,
    );
    expect(shown).toBeGreaterThan(-1);
    expect(effects.findIndex(({ type }) => type === 'approval')).toBeGreaterThan(shown);
  });

  it('is answered while it is spoken, once it began to be heard', () => {
    const scenario = asked().playback(1_000).forget();
    expect(ends(says(scenario, 'yes'))).toEqual([{ id: 'a', state: 'yes', by: 'voice' }]);
  });

  it('is not answered by a yes that was said before it was heard', () => {
    const scenario = asked().playback(0).forget();
    expect(ends(says(scenario, 'yes'))).toEqual([]);
    expect(scenario.state.approvals.open).toMatchObject({ id: 'a' });
  });

  it('is not answered by a yes that began before it was heard and ended after', () => {
    const scenario = asked().playback(0).starts().advance(300).playback(300).forget();
    scenario.event({ type: 'stt_partial', text: 'yes' }).ends('yes').advance(1_500);
    expect(ends(scenario)).toEqual([]);
  });

  it('is answered by a no at any time', () => {
    expect(ends(says(asked().playback(0).forget(), 'no'))).toEqual([{ id: 'a', state: 'no', by: 'voice' }]);
  });

  it('waits whether a "wait" follows the yes', () => {
    const scenario = heard().say('okay').advance(300).say("wait don't").advance(1_500);
    expect(ends(scenario)).toEqual([{ id: 'a', state: 'no', by: 'voice' }]);
  });

  it('is not answered by a partial whose final transcript never came', () => {
    const scenario = heard().starts().advance(500);
    scenario.event({ type: 'stt_partial', text: 'yes' });
    scenario.event({ type: 'speech_offset', agoMs: 64 }).event({ type: 'speech_end', agoMs: 192 });
    scenario.advance(20_000);
    expect(ends(scenario)).toEqual([]);
  });

  it('is not answered by words that may have been misheard', () => {
    const scenario = heard().starts().advance(500);
    scenario.event({ type: 'speech_offset', agoMs: 64 }).event({ type: 'speech_end', agoMs: 192 });
    const command = { text: 'yes', target: 'yes', confidence: 0.6 };
    scenario.event({ type: 'stt_final', text: 'guess', command }).advance(2_000);
    expect(ends(scenario)).toEqual([]);
  });

  it.each(['mhm', 'uh huh', 'right'])('is not answered by "%s", which only listens', (words) => {
    const scenario = asked().playback(1_000).forget().say(words, 350).advance(1_500);
    expect(ends(scenario)).toEqual([]);
    expect(scenario.state.answer).toMatchObject({ turnId: 1 });
  });

  it('begins no answer to a yes ahead of its end', () => {
    const scenario = says(heard(), 'what does it cost').answer('Two euros.', 500, 2);
    scenario.playback(500, 'drained', 2).forget();
    expect(says(scenario, 'yes').effect('generate')).toEqual([]);
    expect(ends(scenario)).toMatchObject([{ state: 'yes' }]);
  });

  it.each([
    [true, 'always', 'always'],
    [true, 'yes always', 'always'],
    [false, 'always', 'yes'],
  ])('takes "always" where that may be remembered (%s): %s is %s', (mayRemember, words, state) => {
    const scenario = says(heard({ mayRemember }), words);
    expect(ends(scenario)).toMatchObject([{ state }]);
    expect(scenario.state.answer!.text.includes('Only this once')).toBe(!mayRemember);
  });

  it.each<['yes' | 'no', string]>([
    ['yes', 'yes'],
    ['no', 'no thanks'],
  ])('is answered by typing: %s', (state, text) => {
    const scenario = asked().forget().event({ type: 'text_input', text });
    expect(ends(scenario)).toEqual([{ id: 'a', state, by: 'typed' }]);
    expect(scenario.effect('generate')).toEqual([]);
    expect(scenario.state.answer).toMatchObject({ turnId: 3, begunAs: 1 });
  });

  it('is refused by a no with another wish, which takes the place of the task', () => {
    const scenario = says(heard(), 'no open the news');
    expect(ends(scenario)).toMatchObject([{ state: 'no', by: 'voice' }]);
    expect(scenario.effect('cancel')).toMatchObject([{ turnId: 1 }]);
    expect(scenario.state.answer).toMatchObject({ question: 'no open the news' });
    expect(scenario.state.parked).toEqual([]);
  });

  it('is refused by the button that stops everything', () => {
    const scenario = heard().event({ type: 'interrupt', turnId: 1 });
    expect(ends(scenario)).toMatchObject([{ state: 'no', by: 'button' }]);
    expect(scenario.state.approvals.open).toBeNull();
    expect(scenario.flushes()).toEqual([{ turn_id: 1, reason: 'interrupt' }]);
  });

  it('expires, and is answered no more', () => {
    const scenario = heard().advance(60_000);
    expect(ends(scenario)).toEqual([{ id: 'a', state: 'expired', by: undefined }]);
    expect(ends(says(scenario.forget(), 'yes'))).toEqual([]);
  });

  it('ends when its call has a result', () => {
    const scenario = heard().event({ type: 'approval_over', id: 'a', isStopped: false });
    expect(ends(scenario)).toMatchObject([{ state: 'withdrawn' }]);
    expect(scenario.state.answer).toMatchObject({ turnId: 1 });
  });
});

describe('the state of the conversation', () => {
  it('is listening once a question was played, and thinking once it was answered', () => {
    const scenario = asked();
    expect(scenario.state.phase).toBe('speaking');
    scenario.playback(4_000, 'drained');
    expect(scenario.state.phase).toBe('listening');
    scenario.event({ type: 'approval_answered', id: 'a', answer: 'yes' });
    expect(scenario.state.phase).toBe('thinking');
    scenario.event({ type: 'action_call_done', turnId: 1, callId: 'c', failed: false });
    scenario.answer('It was sent.', 500, 1);
    expect(scenario.state.phase).toBe('speaking');
  });

  it('is listening also where the client reports no playback, or nothing is spoken', () => {
    expect(asked().advance(3_900).state.phase).toBe('speaking');
    expect(asked().advance(4_000).state.phase).toBe('listening');
    const silent = new Scenario()
      .say('send the form')
      .advance(1_000)
      .event({ type: 'action_call', turnId: 1, call: { id: 'c', name: 'click' } });
    expect(silent.event(ASKS).state.phase).toBe('thinking');
    const error = new ProviderError('tts', 'x', 'provider_unavailable', 'It is down.');
    expect(silent.event({ type: 'answer_failed', turnId: 1, error }).state.phase).toBe('listening');
  });

  it('stays so while the user says something over the question that was played', () => {
    const scenario = heard().forget().starts();
    expect(scenario.phases).toEqual([]);
    scenario.event({ type: 'stt_partial', text: 'yes' }).ends('yes').advance(1_500);
    expect(ends(scenario)).toMatchObject([{ state: 'yes' }]);
  });

  it('is thinking while a tool runs and all was played that was said before', () => {
    const scenario = new Scenario().say('compare the prices').advance(1_000);
    const call = { id: 'c', name: 'read_article', arguments: '{}' };
    scenario
      .event({ type: 'llm_text', turnId: 1, text: 'I will look.\n' })
      .audio(1_000, 1)
      .event({ type: 'tool_calls', turnId: 1, calls: [call] })
      .playback(500);
    expect(scenario.state.phase).toBe('speaking');
    expect(scenario.playback(1_000, 'drained').state.phase).toBe('thinking');
  });

  it('is so also where the client reports no playback', () => {
    const scenario = new Scenario().say('compare the prices').advance(1_000);
    const call = { id: 'c', name: 'read_article', arguments: '{}' };
    scenario.event({ type: 'llm_text', turnId: 1, text: 'I will look.\n' }).audio(1_000, 1);
    scenario.event({ type: 'tool_calls', turnId: 1, calls: [call] });
    expect(scenario.state.phase).toBe('speaking');
    expect(scenario.advance(2_000).state.phase).toBe('thinking');
  });
});

describe('a question of another program', () => {
  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
  ])('belongs to no turn, is asked when it is quiet, and is answered by "%s"', (words, state) => {
    const scenario = new Scenario().event({ ...ASKS, begunAs: -1 });
    expect(scenario.state.answer).toMatchObject({ text: `${QUESTION}`, question: '' });
    const { turnId } = scenario.state.answer!;
    scenario
      .audio(2_000, turnId)
      .event({ type: 'tts_done', turnId })
      .playback(2_000, 'drained', turnId)
      .forget();
    expect(ends(says(scenario, words))).toEqual([{ id: 'a', state, by: 'voice' }]);
    expect(scenario.state).toMatchObject({ answer: null, parked: [] });
  });
});

describe('a typed yes to a question of another program', () => {
  const typed = (text: string, afterMs: number) =>
    ends(
      new Scenario()
        .event({ ...ASKS, begunAs: -1 })
        .advance(afterMs)
        .event({ type: 'text_input', text }),
    );

  it('counts only once the question could be read; a no counts at once', () => {
    expect(typed('yes', 400)).toEqual([]);
    expect(typed('yes', 600)).toEqual([{ id: 'a', state: 'yes', by: 'typed' }]);
    expect(typed('no', 0)).toEqual([{ id: 'a', state: 'no', by: 'typed' }]);
  });
});

describe('other words while a question is open', () => {
  /** The user asks something else, and hears the answer. */
  const answered = () => {
    const scenario = says(heard(), 'what does it cost');
    expect(scenario.effect('generate')).toMatchObject([{ turnId: 2 }]);
    return scenario.answer('Two euros in all.', 1_000, 2);
  };

  it('are answered, and the question stays', () => {
    const scenario = answered();
    expect(scenario.state).toMatchObject({ parked: [{ answer: { turnId: 1 } }], answer: { turnId: 2 } });
    expect(ends(scenario)).toEqual([]);
    scenario.playback(1_000, 'drained', 2);
    expect(scenario.state).toMatchObject({ answer: null, approvals: { open: { id: 'a' } } });
  });

  it.each([
    ['yes', 'yes'],
    ['no', 'no'],
  ])('may be followed by "%s", and the task goes on', (words, state) => {
    const scenario = says(answered().playback(1_000, 'drained', 2).forget(), words);
    expect(ends(scenario)).toEqual([{ id: 'a', state, by: 'voice' }]);
    expect(scenario.effect('go_on_as')).toEqual([{ type: 'go_on_as', turnId: 1, as: 4 }]);
  });

  it('may be answered by a yes over their answer', () => {
    const scenario = says(answered().playback(200, 'playing', 2).forget(), 'yes');
    expect(ends(scenario)).toMatchObject([{ state: 'yes' }]);
    expect(scenario.flushes()).toEqual([{ turn_id: 2, reason: 'barge_in', parked: [1] }]);
  });

  it.each([
    ['stop', true],
    ['yes', false],
  ])('may be followed by a typed "%s", which stops their answer: %s', (text, isStopped) => {
    const scenario = answered().playback(200, 'playing', 2).forget().event({ type: 'text_input', text });
    expect(ends(scenario)).toMatchObject([{ state: isStopped ? 'no' : 'yes', by: 'typed' }]);
    expect(scenario.flushes()).toHaveLength(isStopped ? 1 : 0);
  });

  describe('whose answer asks something itself', () => {
    /** The user has heard both questions, the model's last. */
    const askedByModel = () => {
      const scenario = says(heard(), 'what does it cost');
      scenario.answer('Two euros. Shall I read the rest?', 1_000, 2);
      return scenario.playback(1_000, 'drained', 2).forget();
    };

    it('get the yes, and the question about the call is asked again', () => {
      const scenario = says(askedByModel(), 'yes');
      expect(ends(scenario)).toEqual([]);
      expect(scenario.effect('generate')).toMatchObject([{ turnId: 3 }]);
      scenario.answer('There is no more.', 500, 3).playback(500, 'drained', 3);
      expect(scenario.state.answer).toMatchObject({ turnId: 4, text: QUESTION });
      scenario.audio(2_000, 4).event({ type: 'tts_done', turnId: 4 }).playback(1_500, 'playing', 4).forget();
      expect(ends(says(scenario, 'yes'))).toMatchObject([{ id: 'a', state: 'yes' }]);
    });

    it('get a yes that cuts their question off, and a typed one', () => {
      const scenario = says(heard(), 'what does it cost');
      scenario.event({ type: 'llm_text', turnId: 2, text: 'Two euros. Shall I read it?' });
      scenario.event({ type: 'llm_done', turnId: 2 }).audio(800, 2, 0).audio(1_200, 2, 1);
      expect(ends(says(scenario.playback(1_500, 'playing', 2).forget(), 'yes'))).toEqual([]);
      expect(ends(askedByModel().event({ type: 'text_input', text: 'yes' }))).toEqual([]);
    });

    it('do not use up the times that the question is asked', () => {
      const scenario = askedByModel();
      for (let turnId = 3; turnId < 15; turnId += 3) {
        says(scenario, 'yes').answer('There is more. Shall I read it?', 500, turnId);
        scenario.playback(500, 'drained', turnId);
        expect(scenario.state.answer).toMatchObject({ turnId: turnId + 1, text: QUESTION });
        scenario.audio(2_000, turnId + 1).event({ type: 'tts_done', turnId: turnId + 1 });
        scenario.playback(2_000, 'drained', turnId + 1);
        says(scenario, 'what else').answer('Nothing. Shall I go on?', 500, turnId + 2);
        scenario.playback(500, 'drained', turnId + 2);
      }
    });

    it('leave a no to the question about the call', () => {
      expect(ends(says(askedByModel(), 'no'))).toMatchObject([{ id: 'a', state: 'no' }]);
    });
  });

  it('let the task go on only after their answer, if a button answers meanwhile', () => {
    const scenario = answered().event({ type: 'approval_answered', id: 'a', answer: 'yes' });
    expect(scenario.state.answer).toMatchObject({ turnId: 2 });
    scenario.playback(1_000, 'drained', 2);
    expect(scenario.state.answer).toMatchObject({ turnId: 3, begunAs: 1 });
    expect(scenario.effect('go_on_as')).toEqual([{ type: 'go_on_as', turnId: 1, as: 3 }]);
  });

  it('let a question be asked again that was not heard', () => {
    const scenario = says(asked().playback(0), 'what does it cost').answer('Two euros.', 1_000, 2);
    scenario.playback(1_000, 'drained', 2);
    expect(scenario.state.answer).toMatchObject({ turnId: 3, text: QUESTION, begunAs: 3 });
    scenario.audio(2_000, 3).event({ type: 'tts_done', turnId: 3 }).playback(1_500, 'playing', 3).forget();
    expect(ends(says(scenario, 'yes'))).toMatchObject([{ state: 'yes' }]);
    expect(scenario.state.answer).toMatchObject({ begunAs: 1 });
  });

  it('leave the question to a push-to-talk key', () => {
    const scenario = heard().event({ type: 'mode_changed', mode: 'push_to_talk' });
    const speak = (text: string) =>
      scenario
        .event({ type: 'push_to_talk', down: true, transcriptOwed: true })
        .advance(500)
        .event({ type: 'push_to_talk', down: false, transcriptOwed: true })
        .event({ type: 'stt_final', text })
        .advance(1_000);
    speak('what does it cost');
    expect(scenario.state.approvals.open).toMatchObject({ id: 'a' });
    speak('yes');
    expect(ends(scenario)).toMatchObject([{ state: 'yes', by: 'voice' }]);
  });

  it('leave nothing open when the assistant falls asleep, or forgets', () => {
    for (const event of [{ type: 'sleep', on: true } as const, { type: 'forget' } as const]) {
      const scenario = answered().event(event);
      expect(ends(scenario)).toMatchObject([{ state: 'no' }]);
      expect(scenario.state).toMatchObject({ approvals: { open: null }, parked: [] });
      expect(scenario.effect('cancel')).toMatchObject([{ turnId: 1 }]);
    }
  });

  it('have a record each, also when the session ends', () => {
    const scenario = answered().event({ type: 'session_ended' });
    expect(scenario.effect('turn_ended').map(({ record }) => record.turnId)).toEqual([2, 1]);
  });
});

describe('a second question', () => {
  const second = { ...ASKS, id: 'b', begunAs: 2, question: 'Delete the file? Yes or no?' };

  /** Asked by the answer to what was said while the first one was open. */
  const waiting = () =>
    says(heard(), 'delete the file')
      .event({ type: 'action_call', turnId: 2, call: { id: 'd', name: 'click' } })
      .event(second);

  it('waits until the first is answered', () => {
    const scenario = waiting();
    expect(scenario.state.approvals).toMatchObject({ open: { id: 'a' }, waiting: [{ id: 'b' }] });
    scenario.event({ type: 'approval_answered', id: 'a', answer: 'no' });
    expect(scenario.state.approvals).toMatchObject({ open: { id: 'b' }, waiting: [] });
    expect(scenario.state.answer?.text).toContain('Delete the file?');
  });

  it('waits until the first has expired, and has its own time then', () => {
    const scenario = waiting().advance(60_000);
    expect(ends(scenario)).toMatchObject([{ id: 'a', state: 'expired' }]);
    scenario.advance(55_000);
    expect(scenario.state.approvals.open).toMatchObject({ id: 'b' });
  });

  it('is not answered by the yes to the first', () => {
    const scenario = says(waiting(), 'yes');
    expect(ends(scenario)).toMatchObject([{ id: 'a', state: 'yes' }]);
    expect(scenario.state.approvals.open).toMatchObject({ id: 'b', audibleAt: null });
  });

  it('is put aside, too', () => {
    const scenario = waiting().event({ type: 'approval_answered', id: 'a', answer: 'no' });
    scenario.audio(2_000, 2).playback(2_000, 'playing', 2);
    says(scenario.forget(), 'what time is it');
    expect(scenario.state.parked.map(({ answer }) => answer.begunAs)).toEqual([1, 2]);
  });
});
