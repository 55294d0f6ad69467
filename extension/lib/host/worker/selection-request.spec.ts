import { describe, expect, it } from 'vitest';
import { DEFAULT_CONVERSATION } from '../../settings/conversation-settings';
import { selectionRequest, type SelectionClick } from './selection-request';

const PAGE = 'https://shop.example/tea';
const OTHER = 'https://news.example/';
const SETTINGS = { backendUrl: 'ws://a', settings: DEFAULT_CONVERSATION };

const request = (click: Partial<SelectionClick>, neverSites: string[] = []) =>
  selectionRequest(
    { item: 'ask_about', text: 'Green tea', title: 'Tea', urls: [PAGE], ...click },
    SETTINGS,
    neverSites,
  );

describe(selectionRequest.name, () => {
  it('asks about the selection and names its page', () => {
    const quote = { text: 'Green tea', title: 'Tea', url: PAGE };
    expect(request({})).toEqual({ target: 'host', type: 'ask_about', ...quote });
    expect(request({ urls: [undefined, PAGE] })).toMatchObject({ url: PAGE });
    expect(request({ urls: [] })).toMatchObject({ text: 'Green tea', url: '' });
  });

  it('has the selection read aloud', () => {
    expect(request({ item: 'read_selection' })).toEqual({
      target: 'host',
      type: 'read_selection',
      text: 'Green tea',
      ...SETTINGS,
    });
  });

  it.each([
    ['ask_about', 'of the page', ['https://www.shop.example/']],
    ['read_selection', 'of the page', ['https://www.shop.example/']],
    ['ask_about', 'of the page without that of the tab', [undefined, PAGE]],
    ['ask_about', 'of the frame', [OTHER, OTHER, 'https://ads.shop.example/']],
    ['read_selection', 'of the source of a page', ['view-source:https://shop.example/']],
  ] as const)('hands over nothing for %s on an excluded site, by the address %s', (item, _whose, urls) => {
    expect(request({ item, urls }, ['shop.example'])).toEqual({
      target: 'host',
      type: 'selection_refused',
      site: 'shop.example',
    });
  });

  it('asks on other sites', () => {
    expect(request({}, ['news.example'])).toMatchObject({ type: 'ask_about', text: 'Green tea' });
  });
});
