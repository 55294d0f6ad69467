import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../llm/llm.port.js';
import { latestResults, shortened } from './latest-results.js';

const user = (content: string): ChatMessage => ({ role: 'user', content });

/** A call with its result. */
function step(id: string, name: string, args: object, result: object | string): ChatMessage[] {
  const content = typeof result === 'string' ? result : JSON.stringify(result);
  return [
    { role: 'assistant', content: '', toolCalls: [{ id, name, arguments: JSON.stringify(args) }] },
    { role: 'tool', toolCallId: id, content },
  ];
}

const snapshot = (id: string, tab: number, args: object = {}) =>
  step(id, 'page_snapshot', args, { ok: true, snapshot: `page "${id}"`, tab, more: 0 });
const part = (id: string, from: number, tab = 1) =>
  step(id, 'read_article', { from, tab }, { ok: true, text: id, from, tab });

/** The results, by what is left of them. */
const left = (...messages: ChatMessage[][]) =>
  latestResults(messages.flat(), 100_000).flatMap((message) =>
    message.role === 'tool' ? [/omitted":"([^"]*)/.exec(message.content)?.[1] ?? message.toolCallId] : [],
  );

const OLD = 'An older state of this tab. A newer snapshot follows.';
const AGAIN = 'This part was read again later.';

describe(latestResults.name, () => {
  it('keeps the newest snapshot of each tab, also in later turns', () => {
    expect(
      left(snapshot('a', 1), snapshot('b', 2), snapshot('c', 1), [user('and?')], snapshot('d', 1)),
    ).toEqual([OLD, 'b', OLD, 'd']);
  });

  it('keeps the whole page when something was looked for in it later', () => {
    const found = (id: string) => snapshot(id, 1, { find: 'price' });
    expect(left(snapshot('a', 1), found('b'), found('c'))).toEqual(['a', OLD, 'c']);
    expect(left(snapshot('a', 1), found('b'), snapshot('c', 1))).toEqual([OLD, OLD, 'c']);
  });

  it('keeps what was found by other words', () => {
    const found = (id: string, find: string) => snapshot(id, 1, { find });
    expect(left(found('a', 'price'), found('b', 'weight'), found('c', 'Price '))).toEqual([OLD, 'b', 'c']);
    expect(left(found('a', 'price'), found('b', 'weight'), snapshot('c', 1))).toEqual([OLD, OLD, 'c']);
  });

  it('lets a failed snapshot stand for none', () => {
    const failed = step('b', 'page_snapshot', {}, { ok: false, error: 'No page.' });
    expect(left(snapshot('a', 1), failed)).toEqual(['a', 'b']);
  });

  it('knows the tab of a snapshot that was cut by its arguments', () => {
    const cut = (id: string) => step(id, 'page_snapshot', { tab: 4 }, '{"ok":true,"snapshot":"page … (cut');
    expect(left(cut('a'), cut('b'), snapshot('c', 4))).toEqual([OLD, OLD, 'c']);
  });

  it('keeps all parts of an article, each once', () => {
    expect(left(part('a', 0), part('b', 2_000), part('c', 0), part('d', 0, 2))).toEqual([
      AGAIN,
      'b',
      'c',
      'd',
    ]);
  });

  it('leaves what acts returned', () => {
    const click = (id: string) => step(id, 'click', { ref: 'e1' }, { ok: true, changed: 'nothing' });
    expect(left(click('a'), click('b'))).toEqual(['a', 'b']);
  });

  it('omits the oldest results that exceed the limit together, but never the newest', () => {
    const long = (id: string) => step(id, 'media', {}, 'x'.repeat(1_000));
    const messages = ['a', 'b', 'c'].flatMap(long);
    const lengths = (limit: number) =>
      latestResults(messages, limit).flatMap(({ role, content }) =>
        role === 'tool' ? [content.length] : [],
      );
    expect(lengths(3_000)).toEqual([1_000, 1_000, 1_000]);
    expect(lengths(2_500)).toEqual([45, 1_000, 1_000]);
    expect(lengths(10)).toEqual([45, 45, 1_000]);
  });

  it('keeps results that have not come, and all other messages', () => {
    const pending = snapshot('b', 1);
    pending[1] = { ...pending[1]!, isPending: true } as ChatMessage;
    const messages = [user('x'), ...pending, ...snapshot('c', 1)];
    expect(latestResults(messages, 100_000)).toEqual(messages);
  });

  it('tells calls apart that have the same id', () => {
    const messages = [...snapshot('0', 1), ...snapshot('0', 1)];
    expect(left(messages)).toEqual([OLD, '0']);
  });
});

describe(shortened.name, () => {
  it('omits long arguments', () => {
    const call = (json: string) => ({ id: 'a', name: 'type_text', arguments: json });
    expect(shortened([call('{}'), call('x'.repeat(5_000))])).toEqual([
      call('{}'),
      call(expect.stringContaining('too long to keep') as string),
    ]);
  });
});
