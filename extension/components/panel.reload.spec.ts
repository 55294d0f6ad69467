// @vitest-environment happy-dom
import { screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { ReloadWatch } from '../lib/panel/reload-watch.svelte';
import { call, click, show } from '../lib/testing/render-panel';
import { settled } from '../lib/testing/settled';

describe('Panel of an extension that should be reloaded', () => {
  let watch: ReloadWatch;
  let onDisk: string;
  afterEach(() => watch.stop());

  async function open(state: Parameters<typeof show>[0], build = 'a') {
    onDisk = build;
    watch = new ReloadWatch({
      version: '0.1.0',
      runningBuild: async () => 'a',
      buildOnDisk: async () => onDisk,
      dismissed: { load: async () => [], save: async () => {} },
      hidden: () => false,
    });
    await watch.start();
    return show(state, { reloadWatch: watch });
  }
  const title = () => screen.queryAllByRole('alert')[0]?.textContent;
  const focused = () => document.activeElement;

  it('reloads it on a click, and not before', async () => {
    const { reloadExtension, requests } = await open({}, 'b');
    expect(title()).toBe('Earshot was rebuilt.');
    expect(screen.getByText('Reload it to use the new build. A reload closes this panel.')).toBeTruthy();
    expect(reloadExtension).not.toHaveBeenCalled();
    await click('Reload');
    expect(reloadExtension).toHaveBeenCalledOnce();
    expect(requests).toEqual([]);
  });

  it('says that the call ends, also while the settings are open', async () => {
    await open({ ...call, backendVersion: '0.1.0' }, 'b');
    await click('Settings');
    expect(screen.getByText(/A reload closes this panel, ends the call and clears/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
  });

  it('looks at once when the backend goes away', async () => {
    const { change } = await open({ ...call, backendVersion: '0.1.0' });
    onDisk = 'b';
    await change({ connection: 'off', microphone: 'off' });
    await settled();
    await tick();
    expect(title()).toBe('Earshot was rebuilt.');
  });

  it.each([
    ['0.2.0', 'This extension (0.1.0) is older than the backend (0.2.0).'],
    ['0.0.9', 'This extension (0.1.0) is newer than the backend (0.0.9).'],
    [null, 'This extension (0.1.0) is newer than the backend.'],
    ['0.1.0', undefined],
  ])('compares its version with that of the backend, %s', async (backendVersion, expected) => {
    await open({ ...call, backendVersion });
    expect(title()).toBe(expected);
  });

  it('lets the user dismiss it, and keeps the focus in the panel', async () => {
    const { requests, reloadExtension } = await open({ ...call, backendVersion: '0.2.0' });
    await click('Dismiss');
    expect(title()).toBeUndefined();
    expect(focused()?.getAttribute('data-testid')).toBe('primary');
    expect(requests).toEqual([]);
    expect(reloadExtension).not.toHaveBeenCalled();
  });
});
