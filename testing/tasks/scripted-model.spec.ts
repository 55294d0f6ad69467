import { describe, expect, it, vi } from 'vitest';
import type { LlmEmulatorRequest } from '../emulators/llm/llm-emulator.ts';
import { ScriptedModel } from './scripted-model.ts';
import { Seen, type Message } from './seen.ts';
import { stepIn } from './task-script.ts';

/** A conversation with one model, as a backend holds it. */
class Conversation {
  readonly messages: Message[] = [
    { role: 'user', content: 'An earlier turn.' },
    {
      role: 'assistant',
      tool_calls: [{ id: 'old', function: { name: 'page_snapshot', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: 'old', content: JSON.stringify(shot(1, ' e99 button "Save"')) },
    { role: 'user', content: 'Save it.' },
  ];
  readonly #model: ScriptedModel;

  constructor(model: ScriptedModel) {
    this.#model = model;
  }

  /** @returns what the model says and calls */
  ask(...results: object[]) {
    const made = this.messages.at(-1)?.tool_calls ?? [];
    made.forEach(({ id }, i) =>
      this.messages.push({
        role: 'tool',
        tool_call_id: id,
        content: `-----mark-----\n${JSON.stringify(results[i])}\n-----mark-----`,
      }),
    );
    const events = this.#model.answer('', {
      body: { messages: this.messages },
    } as unknown as LlmEmulatorRequest);
    const calls = events.flatMap((event) => (event.type === 'tool_call' ? [event.call] : []));
    this.messages.push({
      role: 'assistant',
      tool_calls: calls.map(({ id, name, arguments: args }) => ({ id, function: { name, arguments: args } })),
    });
    const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('');
    return { text, calls: calls.map(({ name, arguments: args }) => [name, JSON.parse(args)] as unknown) };
  }
}

const shot = (tab: number, lines: string) => ({
  ok: true,
  snapshot: `page "P" https://p.example/\n${lines}`,
  tab,
});
const DONE = { ok: true, changed: 'nothing' };

function started(script: readonly string[], onQuestion?: (answer: 'yes' | 'no', call: string) => void) {
  const model = new ScriptedModel();
  const end = model.begin(script, { onQuestion });
  end.catch(() => undefined);
  return { model, end, talk: new Conversation(model) };
}

describe('a scripted model', () => {
  it('takes a step for each request, and names controls by what it was sent', async () => {
    const { end, talk, model } = started([
      'say "One moment."; look',
      'type "Ann \\"A\\"; B" into textbox "Name"; click "Add" after "Red mug"',
      'answer "Added."',
    ]);
    expect(talk.ask()).toEqual({ text: 'One moment.', calls: [['page_snapshot', {}]] });
    const lines =
      ' e1 button "Name"\n e2 textbox "Name" = ""\n text "Blue mug"\n e3 button "Add"\n text "Red mug"\n  f1e4 button "Add"';
    expect(talk.ask(shot(1, lines)).calls).toEqual([
      ['type_text', { text: 'Ann "A"; B', ref: 'e2' }],
      ['click', { ref: 'f1e4' }],
    ]);
    expect(talk.ask(DONE, DONE).text).toBe('Added.');
    await expect(end).resolves.toBe('Added.');
    expect(model.timings.map(({ tools }) => tools)).toEqual([['page_snapshot'], ['type_text', 'click']]);
  });

  it.each([
    ['a control that no snapshot of the turn has', ['click "Save"'], []],
    [
      'one that the newest snapshot has not',
      ['look', 'look', 'click "Save"'],
      [[shot(1, ' e5 button "Save"')], [shot(1, ' text "Saved"')]],
    ],
    ['one of another role', ['look', 'click link "Save"'], [[shot(1, ' e5 button "Save"')]]],
    ['a text that it was not sent', ['look', 'knows "Price"; answer "x"'], [[shot(1, ' text "Cost"')]]],
    [
      'a tab that was not listed',
      ['list tabs', 'switch to tab "Mail"'],
      [[{ ok: true, tabs: [{ tab: 1, title: 'News' }] }]],
    ],
    ['a call that failed', ['look', 'answer "x"'], [[{ ok: false, error: 'Gone.' }]]],
    ['a refusal that did not come', ['look (refused)', 'answer "x"'], [[shot(1, '')]]],
    ['a request after its answer', ['answer "x"', 'answer "y"'], [[], []]],
  ])('is lost for %s', async (_, script, results: object[][]) => {
    const { end, talk } = started(script);
    talk.ask();
    for (const each of results) talk.ask(...each);
    if (script[0]!.startsWith('answer')) return expect(talk.ask().text).toBe('I am lost.');
    await expect(end).rejects.toThrow();
  });

  it('finds what an act or another tab has shown, beside a newer snapshot', () => {
    const { talk } = started(['look', 'click "Next"', 'click "OK"; click "Back"']);
    talk.ask();
    talk.ask(shot(1, ' e5 button "Next"\n e6 button "Back"'));
    const focus = { ok: true, changed: 'dialog "Sure" opened', focus: 'e9 button "OK"' };
    expect(talk.ask(focus).calls).toEqual([
      ['click', { ref: 'e9' }],
      ['click', { ref: 'e6' }],
    ]);
  });

  it('tells of which calls the user is asked', () => {
    const asked = vi.fn();
    const { talk } = started(['look (yes); look (no)', 'answer "x"'], asked);
    talk.ask();
    expect(asked.mock.calls).toEqual([
      ['yes', 'look (yes)'],
      ['no', 'look (no)'],
    ]);
    expect(talk.ask(shot(1, ''), { ok: false, denied: true, error: 'No.' }).text).toBe('x');
  });
});

describe('a script', () => {
  it.each(['jump', 'click Save', 'say "x"', 'look; answer "x"', 'knows "x"'])('is refused: %s', (line) => {
    expect(() => stepIn(line)).toThrow(/script says nothing|one does/);
  });

  it.each([
    ['look for "x"', { find: 'x' }],
    ['look at everything', { scope: 'page' }],
    ['replace "Save" with "x"', { text: 'x', ref: 'e1', replace: true }],
    ['type "x" into "Save" and enter', { text: 'x', ref: 'e1', submit: true }],
    ['select "x" in "Save"', { ref: 'e1', option: 'x' }],
    ['set "Save" to "4"', { ref: 'e1', value: '4' }],
    ['check "Save"', { ref: 'e1', checked: true }],
    ['uncheck "Save"', { ref: 'e1', checked: false }],
    ['drag "Save" to "Open"', { ref: 'e1', to_ref: 'e2' }],
    ['drag "Save" by -5 10', { ref: 'e1', dx: -5, dy: 10 }],
    ['press "Enter" on "Save"', { key: 'Enter', ref: 'e1' }],
    ['wait until "x" is gone', { gone: 'x' }],
    ['close tab "T"', { tabs: [7] }],
  ])('has a line for each tool: %s', (line, args) => {
    const results = [
      shot(1, ' e1 button "Save"\n e2 button "Open"'),
      { ok: true, tabs: [{ tab: 7, title: 'T' }] },
    ];
    const seen = new Seen([
      { role: 'user', content: 'Go.' },
      {
        role: 'assistant',
        tool_calls: [
          { id: 'a', function: { name: 'page_snapshot', arguments: '{}' } },
          { id: 'b', function: { name: 'list_tabs', arguments: '{}' } },
        ],
      },
      ...['a', 'b'].map((id, i) => ({ role: 'tool', tool_call_id: id, content: JSON.stringify(results[i]) })),
    ]);
    expect(stepIn(line).calls[0]!.args(seen)).toEqual(args);
  });
});
