import { describe, expect, it } from 'vitest';
import { isExtensionPage } from './extension-page';

const ORIGIN = 'chrome-extension://plgegolpglmnaelppamgmipjfildlnaf/';
const id = 'plgegolpglmnaelppamgmipjfildlnaf';

describe(isExtensionPage.name, () => {
  it.each([
    ['the side panel', { id, url: `${ORIGIN}sidepanel.html` }, true],
    ['a content script', { id, url: 'https://example.com/' }, false],
    ['another extension', { id: 'other', url: 'chrome-extension://other/popup.html' }, false],
    ['another extension that claims the address', { id: 'other', url: `${ORIGIN}sidepanel.html` }, false],
    ['a page whose address only starts alike', { id, url: `${ORIGIN.slice(0, -1)}.example.com/` }, false],
    ['a sender without an address', { id }, false],
    ['no sender', undefined, false],
  ])('%s: %3$s', (_name, sender, own) => {
    expect(isExtensionPage(sender, ORIGIN)).toBe(own);
  });
});
