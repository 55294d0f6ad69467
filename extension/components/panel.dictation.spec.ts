// @vitest-environment happy-dom
import { screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, click, show, status, turnOf } from '../lib/testing/render-panel';

const dictating = { field: 'Message', partial: '' };

afterEach(() => vi.restoreAllMocks());

describe('a dictation in the panel', () => {
  it('is begun and ended by a button', async () => {
    const { requests, change } = await show(call);
    await click('Dictate');
    await change({ dictating });
    expect(status()).toBe('Dictating into “Message”');
    expect(screen.queryByRole('button', { name: 'Dictate' })).toBeNull();
    await click('Stop dictating');
    expect(requests).toEqual([
      { type: 'dictate', on: true },
      { type: 'dictate', on: false },
    ]);
  });

  it('shows what is being said, beside the conversation', async () => {
    const { change } = await show({ ...call, dictating });
    expect(screen.getByTestId('dictation').textContent).toContain('Scratch that');
    await change({ dictating: { ...dictating, partial: 'hello wor' } });
    expect(screen.getByTestId('dictation').textContent).toContain('hello wor');
    expect(screen.getByTestId('dictation').closest('[role=log]')).toBeNull();
  });

  it('folds what was written, and keeps what was not, with a copy', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as unknown as Clipboard);
    const dictated = { field: 'Message', text: 'Hello world', kept: 'good night' };
    await show({ ...call, turns: [turnOf(1, { dictated })] });
    const group = screen.getByTestId('dictated') as HTMLDetailsElement;
    expect(group.open).toBe(false);
    expect(group.textContent).toMatch(/Dictated into “Message”.*Hello world/s);
    expect(screen.getByTestId('kept').textContent).toMatch(/Not written.*good night/s);
    await click('Copy');
    expect(writeText).toHaveBeenCalledWith('good night');
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy();
  });
});
