import { describe, expect, it } from 'vitest';
import { placeOf } from './places';

describe(placeOf.name, () => {
  it.each([
    ['https://shop.example/', null],
    ['http://localhost:3000/', null],
    ['https://chrome.google.com/', null],
    ['https://chromewebstore.google.com.shop.example/', null],
    ['chrome://settings/', 'browser_page'],
    ['edge://extensions/', 'browser_page'],
    ['about:version', 'browser_page'],
    ['view-source:https://shop.example/', 'browser_page'],
    ['devtools://devtools/bundled/inspector.html', 'browser_page'],
    ['https://chromewebstore.google.com/detail/x', 'store'],
    ['https://chrome.google.com/webstore/category', 'store'],
    ['https://microsoftedge.microsoft.com/addons/detail/x', 'store'],
    ['chrome-extension://plgegolpglmnaelppamgmipjfildlnaf/welcome.html', 'extension'],
    ['file:///home/ann/letter.html', 'file'],
    ['about:blank', 'blank'],
    ['chrome://newtab/', 'blank'],
    ['chrome://new-tab-page/', 'blank'],
    ['edge://newtab/', 'blank'],
    ['data:text/html,hello', 'other'],
    ['javascript:alert(1)', 'other'],
    ['', 'other'],
  ])('%s: %s', (url, place) => expect(placeOf(url)).toBe(place));
});
