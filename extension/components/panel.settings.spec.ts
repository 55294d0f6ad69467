// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { PanelSession } from '../lib/panel/panel-session.svelte';
import type { PanelRequest } from '../lib/messaging/messages';
import { INITIAL_STATE } from '../lib/session/state/session-state';
import { DEFAULT_CONVERSATION } from '../lib/settings/conversation-settings';
import { call, click, show, status } from '../lib/testing/render-panel';

describe('Panel', () => {
  it('sends its settings to the host with the first snapshot', () => {
    const requests: PanelRequest[] = [];
    const session = new PanelSession({ send: (request) => requests.push(request) });
    session.settings = { ...DEFAULT_CONVERSATION, pauseBeforeReplyMs: 700 };
    session.apply({ type: 'snapshot', state: INITIAL_STATE });
    expect(requests).toEqual([{ type: 'configure', settings: session.settings }]);
  });

  describe('settings', () => {
    const slider = (name: string) => screen.getByRole<HTMLInputElement>('slider', { name });
    it('apply while a slider is moved, and are stored when it is released', async () => {
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

    it('describe the interruption sensitivity in words', async () => {
      await show(call);
      await click('Settings');
      const sensitivity = slider('Interruption sensitivity');
      expect(sensitivity.getAttribute('aria-valuetext')).toBe('Medium');
      await fireEvent.input(sensitivity, { target: { value: '1' } });
      expect(sensitivity.getAttribute('aria-valuetext')).toBe('High');
    });

    it('show the providers', async () => {
      await show({ ...call, providers: { stt: 'embedded', llm: 'skills', tts: 'flite' } });
      await click('Settings');
      expect(screen.getByText('flite')).toBeTruthy();
    });

    it('show the backend’s configuration until changed, and again after a reset', async () => {
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

    it('keep the draft in the text box', async () => {
      await show(call);
      const input = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Type to Earshot' });
      await fireEvent.input(input(), { target: { value: 'half a' } });
      await click('Settings');
      await click('Back');
      expect(input().value).toBe('half a');
    });

    it('move the focus to Back, and return it to the settings button', async () => {
      await show(call);
      screen.getByRole('button', { name: 'Settings' }).focus();
      await click('Settings');
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Back' }));
      await fireEvent.keyDown(window, { key: 'Escape' });
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Settings' }));
    });

    it('show the state and problems too', async () => {
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
