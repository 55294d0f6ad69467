// @vitest-environment happy-dom
import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { call, click, show } from '../lib/testing/render-panel';

const recorded = { on: true, expiresAtMs: Date.UTC(2026, 11, 6, 12) };
const KEPT = /^This call is recorded\..* kept as sound files on the computer that the backend runs on/;

const sign = () => screen.queryByRole('button', { name: 'Recorded' });
const announced = () => screen.getByTestId('recording-announced');

describe('the sign of a recording', () => {
  it('is shown while the call is recorded, and its start and end are announced', async () => {
    const { change } = await show(call);
    expect([sign(), announced().textContent]).toEqual([null, '']);
    await change({ recording: recorded });
    expect(sign()).toBeTruthy();
    expect(announced().getAttribute('aria-live')).toBe('polite');
    expect(announced().textContent).toMatch(KEPT);
    await change({ recording: { ...recorded, on: false } });
    expect([sign(), announced().textContent]).toEqual([null, 'This call is not recorded any more.']);
    await change({ recording: null });
    expect(announced().textContent).toBe('');
  });

  it('explains by a tooltip and, when it is pressed, in a popover where the files are and until when', async () => {
    await show({ ...call, recording: recorded });
    const popover = document.getElementById(sign()!.getAttribute('popovertarget')!);
    for (const text of [sign()!.title, popover?.textContent]) {
      expect(text).toMatch(KEPT);
      expect(text).toContain('until December 6, 2026, or less if space runs out');
    }
    expect(popover?.hasAttribute('popover')).toBe(true);
  });

  it('names no day that the backend does not tell', async () => {
    await show({ ...call, recording: { on: true, expiresAtMs: null } });
    expect(sign()!.title).toMatch(KEPT);
    expect(sign()!.title).not.toContain('until');
  });

  it('is there beside the settings, too', async () => {
    await show({ ...call, recording: recorded });
    await click('Settings');
    expect(sign()).toBeTruthy();
  });
});
