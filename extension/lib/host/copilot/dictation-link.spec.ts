import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCopilot, type CopilotHarness } from '../../testing/host/copilot-harness';
import { PAGE } from '../../testing/fake-browser-calls';
import type { SessionController } from '../../session/session-controller';
import { DictationLink } from './dictation-link';

describe(DictationLink.name, () => {
  let client: CopilotHarness['client'];
  let open: CopilotHarness['open'];
  let command: CopilotHarness['command'];
  let settled: CopilotHarness['settled'];
  let sut: DictationLink;
  let session: SessionController;
  let browser: CopilotHarness['browser'];

  beforeEach(async () => {
    vi.useFakeTimers();
    const harness = await startCopilot();
    harness.browser.answers.dictation = () => ({
      ok: true,
      on: { tabId: PAGE.tabId, documentId: 'D' },
      field: 1,
    });
    ({ client, open, command, settled, browser, session } = harness);
    await harness.session.microphone.start();
    sut = harness.sut.dictation;
  });
  afterEach(() => void vi.useRealTimers());

  it('begins as soon as there is a session', async () => {
    sut.set(true);
    expect(client.sent('dictation')).toEqual([]);
    await open();
    expect(client.sent('dictation')).toEqual([{ state: 'on' }]);
  });

  it('does not begin if the user has stopped it before', async () => {
    sut.set(true);
    sut.stop();
    await open();
    expect(client.sent('dictation')).toEqual([]);
  });

  it('says that it writes, or why it does not', async () => {
    await open();
    command({ type: 'cmd', name: 'dictation', data: { state: 'on' } });
    await settled();
    expect(client.sent('dictation')).toEqual([{ state: 'on', ready: true }]);
    command({ type: 'cmd', name: 'dictation', data: { state: 'off' } });
    browser.answers.dictation = () => ({ ok: false, error: 'No text field has the focus.' });
    command({ type: 'cmd', name: 'dictation', data: { state: 'on' } });
    await settled();
    expect(client.sent('dictation').at(-1)).toEqual({
      state: 'off',
      reason: 'No text field has the focus.',
    });
  });

  it.each<[string, (microphone: SessionController) => void, RegExp]>([
    ['is off', ({ microphone }) => microphone.stop(), /microphone is off/],
    ['is muted', (session) => session.setMuted(true), /microphone is muted/],
  ])('says that nothing is heard if the microphone %s', async (_, change, reason) => {
    await open();
    change(session);
    command({ type: 'cmd', name: 'dictation', data: { state: 'on' } });
    await settled();
    expect(client.sent('dictation')).toEqual([{ state: 'off', reason: expect.stringMatching(reason) }]);
  });

  it('goes on in the session that takes the place of a lost one', async () => {
    await open();
    command({ type: 'cmd', name: 'dictation', data: { state: 'on' } });
    client.reconnectingEvent.emit({ attempt: 1, delayMs: 1_000, restarting: false } as never);
    client.open({ resumed: false });
    expect(client.sent('dictation').at(-1)).toEqual({ state: 'on' });
  });

  it('tells a backend that comes back why it has stopped meanwhile', async () => {
    await open();
    command({ type: 'cmd', name: 'dictation', data: { state: 'on' } });
    await settled();
    client.reconnectingEvent.emit({ attempt: 1, delayMs: 1_000, restarting: false } as never);
    sut.pageChanged({ ...PAGE, tabId: PAGE.tabId + 1 });
    client.open({ resumed: true });
    expect(client.sent('dictation').at(-1)).toMatchObject({
      state: 'off',
      reason: expect.stringContaining('another tab'),
    });
  });

  it('ends once the connection is back, if the user has stopped it meanwhile', async () => {
    await open();
    command({ type: 'cmd', name: 'dictation', data: { state: 'on' } });
    client.reconnectingEvent.emit({ attempt: 1, delayMs: 1_000, restarting: false } as never);
    sut.stop();
    expect(client.sent('dictation')).toEqual([]);
    client.open({ resumed: true });
    expect(client.sent('dictation')).toEqual([{ state: 'off' }]);
  });
});
