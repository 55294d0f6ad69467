// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { fakePanelBrowser } from '../lib/testing/fake-panel-browser';
import { PanelSession } from '../lib/panel/panel-session.svelte';
import { INITIAL_STATE } from '../lib/session/state/session-state';
import { DEFAULT_CONVERSATION } from '../lib/settings/conversation-settings';
import Panel from './Panel.svelte';
import { URL, answerOf, call, click, show, status, turnOf } from '../lib/testing/render-panel';

/** The text that a screen reader announces: everything outside of `aria-live=off`. */
function announced(log: HTMLElement): string {
  const copy = log.cloneNode(true) as HTMLElement;
  for (const quiet of copy.querySelectorAll('[aria-live=off]')) quiet.remove();
  return copy.textContent.replace(/\s+/g, ' ').trim();
}

describe('Panel', () => {
  it('starts empty, with examples that are sent as typed turns', async () => {
    const { requests } = await show({});
    expect(status()).toBe('Ready');
    await click('What time is it in Tokyo');
    expect(requests).toEqual([
      {
        type: 'send_text',
        text: 'What time is it in Tokyo',
        backendUrl: URL,
        settings: DEFAULT_CONVERSATION,
      },
    ]);
  });

  it('starts a call, and opens the permission page when the permission is missing', async () => {
    const { requests, change, openPermissionPage } = await show({});
    await click('Start talking');
    expect(requests).toEqual([{ type: 'start', backendUrl: URL, settings: DEFAULT_CONVERSATION }]);
    await change({ microphone: 'starting' });
    expect(openPermissionPage).not.toHaveBeenCalled();
    await change({ microphone: 'needs_permission' });
    expect(openPermissionPage).toHaveBeenCalledOnce();
    expect(status()).toBe('Waiting for permission');
    await click('Open the permission page');
    expect(openPermissionPage).toHaveBeenCalledTimes(2);
  });

  it('does not open the permission page before Start talking was pressed', async () => {
    const { openPermissionPage } = await show({ microphone: 'needs_permission' });
    await tick();
    expect(openPermissionPage).not.toHaveBeenCalled();
  });

  it('mutes, unmutes and hangs up', async () => {
    const { requests, change } = await show(call);
    await click('Mute');
    await change({ muted: true });
    expect(status()).toBe('Muted: it cannot hear you');
    await click('Unmute');
    await click('Hang up');
    expect(requests).toEqual([
      { type: 'set_muted', muted: true },
      { type: 'set_muted', muted: false },
      { type: 'hang_up' },
    ]);
  });

  it('interrupts the answer by button and by Esc, and only while there is one', async () => {
    const { requests, change } = await show(call);
    await fireEvent.keyDown(window, { key: 'Escape' });
    const stop = screen.getByRole('button', { name: /Stop speaking/ });
    expect(stop.getAttribute('aria-disabled')).toBe('true');
    await fireEvent.click(stop);
    expect(requests).toEqual([]);
    await change({ phase: 'speaking' });
    await click(/Stop speaking/);
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(requests).toEqual([{ type: 'interrupt' }, { type: 'interrupt' }]);
  });

  it('sends with Enter, not with Shift+Enter, and sends no blank text', async () => {
    const { requests } = await show(call);
    const input = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Type to Earshot' });
    await fireEvent.input(input, { target: { value: '  ' } });
    await fireEvent.keyDown(input, { key: 'Enter' });
    await fireEvent.input(input, { target: { value: ' what time is it ' } });
    await fireEvent.keyDown(input, { key: 'Enter', shiftKey: true });
    expect(requests).toEqual([]);
    await fireEvent.keyDown(input, { key: 'Enter' });
    expect(requests).toEqual([
      { type: 'send_text', text: 'what time is it', backendUrl: URL, settings: DEFAULT_CONVERSATION },
    ]);
    expect(input.value).toBe('');
  });

  it('announces finals and not partials', async () => {
    const { change } = await show({ ...call, turns: [turnOf(1, { user: { text: 'what', final: false } })] });
    const log = screen.getByRole('log', { name: 'Conversation' });
    // Neither the text nor the speaker.
    expect(announced(log)).toBe('');
    const partial = log.querySelector('article');
    const user = { text: 'what is it', final: true };
    await change({ turns: [turnOf(1, { user, assistant: answerOf('It', { final: false }) })] });
    expect(announced(log)).toBe('You what is it');
    expect(log.querySelector('article')).not.toBe(partial);
    const metrics = { turn_id: 1, stt_final_ms: 210 };
    await change({ turns: [turnOf(1, { user, assistant: answerOf('It is.'), metrics })] });
    expect(announced(log)).toBe('You what is it Earshot It is.');
  });

  it('does not announce the conversation so far when it opens', async () => {
    const session = new PanelSession({ send: () => {} });
    const noop = () => {};
    render(Panel, {
      session,
      browser: fakePanelBrowser().browser,
      onBackendUrl: noop,
      onSettings: noop,
      openPermissionPage: noop,
      openChromeSettings: noop,
      openPage: noop,
      reloadExtension: noop,
    });
    expect(screen.queryByRole('log')).toBeNull();
    session.apply({ type: 'snapshot', state: { ...INITIAL_STATE, ...call } });
    await tick();
    expect(screen.getByRole('log')).toBeTruthy();
  });

  it('shows the timings of a turn behind a disclosure', async () => {
    const assistant = answerOf('Hi.');
    const metrics = { turn_id: 1, stt_final_ms: 210, tts_first_audio_ms: 1240 };
    await show({ ...call, turns: [turnOf(1, { user: { text: 'hi', final: true }, assistant, metrics })] });
    const details = screen.getByRole('log').querySelector('details');
    expect(details?.open).toBe(false);
    expect(details?.textContent).toMatch(/Transcript\s*210 ms\s*First sound\s*1\.2 s/);
  });

  it('counts down to the next attempt, and retries at once when asked', async () => {
    const { requests } = await show({
      ...call,
      connection: 'reconnecting',
      retry: { attempt: 1, atMs: 2_500 },
    });
    expect(screen.getByTestId('status').textContent).toContain('Reconnecting in 3 s');
    // A screen reader does not announce every second.
    expect(status()).toBe('Reconnecting…');
    await click('Retry now');
    expect(requests).toEqual([{ type: 'retry_now', backendUrl: URL }]);
  });

  it('says that the backend is restarting, and how it goes on', async () => {
    const retry = { attempt: 1, atMs: 2_500 };
    await show({ ...call, connection: 'reconnecting', backendUrl: URL, retry, restartSaidAt: 1 });
    expect(status()).toBe('Backend restarting');
    expect(screen.getByTestId('problem').textContent).toMatch(
      /^The backend at 127\.0\.0\.1:8765 is restarting\.\s*Earshot connects again by itself\./,
    );
    await click('Retry now');
  });

  it('says how to start the backend', async () => {
    await show({ connection: 'reconnecting', backendUrl: URL, retry: { attempt: 1, atMs: 1_000 } });
    expect(status()).toBe('Backend not running');
    expect(screen.getByRole('alert').textContent).toBe("Can't reach the backend at 127.0.0.1:8765.");
    expect(screen.getByTestId('problem').textContent).toContain('Run npm start in the Earshot folder');
  });

  it('shows a backend error in its own words until dismissed', async () => {
    const notice = {
      code: 'backend',
      text: 'Install libpocketsphinx3.',
      stage: 'stt',
      turnId: null,
    } as const;
    const { requests } = await show({ ...call, notice });
    expect(screen.getByTestId('problem').textContent).toContain('Install libpocketsphinx3.');
    await click('Dismiss');
    expect(requests).toEqual([{ type: 'dismiss_notice' }]);
  });

  it('moves the focus to a remaining button when a notice is dismissed, and still shows that recognition failed', async () => {
    const notice = { code: 'backend', text: 'Install it.', stage: 'stt', turnId: null } as const;
    const { change } = await show({ ...call, notice, sttFailed: true });
    screen.getByRole('button', { name: 'Dismiss' }).focus();
    await click('Dismiss');
    await change({ notice: null });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Mute' }));
    expect(status()).toBe("Can't understand speech");
    await change({ notice });
    await click('Settings');
    await click('Dismiss');
    await change({ notice: null });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Back' }));
  });

  it('says that another window has taken the conversation over', async () => {
    const { requests } = await show({ notice: { code: 'taken_over' } });
    expect(status()).toBe('Continued elsewhere');
    expect(screen.getByTestId('problem').textContent).toMatch(
      /^This conversation continues in another window\.\s*Press Start talking to bring it back here\./,
    );
    await click('Start talking');
    expect(requests).toMatchObject([{ type: 'start' }]);
  });

  it('labels typed turns that wait and those that were never sent', async () => {
    const { change } = await show({ ...call, pending: [{ id: 1, text: 'hello' }] });
    const words = (id: string) => screen.getByTestId(id).textContent?.replace(/\s+/g, ' ').trim();
    expect(words('pending')).toBe('You hello');
    await change({ connection: 'reconnecting' });
    expect(words('pending')).toBe('You · Waiting to be sent hello');
    const unsent = turnOf(-1, { user: { text: 'hello', final: true }, unsent: true });
    await change({ connection: 'off', pending: [], turns: [unsent] });
    expect(words('user')).toBe('You · Not sent hello');
  });

  it('opens Chrome’s settings if the microphone is blocked', async () => {
    const { openChromeSettings, openPermissionPage } = await show({ ...call, microphone: 'denied' });
    await click('Fix it');
    expect(openChromeSettings).toHaveBeenCalledOnce();
    expect(openPermissionPage).not.toHaveBeenCalled();
  });

  it('keeps the focus on Stop, and moves it when Stop disappears', async () => {
    const { change } = await show({ ...call, phase: 'speaking' });
    const stop = () => screen.getByRole('button', { name: /Stop speaking/ });
    stop().focus();
    await click(/Stop speaking/);
    await change({ phase: 'listening' });
    expect(document.activeElement).toBe(stop());
    await change({ phase: 'speaking', microphone: 'denied' });
    stop().focus();
    await click(/Stop speaking/);
    await change({ phase: 'listening' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Fix it' }));
  });
});
