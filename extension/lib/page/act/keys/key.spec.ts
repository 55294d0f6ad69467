import { describe, expect, it } from 'vitest';
import { isCharacter, parseKey } from './key';

describe('parseKey', () => {
  it.each([
    ['Enter', 'Enter', 13],
    ['return', 'Enter', 13],
    ['esc', 'Escape', 27],
    ['arrow down', 'ArrowDown', 40],
    ['Page_Down', 'PageDown', 34],
    ['space', ' ', 32],
    [' ', ' ', 32],
    ['a', 'a', 65],
    ['é', 'é', 201],
    ['F5', 'F5', 116],
    ['+', '+', 43],
  ])('reads %s as the key %s', (text, key, keyCode) => {
    expect(parseKey(text)).toMatchObject({ key, keyCode, ctrl: false, shift: false });
  });

  it('reads the keys that are held', () => {
    expect(parseKey('Ctrl+Shift+a')).toMatchObject({
      key: 'A',
      code: 'KeyA',
      ctrl: true,
      shift: true,
      alt: false,
    });
    expect(parseKey('Shift+Tab')).toMatchObject({ key: 'Tab', shift: true });
    expect(parseKey('Control++')).toMatchObject({ key: '+', ctrl: true });
  });

  it.each(['', 'Entr', 'hello', 'Hyper+a', 'Ctrl+'])('rejects %j', (text) => {
    expect(parseKey(text)).toBeNull();
  });

  it('tells characters from other keys', () => {
    const keys = ['a', 'é', 'space', 'Ctrl+a', 'Enter'];
    expect(keys.filter((text) => isCharacter(parseKey(text)!))).toEqual(['a', 'é', 'space']);
  });
});
