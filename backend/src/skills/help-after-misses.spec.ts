import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../llm/llm.port.js';
import { answerTo } from './testing/ask.js';
import { expectedOf } from './browser/expected.js';
import { fakeBrowser, fakeConversation } from './browser/testing/fake-browser.js';

const MISS = 'I see no "flux capacitor" on this page.';
const NOT_UNDERSTOOD = "I don't know what to do with that";
const NAMES = 'You can say: click My orders, or open Desk lamp, or type hello in Search lamps.';
const LABELS = 'Say show numbers, then the number.';

describe('misses in a row', () => {
  it.each([
    ['of names', ['click the flux capacitor', 'press the flux capacitor'], `${MISS} ${NAMES}`],
    ['of words', ['banana tomato', 'tomato banana'], `${NOT_UNDERSTOOD} either. ${NAMES}`],
    [
      'of a name and of words',
      ['click the flux capacitor', 'banana tomato'],
      / simple requests\. You can say: click /,
    ],
    ['of words and of a name', ['banana tomato', 'click the flux capacitor'], `${MISS} ${NAMES}`],
    ['of a page of a list', ['next page', 'click the flux capacitor'], `${MISS} ${NAMES}`],
  ])('%s have help after the second', async (_, [first, second], answer) => {
    const { ask } = fakeConversation();
    expect(await ask(first!)).not.toContain('You can say');
    const said = await ask(second!);
    if (typeof answer === 'string') expect(said).toBe(answer);
    else expect(said).toMatch(answer);
  });

  it('have names once, then the numbers once, and then nothing, until something works', async () => {
    const { ask } = fakeConversation();
    const said = [];
    for (let i = 0; i < 5; i++) said.push(await ask('click the flux capacitor'));
    expect(said).toEqual([MISS, `${MISS} ${NAMES}`, `${MISS} ${LABELS}`, MISS, MISS]);
    await ask('click pricing');
    expect(await ask('click the flux capacitor')).toBe(MISS);
    expect(await ask('click the flux capacitor')).toBe(`${MISS} ${NAMES}`);
  });

  it.each(['yes', 'yes please', 'show numbers'])('end with numbers after "%s"', async (reply) => {
    const { ask, acts } = fakeConversation();
    for (let i = 0; i < 3; i++) await ask('click the flux capacitor');
    expect(await ask(reply)).toBe('The numbers are shown.');
    await ask('two');
    expect(acts()).toEqual(['show_numbers', 'click {"ref":"n2"}']);
  });

  it('let a yes be expected once the numbers are offered', () => {
    const answered = (content: string): ChatMessage[] => [{ role: 'assistant', content }];
    expect(expectedOf({}, answered(`${MISS} ${LABELS}`))).toEqual({ numbers: [], awaits: 'yes_no' });
    expect(expectedOf({}, answered(MISS))).toEqual({ numbers: [] });
  });

  it('have the word for the numbers that are shown already', async () => {
    const { ask } = fakeConversation();
    await ask('show numbers');
    for (let i = 0; i < 2; i++) await ask('click the flux capacitor');
    expect(await ask('click the flux capacitor')).toBe(`${MISS} Say the number that it shows.`);
  });

  it('are followed by "more"', async () => {
    const { ask } = fakeConversation();
    for (let i = 0; i < 2; i++) await ask('click the flux capacitor');
    expect(await ask('more')).toMatch(/^You can also say: click Floor lamp, /);
  });

  it('name nothing that was just named', async () => {
    const { ask } = fakeConversation(' e1 link "Desk lamp"\n e2 link "Floor lamp"\n e3 link "Our team"');
    await ask('click the lamp catalogue');
    expect(await ask('click the lamp catalogue')).toBe(
      'I see no "lamp catalogue" on this page. Nearest: "Desk lamp", "Floor lamp". You can say: click Our team.',
    );
  });

  it('offer the numbers at once where no name can be said', async () => {
    const { ask } = fakeConversation(' e1 link "登录"');
    await ask('click the flux capacitor');
    expect(await ask('click the flux capacitor')).toBe(`${MISS} ${LABELS}`);
  });

  it.each([
    ['a question for a model', 'why is the sky blue'],
    ['an answer', 'what time is it'],
    ['a question which one is meant', 'click read more'],
    ['words that the page lacks', 'what does this page say about whales'],
  ])('are no longer in a row after %s', async (_, said) => {
    const { ask } = fakeConversation();
    await ask('click the flux capacitor');
    await ask(said);
    await ask('never mind');
    expect(await ask('click the flux capacitor')).toBe(MISS);
  });

  it('have no help where the page cannot be seen, or there is none', async () => {
    const error = 'This is a page of the browser itself.';
    const { ask } = fakeConversation(undefined, { page_snapshot: { ok: false, error } });
    await ask('banana tomato');
    expect(await ask('banana tomato')).toMatch(/^I don't know what to do with that either\. Say help/);
    const { context } = fakeBrowser();
    const without = { ...context, history: missed(1), tools: { ...context.tools, has: () => false } };
    expect(await answerTo('banana tomato', without)).toMatchObject({ kind: 'spoken' });
  });

  it('count also if an answer was cut off, or with a model', async () => {
    const { context } = fakeBrowser();
    const cut: ChatMessage[] = [
      { role: 'user', content: 'click the flux capacitor' },
      {
        role: 'assistant',
        content: 'I see',
        unheard: 'no "flux capacitor" on this page.',
        interrupted: true,
      },
    ];
    const answer = await answerTo('click the flux button', { ...context, history: cut }, true);
    expect(answer).toMatchObject({ kind: 'action', certain: true });
    if (answer?.kind === 'action') expect(await answer.run()).toContain('You can say: click My orders');
  });

  it('make no other answer wait', async () => {
    const context = { ...fakeBrowser().context, history: missed(1) };
    expect(await answerTo('stop', context)).toMatchObject({ kind: 'spoken', text: 'Okay.' });
  });

  it('have help only if the answer is given', async () => {
    const { context, calls } = fakeBrowser();
    for (let i = 0; i < 3; i++) await answerTo('banana tomato', { ...context, history: missed(1) });
    expect(calls).toEqual([]);
  });
});

const missed = (times: number): ChatMessage[] =>
  Array.from({ length: times }, (): ChatMessage[] => [
    { role: 'user', content: 'click the flux capacitor' },
    { role: 'assistant', content: MISS },
  ]).flat();
