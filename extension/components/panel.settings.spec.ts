// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { PanelSession } from '../lib/panel/panel-session.svelte';
import type { PanelRequest } from '../lib/messaging/messages';
import { INITIAL_STATE } from '../lib/session/state/session-state';
import { DEFAULT_CONVERSATION } from '../lib/settings/conversation-settings';
import { URL, call, click, show, status } from '../lib/testing/render-panel';

describe('Panel', () => {
  it('tells the session page its settings as soon as it answers', () => {
    const requests: PanelRequest[] = [];
    const session = new PanelSession({ send: (request) => requests.push(request) });
    session.settings = { ...DEFAULT_CONVERSATION, pauseBeforeReplyMs: 700 };
    session.apply({ type: 'snapshot', state: INITIAL_STATE });
    expect(requests).toEqual([{ type: 'configure', settings: session.settings }]);
  });

  describe('settings', () => {
    const slider = (name: string) => screen.getByRole<HTMLInputElement>('slider', { name });
    it('take a valid address, refuse another, and go back', async () => {
      const { onBackendUrl } = await show({});
      await click('Settings');
      const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'Backend address' });
      expect(input.value).toBe(URL);
      await fireEvent.input(input, { target: { value: 'http://x' } });
      expect(screen.getByText('The address must start with ws:// or wss://')).toBeTruthy();
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
      const pause = slider('Pause before reply');
      expect(pause.value).toBe('600');
      expect(pause.getAttribute('aria-valuetext')).toBe('0.6 s');
      await fireEvent.input(pause, { target: { value: '800' } });
      const settings = { ...DEFAULT_CONVERSATION, pauseBeforeReplyMs: 800 };
      expect(requests).toEqual([{ type: 'configure', settings }]);
      expect(pause.getAttribute('aria-valuetext')).toBe('0.8 s');
      expect(onSettings).not.toHaveBeenCalled();
      await fireEvent.change(pause);
      expect(onSettings).toHaveBeenCalledWith(settings);
    });

    it('say in words how easily Earshot is interrupted', async () => {
      await show(call);
      await click('Settings');
      const sensitivity = slider('Interruption sensitivity');
      expect(sensitivity.getAttribute('aria-valuetext')).toBe('Medium');
      await fireEvent.input(sensitivity, { target: { value: '1' } });
      expect(sensitivity.getAttribute('aria-valuetext')).toBe('High');
    });

    it('say what it runs on', async () => {
      await show({ ...call, providers: { stt: 'embedded', llm: 'skills', tts: 'flite' } });
      await click('Settings');
      expect(screen.getByText('flite')).toBeTruthy();
    });

    it('show how the backend is configured until something else is chosen, and go back to it', async () => {
      const defaults = { pause_before_reply_ms: 900, interruption_sensitivity: 0.2 };
      const { requests, onSettings } = await show({ ...call, defaults });
      await click('Settings');
      const pause = slider('Pause before reply');
      expect(pause.value).toBe('900');
      expect(slider('Interruption sensitivity').getAttribute('aria-valuetext')).toBe('Low');
      const reset = screen.getByRole('button', { name: 'Reset both' });
      await fireEvent.click(reset);
      expect(requests).toEqual([]);
      await fireEvent.input(pause, { target: { value: '500' } });
      await fireEvent.click(reset);
      expect(pause.value).toBe('900');
      expect(requests.at(-1)).toEqual({ type: 'configure', settings: DEFAULT_CONVERSATION });
      expect(onSettings).toHaveBeenCalledWith(DEFAULT_CONVERSATION);
    });

    it('leave what was typed and not sent where it is', async () => {
      await show(call);
      const input = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Type to Earshot' });
      await fireEvent.input(input(), { target: { value: 'half a' } });
      await click('Settings');
      await click('Back');
      expect(input().value).toBe('half a');
    });

    it('take the keyboard to Back, and give it to the gear again', async () => {
      await show(call);
      screen.getByRole('button', { name: 'Settings' }).focus();
      await click('Settings');
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Back' }));
      await fireEvent.keyDown(window, { key: 'Escape' });
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Settings' }));
    });

    it('show the state and what is wrong all the same', async () => {
      const { change } = await show(call);
      await click('Settings');
      expect(status()).toBe('Listening');
      await change({ microphone: 'unplugged' });
      expect(status()).toBe('Microphone unplugged');
      expect(screen.getAllByRole('alert')[0]?.textContent).toBe('Your microphone was unplugged.');
      expect(screen.queryByRole('button', { name: 'Hang up' })).toBeNull();
    });
  });
});
