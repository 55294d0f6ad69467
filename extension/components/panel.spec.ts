// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { PanelSession } from '../lib/panel/panel-session.svelte';
import type { PanelRequest } from '../lib/port/messages';
import { INITIAL_STATE, type Answer, type SessionState, type Turn } from '../lib/session/session-state';
import { DEFAULT_CONVERSATION, type ConversationSettings } from '../lib/settings/conversation-settings';
import Panel from './Panel.svelte';

const URL = 'ws://127.0.0.1:8765';
const call: Partial<SessionState> = {
  connection: 'open',
  wasOpen: true,
  microphone: 'live',
  phase: 'listening',
  backendUrl: URL,
};

const turnOf = (turnId: number, more: Partial<Turn>): Turn => ({
  key: `1.${turnId}`,
  turnId,
  user: null,
  assistant: null,
  metrics: null,
  ...more,
});

const answerOf = (text: string, more: Partial<Answer> = {}): Answer => ({
  text,
  final: true,
  interrupted: false,
  spoken: 0,
  unheard: '',
  ...more,
});

async function show(state: Partial<SessionState>) {
  const requests: PanelRequest[] = [];
  const session = new PanelSession({ send: (request) => requests.push(request) }, () => 0);
  const onBackendUrl = vi.fn();
  const onSettings = vi.fn<(settings: ConversationSettings) => void>();
  const openPermissionPage = vi.fn();
  session.apply({ type: 'snapshot', state: { ...INITIAL_STATE, ...state } });
  render(Panel, { session, onBackendUrl, onSettings, openPermissionPage });
  requests.length = 0;
  const change = async (fields: Partial<SessionState>) => {
    const { turns, ...rest } = fields;
    if (turns) session.apply({ type: 'turns', changed: turns, keys: turns.map(({ key }) => key) });
    session.apply({ type: 'changed', fields: rest });
    await tick();
  };
  return { session, requests, change, onBackendUrl, onSettings, openPermissionPage };
}

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const status = () => screen.getAllByRole('status')[0]?.textContent;

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

    it('say what it runs on', async () => {
      await show({ ...call, providers: { stt: 'embedded', llm: 'skills', tts: 'flite' } });
      await click('Settings');
      expect(screen.getByText('flite')).toBeTruthy();
    });
  });
});
