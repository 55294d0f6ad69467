import { describe, expect, it } from 'vitest';
import { webAddress } from './web-address';

describe(webAddress.name, () => {
  it.each([
    ['https://shop.example/a?b#c', 'https://shop.example/a?b#c'],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/'],
    [' shop.example ', 'https://shop.example/'],
    ['shop.example:8443/cart', 'https://shop.example:8443/cart'],
    ['localhost:3000', 'http://localhost:3000/'],
    ['münchen.example', 'https://xn--mnchen-3ya.example/'],
    ['127.0.0.1:8000/a', 'http://127.0.0.1:8000/a'],
  ])('%s leads to %s', (text, address) => expect(webAddress(text)).toBe(address));

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'chrome://settings',
    'view-source:https://shop.example/',
    'blob:https://shop.example/1',
  ])('refuses %s', (text) => expect(() => webAddress(text)).toThrow(/only web pages/));

  it.each(['my bank', '', 'https://'])('says that %j is no address', (text) =>
    expect(() => webAddress(text)).toThrow(/is not the address of a page/),
  );
});
