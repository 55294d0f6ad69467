// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { PanelSession } from '../lib/panel/panel-session.svelte';
import type { PanelRequest } from '../lib/port/messages';
import { INITIAL_STATE } from '../lib/session/session-state';
import { DEFAULT_CONVERSATION } from '../lib/settings/conversation-settings';
import { URL, answerOf, call, click, show, status, turnOf } from '../lib/testing/show-panel';

describe('Panel', () => {
  it('starts empty, with things to try that are sent as typed turns', async () => {
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

  it('starts to talk, and opens the permission page when that is what is missing', async () => {
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

  it('opens no page by itself where nobody pressed Start', async () => {
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

  it('stops speaking by button and by Esc, and only while there is something to stop', async () => {
    const { requests, change } = await show(call);
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Stop speaking/ }).disabled).toBe(true);
    expect(requests).toEqual([]);
    await change({ phase: 'speaking' });
    await click(/Stop speaking/);
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(requests).toEqual([{ type: 'stop_speaking' }, { type: 'stop_speaking' }]);
  });

  it('sends what is typed with Enter, keeps it with Shift+Enter, and sends no blanks', async () => {
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

  it('announces finals in the log and keeps partials quiet', async () => {
    const { change } = await show({ ...call, turns: [turnOf(1, { user: { text: 'what', final: false } })] });
    const log = screen.getByRole('log', { name: 'Conversation' });
    expect(log.querySelector('[aria-live=off]')?.textContent).toBe('what');
    const partial = log.querySelector('p');
    await change({ turns: [turnOf(1, { user: { text: 'what is it', final: true } })] });
    expect(log.querySelector('[aria-live=off]')).toBeNull();
    expect(log.querySelector('p')?.textContent).toBe('what is it');
    expect(log.querySelector('p')).not.toBe(partial);
  });

  it('marks an answer that was stopped', async () => {
    const assistant = answerOf('The capital', { interrupted: true });
    await show({ ...call, turns: [turnOf(1, { assistant })] });
    expect(screen.getByRole('log').textContent).toMatch(/The capital\s+— stopped/);
  });

  it('shows spoken words apart from those still to come, and moves along in the same element', async () => {
    const answer = answerOf('One two three', { final: false, spoken: 3 });
    const { change } = await show({ ...call, phase: 'speaking', turns: [turnOf(1, { assistant: answer })] });
    const log = screen.getByRole('log');
    const part = (name: string) => log.querySelector(`[data-part=${name}]`)?.textContent;
    const paragraph = log.querySelector('p');
    expect([part('spoken'), part('coming')]).toEqual(['One', ' two three']);
    await change({ turns: [turnOf(1, { assistant: { ...answer, spoken: 7 } })] });
    expect([part('spoken'), part('coming')]).toEqual(['One two', ' three']);
    expect(log.querySelector('p')).toBe(paragraph);
    expect(paragraph?.textContent?.trim()).toBe('One two three');
    // Words that change their colour are no news to a screen reader.
    expect(paragraph?.getAttribute('aria-live')).toBe('off');
  });

  it('strikes out what was never heard, and keeps it from a screen reader', async () => {
    const assistant = answerOf('The capital', { interrupted: true, unheard: ' of Japan is Tokyo.' });
    await show({ ...call, turns: [turnOf(1, { assistant })] });
    const struck = screen.getByRole('log').querySelector('s');
    expect(struck?.textContent).toBe('of Japan is Tokyo.');
    expect(struck?.getAttribute('aria-hidden')).toBe('true');
  });

  it('has a turn’s timings behind a disclosure', async () => {
    const assistant = answerOf('Hi.');
    const metrics = { turn_id: 1, stt_final_ms: 210, tts_first_audio_ms: 1240 };
    await show({ ...call, turns: [turnOf(1, { user: { text: 'hi', final: true }, assistant, metrics })] });
    const details = screen.getByRole('log').querySelector('details');
    expect(details?.open).toBe(false);
    expect(details?.textContent).toMatch(/Understood\s*210 ms\s*First sound\s*1\.2 s/);
  });

  it('counts down to the next attempt and tries again at once when asked', async () => {
    const { requests } = await show({
      ...call,
      connection: 'reconnecting',
      retry: { attempt: 1, atMs: 2_500 },
    });
    expect(screen.getByTestId('status').textContent).toContain('Reconnecting in 3 s');
    // A screen reader is not told every second.
    expect(status()).toBe('Reconnecting…');
    await click('Retry now');
    expect(requests).toEqual([{ type: 'retry_now', backendUrl: URL }]);
  });

  it('says how to start the backend', async () => {
    await show({ connection: 'reconnecting', backendUrl: URL, retry: { attempt: 1, atMs: 1_000 } });
    expect(status()).toBe('Backend not running');
    expect(screen.getByRole('alert').textContent).toBe("Can't reach the backend at 127.0.0.1:8765.");
    expect(screen.getByTestId('problem').textContent).toContain('Run npm start in the Earshot folder');
  });

  it('shows a backend error in its own words, to be put away', async () => {
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

  it('shows typed turns that wait to be sent', async () => {
    await show({ ...call, pending: [{ id: 1, text: 'hello' }] });
    expect(screen.getByTestId('pending').textContent).toContain('hello');
  });

  it('tells the session page its settings as soon as it answers', () => {
    const requests: PanelRequest[] = [];
    const session = new PanelSession({ send: (request) => requests.push(request) });
    session.settings = { ...DEFAULT_CONVERSATION, pauseBeforeReplyMs: 700 };
    session.apply({ type: 'snapshot', state: INITIAL_STATE });
    expect(requests).toEqual([{ type: 'configure', settings: session.settings }]);
  });

  describe('settings', () => {
    it('take a valid address, refuse another, and go back', async () => {
      const { onBackendUrl } = await show({});
      await click('Settings');
      const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'Backend address' });
      expect(input.value).toBe(URL);
      await fireEvent.input(input, { target: { value: 'http://x' } });
      expect(screen.getByText('The address has to begin with ws:// or wss://')).toBeTruthy();
      await click('Save');
      expect(onBackendUrl).not.toHaveBeenCalled();
      await fireEvent.input(input, { target: { value: 'localhost:9000' } });
      await click('Save');
      expect(onBackendUrl).toHaveBeenCalledWith('ws://localhost:9000');
      await fireEvent.keyDown(window, { key: 'Escape' });
      expect(screen.getByRole('button', { name: 'Start talking' })).toBeTruthy();
    });

    it('take effect while a slider is moved, and are kept where it is left', async () => {
      const { requests, onSettings } = await show(call);
      await click('Settings');
      const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'Pause before reply' });
      expect(slider.value).toBe('600');
      expect(slider.getAttribute('aria-valuetext')).toBe('0.6 s');
      await fireEvent.input(slider, { target: { value: '800' } });
      const settings = { ...DEFAULT_CONVERSATION, pauseBeforeReplyMs: 800 };
      expect(requests).toEqual([{ type: 'configure', settings }]);
      expect(slider.getAttribute('aria-valuetext')).toBe('0.8 s');
      expect(onSettings).not.toHaveBeenCalled();
      await fireEvent.change(slider);
      expect(onSettings).toHaveBeenCalledWith(settings);
    });

    it('say in words how easily Earshot is interrupted', async () => {
      await show(call);
      await click('Settings');
      const slider = screen.getByRole<HTMLInputElement>('slider', { name: 'Interruption sensitivity' });
      expect(slider.getAttribute('aria-valuetext')).toBe('Medium');
      await fireEvent.input(slider, { target: { value: '1' } });
      expect(slider.getAttribute('aria-valuetext')).toBe('High');
    });

    it('say what it runs on', async () => {
      await show({ ...call, providers: { stt: 'embedded', llm: 'skills', tts: 'flite' } });
      await click('Settings');
      expect(screen.getByText('flite')).toBeTruthy();
    });
  });
});
