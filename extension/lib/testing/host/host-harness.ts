import { vi } from 'vitest';
import { SessionHost } from '../../host/session-host';
import { SESSION_PORT, type CallBadge, type HostEvent, type PanelRequest } from '../../messaging/messages';
import { applyHostEvent } from '../../messaging/state-sync';
import { INITIAL_STATE } from '../../session/state/session-state';
import { FakeBackendClient } from '../fake-backend-client';
import { FakeBrowserCalls } from '../fake-browser-calls';
import { FakeMicrophone } from '../fake-microphone';
import { fakePlaybackOutputs } from '../fake-playback-output';
import { fakePorts } from '../fake-port';

const ORIGIN = 'chrome-extension://this-extension/';
export const URL = 'ws://127.0.0.1:8765';

/** A host of sessions on a page, with what it does to the browser. Timers have to be fake. */
export function startHost() {
  const client = new FakeBackendClient();
  const microphone = new FakeMicrophone();
  const badges: CallBadge[] = [];
  const closePage = vi.fn();
  const sounds: string[] = [];
  const lists: { backendUrl: string; items: unknown[] }[] = [];
  const dismissed: string[] = [];
  const browser = new FakeBrowserCalls();
  const sut = new SessionHost({
    client,
    clientName: 'test',
    microphone,
    openOutput: fakePlaybackOutputs().openOutput,
    nowMs: () => 0,
    origin: ORIGIN,
    showBadge: (badge) => badges.push(badge),
    closePage,
    openRinger: () => ({ chime: () => sounds.push('chime'), close: () => sounds.push('close') }),
    callBrowser: browser.call,
    systemClipboard: { read: () => null, write: () => false },
    playEarcon: (sound) => sounds.push(sound),
    openPermissionPage: () => sounds.push('permission page'),
    passOnReminders: async (backendUrl, items) => {
      lists.push({ backendUrl, items });
      return dismissed;
    },
  });
  const attach = (url = `${ORIGIN}sidepanel.html`) => {
    const { host, view } = fakePorts(SESSION_PORT, url);
    sut.attach(host);
    const ask = (request: PanelRequest) => view.postMessage(request);
    const seen = () => (view.received as HostEvent[]).reduce(applyHostEvent, INITIAL_STATE);
    return { view, ask, seen, events: view.received as HostEvent[] };
  };
  return { sut, client, microphone, badges, closePage, attach, sounds, lists, dismissed, browser };
}
