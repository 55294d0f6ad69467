// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { BackendWatch } from '../lib/panel/backend-watch.svelte';
import { MicrophoneSetup } from '../lib/microphone/microphone-setup.svelte';
import { FakeMicrophone } from '../lib/testing/fake-microphone';
import { settled } from '../lib/testing/settled';
import Welcome from './Welcome.svelte';

async function show(
  prepare: (browser: FakeMicrophone) => void,
  { hasMicrophone = true, reachable = true, backendUrl = 'ws://127.0.0.1:8765' } = {},
) {
  const browser = new FakeMicrophone();
  prepare(browser);
  const devices = { hasMicrophone };
  const network = { reachable };
  const { queryPermission, getUserMedia, onDeviceChange, onPermissionChange } = browser;
  const setup = new MicrophoneSetup({
    queryPermission,
    getUserMedia,
    onDeviceChange,
    onPermissionChange,
    hasMicrophone: async () => devices.hasMicrophone,
  });
  const openChromeSettings = vi.fn();
  const openPanel = vi.fn();
  const backend = new BackendWatch({ probe: async () => network.reachable, hidden: () => false });
  backend.start(backendUrl);
  render(Welcome, { setup, backend, openChromeSettings, openPanel });
  await setup.check();
  await tick();
  return { browser, setup, devices, network, backend, openChromeSettings, openPanel };
}

const title = () => screen.getByTestId('setup').querySelector('h2')?.textContent;

async function redrawn() {
  await settled();
  await tick();
}

describe('Welcome', () => {
  it('prompts only after a click, and leaves no microphone open', async () => {
    const { browser } = await show((fake) => (fake.permission = 'prompt'));
    expect(title()).toBe('One thing first: your microphone');
    expect(browser.streams).toHaveLength(0);
    await fireEvent.click(screen.getByRole('button', { name: 'Allow the microphone' }));
    await redrawn();
    expect(title()).toBe('Earshot can hear you');
    expect(browser.hot).toBe(false);
  });

  it('says how to unblock the microphone, and continues automatically when it is unblocked', async () => {
    const { browser, openChromeSettings } = await show((fake) => (fake.permission = 'denied'));
    expect(title()).toBe('Chrome blocks the microphone');
    await fireEvent.click(screen.getByRole('button', { name: "Open Chrome's settings" }));
    expect(openChromeSettings).toHaveBeenCalledOnce();
    browser.grant('granted');
    await redrawn();
    expect(title()).toBe('Earshot can hear you');
  });

  it('says when there is no microphone, and continues when one is plugged in', async () => {
    const { browser, devices } = await show(() => {}, { hasMicrophone: false });
    expect(title()).toBe('No microphone found');
    devices.hasMicrophone = true;
    browser.plug();
    await redrawn();
    expect(title()).toBe('Earshot can hear you');
  });

  it('says when another program uses the microphone, and tries again when asked', async () => {
    const { browser } = await show((fake) => (fake.failure = 'NotReadableError'));
    expect(title()).toBe('The microphone is in use');
    browser.failure = null;
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await redrawn();
    expect(title()).toBe('Earshot can hear you');
  });

  it('can prompt again when the prompt was closed without an answer', async () => {
    const { browser } = await show((fake) => (fake.permission = 'prompt'));
    browser.failure = 'NotAllowedError';
    await fireEvent.click(screen.getByRole('button', { name: 'Allow the microphone' }));
    await redrawn();
    expect(title()).toBe('One thing first: your microphone');
  });

  it.each([
    ['ws://127.0.0.1:8765', 'Your microphone works. The backend is not running yet.', /npm start/],
    [
      'wss://voice.example.org',
      'Your microphone works. The backend at voice.example.org does not answer.',
      /running there/,
    ],
  ])('does not claim to hear the user without a backend at %s', async (backendUrl, expected, fix) => {
    const { network, backend } = await show(() => {}, { reachable: false, backendUrl });
    expect(title()?.trim()).toBe(expected);
    expect(screen.getByTestId('setup').textContent).toMatch(fix);
    network.reachable = true;
    await backend.check();
    await tick();
    expect(title()).toBe('Earshot can hear you');
    backend.stop();
  });

  it.each([
    ['the microphone is not allowed yet', 'prompt'],
    ['only the backend is missing', 'granted'],
  ] as const)('says once how to start the backend while %s', async (_, permission) => {
    const { backend } = await show((fake) => (fake.permission = permission), { reachable: false });
    expect(screen.getAllByText(/npm start/)).toHaveLength(1);
    backend.stop();
  });

  it('does not say how to start a backend that runs', async () => {
    await show(() => {});
    expect(screen.queryByText(/npm start/)).toBeNull();
  });

  it('says that nothing leaves the computer', async () => {
    await show(() => {});
    expect(
      screen.getByText(/^Nothing\. Your speech goes to the Earshot backend on this computer/),
    ).toBeTruthy();
  });
});
