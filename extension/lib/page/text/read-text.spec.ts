// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { difference, occurrences, rangeOf, readText, sameText } from './read-text';

function editor(html: string) {
  const element = document.createElement('div');
  element.innerHTML = html;
  return { kind: 'rich', element } as const;
}

describe(readText, () => {
  it.each([
    ['paragraphs', '<p>one</p><p>two</p>', 'one\ntwo'],
    ['line breaks', 'one<br>two', 'one\ntwo'],
    ['what keeps the caret', '<p>\u200bone\ufeff&nbsp;two</p>', 'one two'],
    [
      'a mention and a placeholder',
      '<p>one <span contenteditable="false">Write here</span>two</p>',
      'one two',
    ],
  ])('reads %s', (_, html, text) => {
    expect(readText(editor(html))).toBe(text);
  });

  it('reads a field', () => {
    const element = document.createElement('input');
    element.value = ' as it is ';
    expect(readText({ kind: 'field', element })).toBe(' as it is ');
  });
});

describe('comparing texts', () => {
  it('ignores white space', () => {
    expect(sameText('one\n\ntwo ', 'one two')).toBe(true);
    expect(sameText('one two', 'one too')).toBe(false);
  });

  it('counts', () => {
    expect(occurrences('one two one', 'one')).toBe(2);
    expect(occurrences('one', '')).toBe(0);
  });
});

describe(difference, () => {
  it.each([
    ['hello', 'hello hello', { from: 5, removed: '', inserted: ' hello' }],
    ['start end', 'start middle end', { from: 6, removed: '', inserted: 'middle ' }],
    ['one', 'two', { from: 0, removed: 'one', inserted: 'two' }],
    ['', 'new', { from: 0, removed: '', inserted: 'new' }],
    ['old', '', { from: 0, removed: 'old', inserted: '' }],
  ])('%j to %j', (before, after, expected) => expect(difference(before, after)).toEqual(expected));
});

describe(rangeOf, () => {
  it.each([
    ['in one text', 'hello world', 5, 11, ' world'],
    ['over elements', '<p>hello <b>bold</b> world</p>', 3, 12, 'lo bold w'],
    ['after what keeps the caret', '<p>\u200bone two</p>', 3, 7, ' two'],
    ['at the end of a line', '<p>one</p><p>two</p>', 4, 7, 'two'],
  ])('%s', (_, html, from, to, text) => {
    expect(rangeOf(editor(html).element, from, to)?.toString()).toBe(text);
  });

  it('begins at the end of the line before a new line', () => {
    const { element } = editor('<p>one</p><p>two</p>');
    const range = rangeOf(element, 3, 7)!;
    expect([range.startContainer.nodeValue, range.startOffset]).toEqual(['one', 3]);
  });

  it('is none where nothing is there', () => expect(rangeOf(editor('<p><br></p>').element, 0, 1)).toBeNull());
});
