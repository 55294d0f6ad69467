import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../llm/llm.port.js';
import { ProviderError } from '../../provider-kit/errors/provider-error.js';
import type { ToolCall } from '../../tools/tools.port.js';
import { DEFAULT_CONVERSATION_OPTIONS } from '../options/conversation-options.js';
import { Scenario } from '../testing/scenario.js';
import { addResult, toolMessages, trimHistory } from './slices/tool-history.js';

const call = (id: string, json = '{}'): ToolCall => ({ id, name: 'weather', arguments: json });
const failure = (stage: 'llm' | 'tts') =>
  new ProviderError(stage, 'test', 'provider_unavailable', 'It died.');

const USER: ChatMessage = { role: 'user', content: 'the weather' };
const calls = (...ids: string[]): ChatMessage => ({
  role: 'assistant',
  content: '',
  toolCalls: ids.map((id) => call(id)),
});
const result = (id: string, content = `"${id}"`): ChatMessage => ({ role: 'tool', toolCallId: id, content });
const unknown = (id: string): ChatMessage => ({
  role: 'tool',
  toolCallId: id,
  content: expect.stringContaining('not known whether this was done') as unknown as string,
  isPending: true,
});
const said = (content: string): ChatMessage => ({ role: 'assistant', content });
const heard = (content: string, unheard: string): ChatMessage => ({
  ...{ role: 'assistant', content, interrupted: true, unheard },
});

/** A question was asked and its turn is over; the answer has not started. */
function asked(historyMessages = DEFAULT_CONVERSATION_OPTIONS.historyMessages): Scenario {
  const options = { ...DEFAULT_CONVERSATION_OPTIONS, greeting: '', historyMessages };
  return new Scenario(options).say('the weather').advance(1_500);
}

/** A question was just asked; the next words may continue it. */
const justAsked = () => new Scenario().say('the weather').advance(450);

/** Calls the tools of one step. */
const tools = (scenario: Scenario, ...ids: string[]) =>
  scenario.event({ type: 'tool_calls', turnId: 1, calls: ids.map((id) => call(id)) });
const results = (scenario: Scenario, ...ids: string[]) => {
  for (const callId of ids)
    scenario.event({ type: 'tool_result', turnId: 1, callId, content: `"${callId}"` });
  return scenario;
};

/** The conversation sent with the next question, without the system prompt and that question. */
function nextRequest(scenario: Scenario): readonly ChatMessage[] {
  scenario.forget().event({ type: 'text_input', text: 'and now' });
  const [generate] = scenario.effect('generate');
  expect(generate!.messages.at(-1)).toMatchObject({ role: 'user', content: 'and now' });
  return generate!.messages.slice(1, -1);
}

describe('tool calls in the history', () => {
  it.each<[string, (scenario: Scenario) => unknown]>([
    ['by a click', (scenario) => scenario.event({ type: 'interrupt', turnId: 1 })],
    ['by typing', () => undefined],
    [
      'by the push-to-talk key',
      (scenario) =>
        scenario
          .event({ type: 'mode_changed', mode: 'push_to_talk' })
          .event({ type: 'push_to_talk', down: true }),
    ],
    [
      'by speaking',
      (scenario) =>
        scenario.advance(4_000).starts().advance(300).event({ type: 'stt_partial', text: 'stop' }),
    ],
  ])('stay where the answer was cut off before any word, %s', (_, cutOff) => {
    const scenario = results(tools(asked(), 'a'), 'a');
    cutOff(scenario);
    expect(nextRequest(scenario).slice(0, 3)).toEqual([USER, calls('a'), result('a')]);
  });

  it('stay with their question if the user continues it', () => {
    const scenario = results(tools(justAsked(), 'a'), 'a').say('in rome').advance(1_500);
    const { messages } = scenario.effect('generate').at(-1)!;
    expect(messages.slice(1)).toEqual([
      ...[USER, calls('a'), result('a')],
      { role: 'user', content: 'the weather in rome' },
    ]);
  });

  describe('of a task that waits for the user', () => {
    const WAITS = expect.stringMatching(/The user was asked .* do not call it again/) as string;
    /** Of the second call the user is asked, and says something else. */
    const parked = () => {
      const scenario = tools(results(tools(asked(), 'a'), 'a'), 'b', 'c');
      const question = { question: 'Send the form? Yes or no?', mayRemember: false, expiresMs: 60_000 };
      return scenario.event({ type: 'approval_asked', id: 'q', begunAs: 1, ...question });
    };
    const waiting = (id: string) => ({ ...result(id), content: WAITS, isPending: true });

    it('are known to the turn between, with what waits', () => {
      expect(nextRequest(parked())).toEqual([
        ...[USER, calls('a'), result('a')],
        ...[calls('b', 'c'), waiting('b'), waiting('c')],
      ]);
    });

    it('are there once, with all results, when the task goes on to its end', () => {
      const scenario = parked().event({ type: 'text_input', text: 'how much' }).forget();
      scenario.answer('Nothing.', 500, 2).event({ type: 'approval_answered', id: 'q', answer: 'yes' });
      scenario.playback(500, 'drained', 2);
      for (const callId of ['b', 'c', 'd']) {
        if (callId === 'd') scenario.event({ type: 'tool_calls', turnId: 3, calls: [call('d')] });
        scenario.event({ type: 'tool_result', turnId: 3, callId, content: `"${callId}"` });
      }
      scenario.answer('Sent.', 500, 3).playback(500, 'drained', 3);
      expect(nextRequest(scenario)).toEqual([
        ...[USER, calls('a'), result('a'), calls('b', 'c'), result('b'), result('c')],
        ...[{ role: 'user', content: 'how much', isTyped: true }, said('Nothing.')],
        ...[calls('d'), result('d'), said('Sent.')],
      ]);
    });

    it('are not done again where another model has to take over', () => {
      const scenario = parked().event({ type: 'text_input', text: 'how much' }).answer('Nothing.', 500, 2);
      scenario
        .event({ type: 'approval_answered', id: 'q', answer: 'yes' })
        .playback(500, 'drained', 2)
        .forget();
      const error = Object.assign(failure('llm'), { beginsAgain: true });
      scenario.event({ type: 'answer_failed', turnId: 3, error });
      expect(scenario.effect('generate')).toEqual([]);
    });

    it.each([1, 7])(
      'have a result that comes while it waits, or after it was dropped (turn %i)',
      (turnId) => {
        const scenario = parked().event({ type: 'text_input', text: 'how much' });
        scenario.event({ type: 'tool_result', turnId, callId: 'b', content: '"b"' });
        expect(nextRequest(scenario).slice(3, 6)).toEqual([calls('b', 'c'), result('b'), waiting('c')]);
      },
    );
  });

  it('come before the text of a whole answer, even if it was said before they ran', () => {
    const scenario = asked().event({ type: 'llm_text', turnId: 1, text: 'One moment.\n' });
    results(tools(scenario, 'a'), 'a').answer('It is clear.', 600, 1).playback(600, 'drained', 1);
    expect(nextRequest(scenario)).toEqual([USER, calls('a'), result('a'), said('One moment.\nIt is clear.')]);
  });

  it('come before the heard part of an interrupted answer', () => {
    const scenario = results(tools(asked(), 'a'), 'a');
    scenario.answer('It is clear in Rome.', 1_000, 1).playback(500, 'playing', 1);
    scenario.event({ type: 'interrupt', turnId: 1, playedMs: 500 });
    expect(nextRequest(scenario)).toEqual([
      ...[USER, calls('a'), result('a')],
      heard('It is clear', 'in Rome.'),
    ]);
  });

  it.each<['llm' | 'tts', string, ChatMessage[]]>([
    ['llm', '', []],
    ['llm', 'It is', [said('It is')]],
    ['tts', 'It is', [{ role: 'assistant', content: '', ttsFailed: true, unheard: 'It is' }]],
  ])('stay where the %s fails after "%s"', (stage, text, rest) => {
    const scenario = results(tools(asked(), 'a'), 'a').event({ type: 'llm_text', turnId: 1, text });
    scenario.event({ type: 'answer_failed', turnId: 1, error: failure(stage) });
    if (stage === 'tts') scenario.event({ type: 'llm_done', turnId: 1 });
    if (stage === 'llm' && text !== '')
      scenario.audio(300, 1).event({ type: 'tts_done', turnId: 1 }).playback(300, 'drained', 1);
    expect(nextRequest(scenario)).toEqual([USER, calls('a'), result('a'), ...rest]);
  });

  it('stay in order for several steps with several calls', () => {
    const scenario = results(tools(asked(), 'a', 'b'), 'b', 'a');
    results(tools(scenario, 'c'), 'c').event({ type: 'interrupt', turnId: 1 });
    expect(nextRequest(scenario)).toEqual([
      ...[USER, calls('a', 'b'), result('a'), result('b')],
      ...[calls('c'), result('c')],
    ]);
  });

  it('stay if a model gives the calls of each step the same id', () => {
    const scenario = asked();
    for (const content of ['1', '2'])
      tools(scenario, 'call_0').event({ type: 'tool_result', turnId: 1, callId: 'call_0', content });
    expect(nextRequest(scenario)).toEqual([
      ...[USER, calls('call_0'), result('call_0', '1')],
      ...[calls('call_0'), result('call_0', '2')],
    ]);
  });

  describe('without a result', () => {
    const interrupted = () => results(tools(asked(), 'a', 'b'), 'a').event({ type: 'interrupt', turnId: 1 });

    it('get one that says so', () => {
      expect(nextRequest(interrupted())).toEqual([USER, calls('a', 'b'), result('a'), unknown('b')]);
    });

    it('get it if it comes late', () => {
      expect(nextRequest(results(interrupted(), 'b'))).toEqual([
        ...[USER, calls('a', 'b'), result('a'), result('b')],
      ]);
    });

    it('get it if it comes while the user continues the question', () => {
      const scenario = tools(justAsked(), 'a')
        .starts()
        .advance(800)
        .event({ type: 'stt_partial', text: 'in rome' });
      results(scenario, 'a').ends('in rome').advance(1_500);
      expect(scenario.effect('generate').at(-1)!.messages.slice(1)).toEqual([
        ...[USER, calls('a'), result('a')],
        { role: 'user', content: 'the weather in rome' },
      ]);
    });

    it('take no result of another call', () => {
      const scenario = interrupted().event({ type: 'tool_result', turnId: 1, callId: 'x', content: '1' });
      expect(nextRequest(scenario)).toEqual([USER, calls('a', 'b'), result('a'), unknown('b')]);
    });
  });

  it('are bounded in size', () => {
    const scenario = asked().event({
      ...{ type: 'tool_calls', turnId: 1 },
      calls: [call('a', JSON.stringify({ text: 'x'.repeat(100_000) }))],
    });
    scenario.event({ type: 'tool_result', turnId: 1, callId: 'a', content: 'y'.repeat(100_000) });
    const [, asking, told] = nextRequest(scenario);
    expect(JSON.stringify([asking, told]).length).toBeLessThan(5_000);
    expect(asking).toMatchObject({ toolCalls: [{ arguments: expect.stringMatching(/^\{.*\}$/) as string }] });
  });

  it('do not carry over to the next turn', () => {
    const scenario = asked().event({ type: 'text_input', text: 'hello' });
    tools(scenario, 'late').event({ type: 'interrupt' });
    expect(JSON.stringify(nextRequest(scenario))).not.toContain('late');
  });
});

describe('an action of the answerer in the history', () => {
  const actionResult = 'Okay, 5 minutes, starting now.';
  const act = () => asked().event({ type: 'action_done', turnId: 1, text: actionResult });

  it.each<[string, (scenario: Scenario) => unknown]>([
    ['by a click', (scenario) => scenario.event({ type: 'interrupt', turnId: 1 })],
    ['by typing', () => undefined],
  ])('stays where the answer was cut off before any word, %s', (_, cutOff) => {
    const scenario = act();
    cutOff(scenario);
    expect(nextRequest(scenario)).toEqual([USER, { ...heard('', ''), actionResult }]);
  });

  it('stays with its question if the user continues it', () => {
    const scenario = justAsked().event({ type: 'action_done', turnId: 1, text: actionResult });
    scenario.answer(actionResult, 1_500, 1).playback(400).say('in rome').advance(1_500);
    expect(scenario.effect('generate').at(-1)!.messages.slice(1)).toEqual([
      ...[USER, { ...heard('', actionResult), actionResult }],
      { role: 'user', content: 'the weather in rome' },
    ]);
  });

  it('stays with the heard part of an interrupted answer', () => {
    const scenario = act().answer(actionResult, 1_000, 1).playback(500, 'playing', 1);
    scenario.event({ type: 'interrupt', turnId: 1, playedMs: 500 });
    expect(nextRequest(scenario)[1]).toMatchObject({ interrupted: true, actionResult });
  });

  it('is in the words of an answer that was heard', () => {
    const scenario = act().answer(actionResult, 600, 1).playback(600, 'drained', 1);
    expect(nextRequest(scenario)).toEqual([USER, said(actionResult)]);
  });

  it('does not carry over to the next turn', () => {
    const scenario = asked().event({ type: 'text_input', text: 'stop that' });
    scenario.event({ type: 'action_done', turnId: 1, text: actionResult });
    expect(JSON.stringify(nextRequest(scenario))).not.toContain(actionResult);
  });
});

describe(trimHistory.name, () => {
  it.each([
    [2, true],
    [4, undefined],
  ])('of four messages, with %i kept, marks the oldest words of the user: %s', (most, isOldestKept) => {
    const turn = [
      { role: 'user' as const, content: 'hello' },
      { role: 'assistant' as const, content: 'Hello.' },
    ];
    expect(trimHistory([...turn, ...turn], most).at(0)).toEqual({
      ...turn[0],
      ...(isOldestKept && { isOldestKept }),
    });
  });

  /** A result as long as can be. */
  const long = addResult([{ calls: [call('a')], results: [] }], {
    callId: 'a',
    content: 'x'.repeat(100_000),
  })[0]!.results[0]!.content;

  it('never omits a pending result', () => {
    const pending = toolMessages([{ calls: [call('a')], results: [] }]);
    const later = ['b', 'c', 'd', 'e', 'f'].flatMap((id) => [calls(id), result(id, long)]);
    expect(trimHistory([...pending, ...later], 60).slice(0, 2)).toEqual(pending);
  });

  it('omits the oldest results if all together are too long', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const trimmed = trimHistory(
      ids.flatMap((id) => [calls(id), result(id, long)]),
      60,
    );
    const contents = trimmed.filter(({ role }) => role === 'tool').map(({ content }) => content);
    expect(contents.slice(2)).toEqual([long, long, long, long]);
    for (const content of contents.slice(0, 2)) expect(content).toContain('too old to keep');
    expect(trimHistory(trimmed, 60)).toEqual(trimmed);
  });

  const step = [calls('a', 'b'), result('a'), result('b')];
  const history = [USER, said('Hi.'), USER, ...step, said('Clear.')];

  it.each<[number, readonly ChatMessage[]]>([
    [7, history],
    [6, history.slice(1)],
    [5, history.slice(2)],
    [4, history.slice(3)],
    [3, [said('Clear.')]],
    [2, [USER, said('Clear.')]],
    [1, [said('Clear.')]],
    [0, []],
  ])('keeps of it, within %i messages, what belongs together', (most, kept) => {
    expect(trimHistory(history, most)).toMatchObject(kept);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('leaves no result without its call in a conversation of %i', (most) => {
    const scenario = asked(most);
    results(tools(results(tools(scenario, 'a', 'b'), 'a', 'b'), 'c'), 'c').answer('Clear.', 300, 1);
    scenario.playback(300, 'drained', 1);
    const messages = nextRequest(scenario);
    expect(messages.length).toBeLessThan(most);
    const called = messages.flatMap((message) =>
      message.role === 'assistant' ? (message.toolCalls ?? []).map(({ id }) => id) : [],
    );
    expect(messages.flatMap((message) => (message.role === 'tool' ? [message.toolCallId] : []))).toEqual(
      called,
    );
  });

  it('gives every call of a step a result', () => {
    expect(toolMessages([{ calls: [call('a'), call('b')], results: [] }])).toEqual([
      ...[calls('a', 'b'), unknown('a'), unknown('b')],
    ]);
  });
});
