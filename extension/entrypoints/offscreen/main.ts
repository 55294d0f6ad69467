import { EarshotClient } from '#client';
import { browser } from 'wxt/browser';
import { captureOpener } from '../../lib/audio/capture-graph';
import { playChime } from '../../lib/audio/chime';
import { EarconPlayer } from '../../lib/audio/earcon';
import { playbackOutputOpener, type OpenPlaybackOutput } from '../../lib/audio/playback-output';
import { SessionHost } from '../../lib/host/session-host';
import { browserMicrophone } from '../../lib/microphone/browser-microphone';
import { callBrowser } from '../../lib/messaging/call-browser';
import { isExtensionPage } from '../../lib/messaging/extension-page';
import { parseHostRequest } from '../../lib/messaging/host-requests';
import { passOnReminders, sendToWorker } from '../../lib/messaging/send-to-worker';
import { browserKeys } from '../../lib/pairing/browser-keys';
import { RECONNECT } from '../../lib/session/reconnect-policy';
import { documentClipboard } from '../../lib/tools/clipboard/document-clipboard';
import { exposeInspector } from '../../lib/test-build/inspector';
import { RenderRecorder } from '../../lib/test-build/render-recorder';
import captureWorkletUrl from './capture.worklet.ts?worker&url';
import playerWorkletUrl from './player.worklet.ts?worker&url';

function startHost(openOutput: OpenPlaybackOutput): SessionHost {
  const keys = browserKeys();
  const earcons = new EarconPlayer(() => new AudioContext());
  const host = new SessionHost({
    origin: browser.runtime.getURL('/'),
    // Nothing is sent to a server that does not prove that it is this browser's own.
    client: new EarshotClient({
      ...RECONNECT,
      auth: { origin: location.origin, keyFor: (backendUrl) => keys.keyFor(backendUrl) },
    }),
    clientName: 'earshot-extension',
    microphone: { ...browserMicrophone(), openCapture: captureOpener(captureWorkletUrl) },
    openOutput,
    nowMs: () => Date.now(),
    showBadge: (badge) => void sendToWorker({ target: 'worker', type: 'badge', badge }),
    openRinger: () => {
      const context = new AudioContext();
      return { chime: () => playChime(context), close: () => void context.close() };
    },
    passOnReminders,
    callBrowser,
    systemClipboard: documentClipboard(document),
    playEarcon: (sound) => earcons.play(sound),
    openPermissionPage: () => void sendToWorker({ target: 'worker', type: 'open_permission_page' }),
    closePage: () => window.close(),
  });
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    // Content scripts have no other message.
    if (!isExtensionPage(sender, browser.runtime.getURL('/'))) return host.takePhrases(message, sender);
    const request = parseHostRequest(message);
    if (request) host.handle(request);
  });
  browser.runtime.onConnect.addListener((port) => host.attach(port));
  return host;
}

const openOutput = playbackOutputOpener(playerWorkletUrl);
if (import.meta.env.MODE === 'test') {
  const recorder = new RenderRecorder();
  exposeInspector(startHost(recorder.tap(openOutput)).session, recorder);
} else {
  startHost(openOutput);
}
