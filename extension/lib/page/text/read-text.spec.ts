// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { occurrences, readText, sameText } from './read-text';

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
  it('takes no notice of white space', () => {
    expect(sameText('one\n\ntwo ', 'one two')).toBe(true);
    expect(sameText('one two', 'one too')).toBe(false);
  });

  it('counts', () => {
    expect(occurrences('one two one', 'one')).toBe(2);
    expect(occurrences('one', '')).toBe(0);
  });
});
