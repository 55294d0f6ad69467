// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { isAlive, joined, offsetIn, rangesOf, slice, TextBuilder, without, type PageText } from './page-text';

/** @returns a text of these nodes, one after the other, and the nodes */
function textOf(...parts: string[]): { text: PageText; nodes: Text[] } {
  const builder = new TextBuilder();
  const nodes = parts.map((part) => {
    const node = document.createTextNode(part);
    document.body.append(node);
    builder.add(part, node, 0);
    return node;
  });
  return { text: builder.build(), nodes };
}

const shown = (text: PageText, from: number, to: number) =>
  rangesOf(text, from, to)?.map((range) => range.toString());

afterEach(() => document.body.replaceChildren());

describe('a text of the page', () => {
  it('joins characters that follow each other in a node to one run', () => {
    const node = document.createTextNode('a  b c');
    const builder = new TextBuilder();
    for (const [characters, start] of [
      ['a', 0],
      [' ', 1],
      ['b', 3],
      [' ', 4],
      ['c', 5],
    ] as const) {
      builder.add(characters, node, start);
    }
    expect(builder.build()).toEqual({
      text: 'a b c',
      runs: [
        { at: 0, node, start: 0, length: 2 },
        { at: 2, node, start: 3, length: 3 },
      ],
    });
  });

  it('drops white space at its ends, and knows where the rest stands', () => {
    const { text } = textOf('  one ', 'two  ');
    expect(text.text).toBe('one two');
    expect(shown(text, 2, 6)).toEqual(['e ', 'tw']);
  });

  it('finds the place of each character after joining, cutting and slicing', () => {
    const one = textOf('See [1] here.').text;
    const other = textOf('Then go.').text;
    const whole = joined([without(one, /\s?\[\d\]/g), other], '\n\n');
    expect(whole.text).toBe('See here.\n\nThen go.');
    expect(shown(whole, 0, 9)).toEqual(['See', ' here.']);
    expect(shown(whole, whole.text.indexOf('go'), whole.text.length)).toEqual(['go.']);
    expect(shown(slice(whole, 4, 15), 0, 4)).toEqual(['here']);
  });

  it('has no place for what is between the paragraphs', () => {
    const whole = joined([textOf('a').text, textOf('b').text], '\n\n');
    expect(rangesOf(whole, 1, 3)).toBeNull();
  });

  it('is gone with its nodes, and with their text', () => {
    const { text, nodes } = textOf('one ', 'two');
    expect(isAlive(text)).toBe(true);
    nodes[1]!.data = 't';
    expect(isAlive(text)).toBe(false);
    expect(rangesOf(text, 4, 7)).toBeNull();
    nodes[0]!.remove();
    expect(rangesOf(text, 0, 3)).toBeNull();
  });

  it('knows where a place of a node is in it', () => {
    const { text, nodes } = textOf('  one', ' two');
    expect(offsetIn(text, nodes[1]!, 1)).toBe(4);
    expect(offsetIn(text, nodes[0]!, 0)).toBe(0);
    expect(offsetIn(text, document.createTextNode('x'), 0)).toBeNull();
  });
});
