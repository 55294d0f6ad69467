import { EarshotClient } from '#client';
import { browser } from 'wxt/browser';
import { captureOpener } from '../../lib/audio/capture-graph';
import { playbackOutputOpener } from '../../lib/audio/playback-output';
import { inspectorOf } from '../../lib/test-build/inspector';
import { SessionHost } from '../../lib/host/session-host';
import { browserMicrophone } from '../../lib/microphone/browser-microphone';
import { sendToWorker } from '../../lib/messaging/send-to-worker';
import captureWorkletUrl from './capture.worklet.ts?worker&url';
import playerWorkletUrl from './player.worklet.ts?worker&url';

const host = new SessionHost({
  origin: browser.runtime.getURL('/'),
  client: new EarshotClient(),
  clientName: 'earshot-extension',
  microphone: { ...browserMicrophone(), openCapture: captureOpener(captureWorkletUrl) },
  openOutput: playbackOutputOpener(playerWorkletUrl),
  nowMs: () => Date.now(),
  showBadge: (badge) => void sendToWorker({ target: 'worker', type: 'badge', badge }),
  closePage: () => window.close(),
});

browser.runtime.onConnect.addListener((port) => host.attach(port));

Object.assign(globalThis, { __earshot: inspectorOf(host.session) });
