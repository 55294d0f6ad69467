import { describe, expect, it } from 'vitest';
import { parsePanelRequest, parseWorkerRequest } from './messages';

const settings = { mode: 'push_to_talk', pauseBeforeReplyMs: 500, interruptionSensitivity: null };

describe(parsePanelRequest.name, () => {
  it.each([
    { type: 'start', backendUrl: 'ws://127.0.0.1:8765', settings },
    { type: 'send_text', text: 'hello', backendUrl: 'ws://127.0.0.1:8765', settings },
    { type: 'configure', settings },
    { type: 'set_muted', muted: true },
    { type: 'push_to_talk', down: false },
    { type: 'hang_up' },
    { type: 'interrupt' },
    { type: 'retry_now', backendUrl: 'ws://127.0.0.1:8765' },
    { type: 'dismiss_notice' },
    { type: 'answer_approval', id: 'a', answer: 'no' },
    { type: 'undo_act', actId: 'a' },
    { type: 'show_source', turnKey: '1.3' },
    { type: 'wake' },
    { type: 'drop_quote' },
  ])('accepts $type', (request) => {
    expect(parsePanelRequest({ ...request, more: 'ignored' })).toEqual(request);
  });

  it.each([
    null,
    'start',
    1,
    {},
    { type: 'start' },
    { type: 'start', backendUrl: 'ws://127.0.0.1:8765' },
    { type: 'configure', settings: 'loud' },
    { type: 'set_muted', muted: 'yes' },
    { type: 'push_to_talk', down: 1 },
    { type: 'answer_approval', id: 'a', answer: true },
    { type: 'answer_approval', answer: 'yes' },
    { type: 'undo_act' },
    { type: 'show_source', turnKey: 3 },
    { type: 'eval' },
  ])('rejects %j', (junk) => {
    expect(parsePanelRequest(junk)).toBeNull();
  });
});

describe(parseWorkerRequest.name, () => {
  it('accepts only requests to the worker', () => {
    expect(parseWorkerRequest({ target: 'worker', type: 'ensure_host' })).toEqual({
      target: 'worker',
      type: 'ensure_host',
    });
    expect(parseWorkerRequest({ target: 'worker', type: 'running_build' })).toEqual({
      target: 'worker',
      type: 'running_build',
    });
    const open = { target: 'worker', type: 'open_permission_page' };
    expect(parseWorkerRequest({ ...open, more: 1 })).toEqual(open);
    expect(parseWorkerRequest({ target: 'worker', type: 'badge', badge: 'live' })).toMatchObject({
      badge: 'live',
    });
    expect(parseWorkerRequest({ target: 'worker', type: 'badge', badge: 'skull' })).toBeNull();
    expect(parseWorkerRequest({ target: 'panel', type: 'ensure_host' })).toBeNull();
    expect(parseWorkerRequest(undefined)).toBeNull();
  });

  it.each([
    [{ name: 'page_access', args: {} }, true],
    [{ name: 'page_access' }, false],
    [{ name: 'toString', args: {} }, false],
    [null, false],
  ])('takes the call %j of the browser: %s', (call, taken) => {
    const request = { target: 'worker', type: 'browser', call };
    expect(parseWorkerRequest(request)).toEqual(taken ? request : null);
  });

  it('accepts lists of reminders, whose items are checked later', () => {
    const request = { target: 'worker', type: 'reminders', backendUrl: 'ws://a', items: [null] };
    expect(parseWorkerRequest(request)).toEqual(request);
    expect(parseWorkerRequest({ ...request, items: {} })).toBeNull();
    expect(parseWorkerRequest({ ...request, backendUrl: 1 })).toBeNull();
  });
});
