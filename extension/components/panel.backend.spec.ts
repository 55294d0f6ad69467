// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { BackendWatch } from '../lib/panel/backend-watch.svelte';
import { settled } from '../lib/testing/settled';
import { URL, call, click, show, status } from '../lib/testing/render-panel';

describe('Panel and the backend', () => {
  let watch: BackendWatch;
  let running: string[];
  afterEach(() => watch.stop());

  /** The panel, and backends at the addresses in `running`. */
  async function open(state: Parameters<typeof show>[0], ...urls: string[]) {
    running = urls;
    watch = new BackendWatch({ probe: async (url) => running.includes(url), hidden: () => false });
    const panel = await show(state, { backendWatch: watch });
    await settled();
    await tick();
    return panel;
  }
  const address = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Backend address' });
  const result = () => screen.getByTestId('address-result').textContent?.trim();
  async function save(typed: string) {
    await fireEvent.input(address(), { target: { value: typed } });
    await click('Save');
    await settled();
    await tick();
  }

  it('is ready only if there is one', async () => {
    await open({});
    expect(status()).toBe('Not ready: no backend');
    expect(screen.getByRole('alert').textContent).toBe("Can't reach the backend at 127.0.0.1:8765.");
    expect(
      screen.getByText(
        'Run npm start in the Earshot folder, or docker compose up --detach with Docker. Earshot notices when it is there.',
      ),
    ).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Start talking' })).toBeTruthy();
    running = [URL];
    await watch.check();
    await tick();
    expect(status()).toBe('Ready');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('does not look for it during a call', async () => {
    const { change } = await open(call);
    expect(watch.url).toBeNull();
    expect(status()).toBe('Listening');
    await change({ connection: 'off', microphone: 'off' });
    expect(watch.url).toBe(URL);
  });

  it('names the address of the settings, and not of the last call', async () => {
    const { session } = await open({ backendUrl: 'ws://127.0.0.1:1' });
    session.useBackend('wss://voice.example.org');
    await settled();
    await tick();
    expect(status()).toBe('Not ready: no backend');
    expect(screen.getByRole('alert').textContent).toBe("Can't reach the backend at voice.example.org.");
  });

  it.each([
    ['', 'Enter an address. Example: ws://127.0.0.1:8765'],
    ['my computer', 'This is not a valid address. Example: ws://127.0.0.1:8765'],
    ['localhost:99999', 'The port must be a number from 1 to 65535. Example: ws://127.0.0.1:8765'],
    ['ftp://localhost', 'The address must start with ws://, wss://, http:// or https://'],
  ])('says why it refuses the address %j', async (typed, reason) => {
    const { onBackendUrl } = await open({});
    await click('Settings');
    await save(typed);
    expect(screen.getByText(reason)).toBeTruthy();
    expect(onBackendUrl).not.toHaveBeenCalled();
  });

  it.each([
    ['http://localhost:9000/', 'ws://localhost:9000'],
    ['localhost:9000', 'ws://localhost:9000'],
  ])('uses the address %s at once and says what it found there', async (typed, url) => {
    const { onBackendUrl, requests } = await open({});
    await click('Settings');
    await save(typed);
    expect(address().value).toBe(url);
    expect(onBackendUrl).toHaveBeenCalledWith(url);
    expect(requests).toEqual([{ type: 'use_backend', backendUrl: url }]);
    expect(result()).toBe('Saved, but no backend answers at localhost:9000.');
    running = [url];
    await watch.check();
    await tick();
    expect(result()).toBe('Saved. The backend answers at localhost:9000.');
  });

  it('says whether a call has moved to the new address', async () => {
    const { change } = await open({
      ...call,
      connection: 'reconnecting',
      retry: { attempt: 4, atMs: 9_000 },
    });
    await click('Settings');
    await save('localhost:9000');
    await change({ connection: 'connecting', backendUrl: 'ws://localhost:9000', retry: null });
    expect(result()).toBe('Saved. Looking for the backend…');
    await change({ connection: 'open' });
    expect(result()).toBe('Saved. The backend answers at localhost:9000.');
  });

  it('opens the page of an encrypted backend that cannot be reached, where Chrome asks about its certificate', async () => {
    const { session, openPage } = await open({});
    expect(screen.queryByRole('button', { name: 'Open its page' })).toBeNull();
    session.useBackend('wss://voice.example.org:9000/ws');
    await settled();
    await tick();
    await click('Open its page');
    expect(openPage).toHaveBeenCalledWith('https://voice.example.org:9000/');
  });

  it('closes the settings with Esc', async () => {
    await open({}, URL);
    await click('Settings');
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(screen.getByRole('button', { name: 'Start talking' })).toBeTruthy();
  });
});
