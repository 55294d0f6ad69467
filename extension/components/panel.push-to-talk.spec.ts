// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import type { PanelRequest } from '../lib/messaging/messages';
import type { SessionState } from '../lib/session/state/session-state';
import { DEFAULT_CONVERSATION } from '../lib/settings/conversation-settings';
import { call, show, status } from '../lib/testing/render-panel';

describe('Panel', () => {
  describe('push-to-talk', () => {
    const pushToTalk: Partial<SessionState> = { ...call, mode: 'push_to_talk' };
    const DOWN: PanelRequest = { type: 'push_to_talk', down: true };
    const UP: PanelRequest = { type: 'push_to_talk', down: false };
    const primary = () => screen.getByRole('button', { name: 'Hold to talk' });
    const space = { key: ' ' };

    it('talks while Space is held, and ignores key repeat', async () => {
      const { requests, change } = await show(pushToTalk);
      expect(status()).toBe('Hold Space to talk');
      await fireEvent.keyDown(document.body, space);
      await fireEvent.keyDown(document.body, { ...space, repeat: true });
      await change({ talking: true });
      expect(status()).toBe('Hearing you');
      expect(primary().getAttribute('aria-pressed')).toBe('true');
      await fireEvent.keyUp(document.body, space);
      await fireEvent.keyUp(document.body, space);
      expect(requests).toEqual([DOWN, UP]);
    });

    it('neither scrolls nor presses the focused button with Space', async () => {
      const { requests } = await show(pushToTalk);
      // fireEvent returns false if the default was prevented.
      expect(await fireEvent.keyDown(primary(), space)).toBe(false);
      await fireEvent.keyUp(primary(), space);
      expect(requests).toEqual([DOWN, UP]);
    });

    it.each([
      ['the text box', () => screen.getByRole('textbox', { name: 'Type to Earshot' })],
      ['another button', () => screen.getByRole('button', { name: 'Hang up' })],
    ])('leaves Space to %s', async (_name, target) => {
      const { requests } = await show(pushToTalk);
      expect(await fireEvent.keyDown(target(), space)).toBe(true);
      expect(requests).toEqual([]);
    });

    it.each([
      ['Esc', { key: 'Escape' }],
      ['Enter, once it is sent', { key: 'Enter' }],
    ])('leaves the text box with %s, and shows how to before', async (_name, key) => {
      await show(pushToTalk);
      const input = screen.getByRole('textbox', { name: 'Type to Earshot' });
      input.focus();
      await tick();
      expect(status()).toBe('Esc, then hold Space');
      await fireEvent.input(input, { target: { value: 'hello' } });
      await fireEvent.keyDown(input, key);
      expect(document.activeElement).toBe(document.body);
      expect(status()).toBe('Hold Space to talk');
    });

    it('keeps the focus in the text box hands-free', async () => {
      await show(call);
      const input = screen.getByRole('textbox', { name: 'Type to Earshot' });
      input.focus();
      await fireEvent.input(input, { target: { value: 'hello' } });
      await fireEvent.keyDown(input, { key: 'Enter' });
      await fireEvent.keyDown(input, { key: 'Escape' });
      expect(document.activeElement).toBe(input);
    });

    it('does not use Space hands-free or with a modifier', async () => {
      const { requests, change } = await show(call);
      expect(await fireEvent.keyDown(document.body, space)).toBe(true);
      await change({ mode: 'push_to_talk' });
      expect(await fireEvent.keyDown(document.body, { ...space, ctrlKey: true })).toBe(true);
      expect(requests).toEqual([]);
    });

    it.each([
      ['loses the focus', () => fireEvent.blur(window)],
      ['is hidden', () => fireEvent(document, new Event('visibilitychange'))],
      ['is closed', () => fireEvent(window, new Event('pagehide'))],
    ])('releases the key when the panel %s', async (_name, leave) => {
      const { requests } = await show(pushToTalk);
      await fireEvent.keyDown(document.body, space);
      await leave();
      expect(requests).toEqual([DOWN, UP]);
    });

    it('talks while the button is held, and notices a release outside it', async () => {
      const { requests } = await show(pushToTalk);
      const button = primary();
      button.setPointerCapture = () => {};
      await fireEvent.pointerDown(button, { button: 0, pointerId: 1 });
      await fireEvent.pointerUp(button);
      await fireEvent(button, new Event('lostpointercapture'));
      await fireEvent.click(button, { detail: 1 });
      expect(requests).toEqual([DOWN, UP]);
    });

    it('sends one press when the key and the button are both held', async () => {
      const { requests } = await show(pushToTalk);
      const button = primary();
      button.setPointerCapture = () => {};
      await fireEvent.pointerDown(button, { button: 0, pointerId: 1 });
      await fireEvent.keyDown(document.body, space);
      expect(requests).toEqual([DOWN]);
    });

    it('talks from one press of Enter to the next', async () => {
      const { requests, change } = await show(pushToTalk);
      await fireEvent.click(primary());
      await change({ talking: true });
      await fireEvent.click(primary());
      expect(requests).toEqual([DOWN, UP]);
    });

    it('switches the mode in a call, and stores it', async () => {
      const { requests, onSettings } = await show(call);
      await fireEvent.click(screen.getByRole('radio', { name: 'Push to talk' }));
      const settings = { ...DEFAULT_CONVERSATION, mode: 'push_to_talk' };
      expect(requests).toEqual([{ type: 'configure', settings }]);
      expect(onSettings).toHaveBeenCalledWith(settings);
    });
  });
});
