import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { vi } from 'vitest';
import Panel from '../../components/Panel.svelte';
import { fakePanelBrowser } from './fake-panel-browser';
import { PanelSession, type PanelSessionParts } from '../panel/panel-session.svelte';
import type { PanelRequest } from '../messaging/messages';
import { INITIAL_STATE, type Answer, type SessionState, type Turn } from '../session/state/session-state';
import type { ConversationSettings } from '../settings/conversation-settings';

export const URL = 'ws://127.0.0.1:8765';
export const call: Partial<SessionState> = {
  connection: 'open',
  wasOpen: true,
  microphone: 'live',
  phase: 'listening',
  backendUrl: URL,
};

export const turnOf = (turnId: number, more: Partial<Turn>): Turn => ({
  key: `1.${turnId}`,
  turnId,
  user: null,
  assistant: null,
  metrics: null,
  ...more,
});

export const answerOf = (text: string, more: Partial<Answer> = {}): Answer => ({
  text,
  final: true,
  interrupted: false,
  spoken: 0,
  unheard: '',
  ...more,
});

/** Renders the panel; the test acts as the host. */
export async function show(state: Partial<SessionState>, parts: PanelSessionParts = {}) {
  const requests: PanelRequest[] = [];
  const session = new PanelSession({ send: (request) => requests.push(request) }, () => 0, parts);
  const callbacks = {
    onBackendUrl: vi.fn(),
    onSettings: vi.fn<(settings: ConversationSettings) => void>(),
    openPermissionPage: vi.fn(),
    openChromeSettings: vi.fn(),
    openPage: vi.fn(),
    reloadExtension: vi.fn(),
  };
  const { browser, deps } = fakePanelBrowser();
  session.apply({ type: 'snapshot', state: { ...INITIAL_STATE, ...state } });
  render(Panel, { session, browser, ...callbacks });
  requests.length = 0;
  const change = async (fields: Partial<SessionState>) => {
    const { turns, acts, ...rest } = fields;
    if (turns) session.apply({ type: 'turns', changed: turns, keys: turns.map(({ key }) => key) });
    if (acts) session.apply({ type: 'acts', changed: acts, keys: acts.map(({ id }) => id) });
    session.apply({ type: 'changed', fields: rest });
    await tick();
  };
  return { session, requests, change, browser, deps, ...callbacks };
}

export const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
export const status = () => screen.getAllByRole('status')[0]?.textContent;
