import { describe, expect, it } from 'vitest';
import { parseHostRequest, parsePagePhrases } from './host-requests';

const settings = { mode: 'hands_free', pauseBeforeReplyMs: null, interruptionSensitivity: null };

describe(parseHostRequest.name, () => {
  it.each([
    { type: 'ring' },
    { type: 'silence' },
    { type: 'reminder_done', backendUrl: 'ws://a', id: '1' },
    { type: 'page_changed' },
    { type: 'permissions_changed' },
    { type: 'command', command: 'talk', backendUrl: 'ws://a', settings },
    { type: 'read_selection', text: 'Pears are ripe.', backendUrl: 'ws://a', settings },
    { type: 'ask_about', text: 'Pears are ripe.', title: 'Pears', url: 'https://fruit.example/' },
    { type: 'selection_refused', site: 'fruit.example' },
  ])('accepts $type', (request) => {
    expect(parseHostRequest({ target: 'host', ...request })).toEqual({ target: 'host', ...request });
  });

  it.each([
    null,
    { target: 'worker', type: 'ring' },
    { target: 'host', type: 'reminder_done', id: '1' },
    { target: 'host', type: 'command', command: 'eval', backendUrl: 'ws://a', settings },
    { target: 'host', type: 'command', command: 'talk', backendUrl: 'ws://a' },
    { target: 'host', type: 'read_selection', text: 'Pears', settings },
    { target: 'host', type: 'read_selection', backendUrl: 'ws://a', settings },
    { target: 'host', type: 'ask_about', text: 1, title: '', url: '' },
    { target: 'host', type: 'selection_refused' },
    { target: 'host', type: 'eval' },
    { target: 'host', type: 'page_phrases', path: [], phrases: [] },
  ])('rejects %j', (junk) => expect(parseHostRequest(junk)).toBeNull());

  it.each([
    { type: 'ask_about', title: '', url: '' },
    { type: 'read_selection', backendUrl: 'ws://a', settings },
  ])('truncates a long selection of $type', (rest) => {
    const request = { target: 'host', text: 'x'.repeat(50_000), ...rest };
    expect(parseHostRequest(request)).toMatchObject({ text: 'x'.repeat(20_000) });
  });
});

describe(parsePagePhrases.name, () => {
  const sender = { id: 'us', documentId: 'D', tab: { id: 7 } };
  const message = { target: 'host', type: 'page_phrases', path: [0, 2], phrases: ['Sign in'] };

  it('tells the phrases and their document', () => {
    expect(parsePagePhrases(message, sender, 'us')).toEqual({
      source: { tabId: 7, documentId: 'D' },
      path: [0, 2],
      phrases: ['Sign in'],
      hasNewFrame: false,
    });
    expect(parsePagePhrases({ ...message, hasNewFrame: true }, sender, 'us')?.hasNewFrame).toBe(true);
  });

  it.each<[string, object | undefined]>([
    ['another extension', { ...sender, id: 'them' }],
    ['a page of the extension', { id: 'us', documentId: 'D' }],
    ['an unknown sender', undefined],
    ['no document', { id: 'us', tab: { id: 7 } }],
  ])('refuses those of %s', (_, from) => {
    expect(parsePagePhrases(message, from, 'us')).toBeNull();
  });

  it('refuses a frame that says to be the page', () => {
    const page = { ...message, path: [] };
    expect(parsePagePhrases(page, { ...sender, frameId: 0 }, 'us')).not.toBeNull();
    expect(parsePagePhrases(page, { ...sender, frameId: 3 }, 'us')).toBeNull();
  });

  it.each([
    null,
    { ...message, path: 'top' },
    { ...message, path: [-2] },
    { ...message, path: Array.from({ length: 99 }, () => 0) },
    { ...message, phrases: 'Sign in' },
    { ...message, type: 'undo_act' },
  ])('refuses %j', (junk) => expect(parsePagePhrases(junk, sender, 'us')).toBeNull());

  it('takes at most 300 phrases of 80 characters, in one line each, and leaves out what is no text', () => {
    const phrases = [
      ' Sign \n in ',
      '',
      4,
      'x'.repeat(81),
      ...Array.from({ length: 400 }, (_, i) => `Item ${i}`),
    ];
    const parsed = parsePagePhrases({ ...message, phrases }, sender, 'us')!.phrases;
    expect(parsed.slice(0, 2)).toEqual(['Sign in', 'Item 0']);
    expect(parsed).toHaveLength(297);
  });
});
