import { describe, expect, it, vi } from 'vitest';
import { NoModelLlm } from '../../llm/providers/skills/no-model-llm.js';
import type { ActionResult, Question } from '../../skills/answerer.port.js';
import { ReadingSession } from '../../skills/reading/reading-session.js';
import { ReadTexts } from '../../skills/sources/read-texts.js';
import { SUNDAY_MORNING } from '../../skills/testing/skill-context.js';
import { NO_TOOLS, type ToolAnswer } from '../../tools/tools.port.js';
import { UserData } from '../../user-data/user-data.js';
import { collect } from '../../../../testing/contracts/llm/llm-request.js';
import type { AnswerPart } from './answer-part.js';
import { generateAnswer, type AnswerRequest } from './generate-answer.js';
import { Fence } from './task/fence.js';

const DONE = { sound: 'done', note: 'Scrolled down.' } as const;
const NOT_DONE = { sound: 'not_done', note: 'There is nothing more below.' } as const;

const TOOL = { name: 'scroll', description: '', parameters: {} };

/** A turn that this action answers. */
function setUp(run: (question: Question) => ActionResult | Promise<ActionResult>, playsEarcons = true) {
  const turn = new AbortController();
  const confirmed = Promise.withResolvers<void>();
  const call = vi.fn(async (_name: string, _args: object): Promise<ToolAnswer> => ({ ok: true }));
  const told = { onAction: vi.fn(), onActionCall: vi.fn(), onActionCallDone: vi.fn() };
  const request: AnswerRequest = {
    llm: new NoModelLlm(),
    answerer: {
      warmUp: async () => undefined,
      expects: () => ({ numbers: [] }),
      answer: async (question) => ({
        ...{ kind: 'action', intent: 'test', certain: true },
        run: () => run(question),
      }),
    },
    answererFirst: true,
    maxAnswerChars: 20_000,
    tools: { ...NO_TOOLS, list: () => [TOOL], call },
    fence: new Fence(),
    turnId: 1,
    messages: [{ role: 'user', content: 'scroll down' }],
    context: {
      ...{ sessionId: 'test', language: 'en', timeZone: 'UTC' },
      user: new UserData(),
      reading: new ReadingSession(),
      readTexts: new ReadTexts(),
      now: () => SUNDAY_MORNING,
      playsEarcons,
      pagePhrases: ['Sign in'],
    },
    confirmed: confirmed.promise,
    signal: turn.signal,
    ...told,
  };
  const parts = collect(generateAnswer(request));
  return { ...told, turn, confirm: confirmed.resolve, call, parts };
}

describe('an action', () => {
  it.each<[string, ActionResult, boolean, AnswerPart[]]>([
    ['says its words', 'Okay. Done.', true, [text('Okay. '), text('Done.')]],
    ['ends with a sound', DONE, true, [{ type: 'earcon', sound: 'done' }]],
    ['says what was done to a client without sounds', DONE, false, [text('Scrolled down.')]],
    [
      'says what was not done',
      NOT_DONE,
      true,
      [{ type: 'earcon', sound: 'not_done' }, text('There is nothing more below.')],
    ],
  ])('%s', async (_, result, playsEarcons, parts) => {
    const sut = setUp(() => result, playsEarcons);
    sut.confirm();
    expect(await sut.parts).toEqual(parts);
    expect(sut.onAction).toHaveBeenCalledExactlyOnceWith(noteOf(result));
  });

  it('streams a long text, and ends its source when it is stopped', async () => {
    const ended = vi.fn();
    const sut = setUp(async function* () {
      try {
        yield 'One. ';
        sut.turn.abort();
        yield 'Two. ';
      } finally {
        ended();
      }
    });
    sut.confirm();
    expect(await sut.parts).toEqual([text('One. ')]);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('knows the tools and the names on the page', async () => {
    const run = vi.fn(
      ({ tools, pagePhrases }: Question) => `${tools.has('scroll')} ${tools.has('fly')} ${pagePhrases}`,
    );
    const sut = setUp(run);
    sut.confirm();
    expect(await sut.parts).toEqual([text('true false Sign in')]);
  });

  it('calls tools in order, one after the other, when the turn is certain', async () => {
    const first = Promise.withResolvers<ToolAnswer>();
    const sut = setUp(async ({ tools }) => {
      const results = await Promise.all([
        tools.call('scroll', { pages: 1 }),
        tools.call('scroll', { pages: 2 }),
      ]);
      return JSON.stringify(results);
    });
    sut.call.mockReturnValueOnce(first.promise).mockResolvedValueOnce({ ok: false, error: 'No.' });
    expect(sut.call).not.toHaveBeenCalled();
    sut.confirm();
    await vi.waitFor(() => expect(sut.call).toHaveBeenCalled());
    expect(sut.call.mock.calls.map(([, args]) => args)).toEqual([{ pages: 1 }]);
    first.resolve({ ok: true });
    expect(await sut.parts).toEqual([text('[{"ok":true},{"ok":false,"error":"No."}]')]);
    expect(sut.call).toHaveBeenLastCalledWith('scroll', { pages: 2 }, 1, sut.turn.signal);
    expect(sut.onActionCall.mock.calls.map(([{ name }]) => name)).toEqual(['scroll', 'scroll']);
    expect(sut.onActionCallDone.mock.calls.map(([, failed]) => failed)).toEqual([false, true]);
  });

  it('calls no tool after its turn was stopped', async () => {
    const sut = setUp(async ({ tools }) => {
      sut.turn.abort();
      return JSON.stringify(await tools.call('scroll', {}));
    });
    sut.confirm();
    expect(await sut.parts).toEqual([]);
    expect(sut.call).not.toHaveBeenCalled();
  });
});

const text = (words: string): AnswerPart => ({ type: 'text', text: words });
const noteOf = (result: ActionResult): unknown =>
  typeof result === 'object' && 'note' in result ? result.note : result;
