// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { MicrophoneSetup } from '../lib/microphone/microphone-setup.svelte';
import { FakeMicrophone } from '../lib/testing/fake-microphone';
import { settled } from '../lib/testing/settled';
import Welcome from './Welcome.svelte';

async function show(prepare: (browser: FakeMicrophone) => void, { hasMicrophone = true } = {}) {
  const browser = new FakeMicrophone();
  prepare(browser);
  const devices = { hasMicrophone };
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
  render(Welcome, { setup, openChromeSettings, openPanel });
  await setup.check();
  await tick();
  return { browser, setup, devices, openChromeSettings, openPanel };
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

  it('says that nothing leaves the computer', async () => {
    await show(() => {});
    expect(
      screen.getByText(/^Nothing\. Your speech goes to the Earshot backend on this computer/),
    ).toBeTruthy();
  });
});
