/** Messages between the side panel, the page that hosts the session, and the service worker. */
import type { McpPolicy } from '#protocol';
import type { BrowserCall } from '../browser/browser-calls';
import { isBrowserCallName } from '../browser/failed-call';
import type { Levels } from '../session/level-publisher';
import type { SessionState, Turn } from '../session/state/session-state';
import { isMcpPolicy } from '../session/state/usable-mcp';
import type { Act } from '../tools/acts';
import { parseConversationSettings, type ConversationSettings } from '../settings/conversation-settings';

/** Name of the ports between panels and the page that hosts the session. */
export const SESSION_PORT = 'session';

/** Panel to host. Settings come along, since an offscreen document has no access to storage. */
export type PanelRequest =
  | { type: 'start'; backendUrl: string; settings: ConversationSettings }
  | { type: 'hang_up' }
  | { type: 'send_text'; text: string; backendUrl: string; settings: ConversationSettings }
  | { type: 'configure'; settings: ConversationSettings }
  | { type: 'set_muted'; muted: boolean }
  | { type: 'push_to_talk'; down: boolean }
  | { type: 'interrupt' }
  | { type: 'retry_now'; backendUrl: string }
  /** The address was changed in the settings. */
  | { type: 'use_backend'; backendUrl: string }
  | { type: 'dismiss_notice' }
  /** The answer to the question of an act that is `asking`, or of the backend. */
  | { type: 'answer_approval'; id: string; answer: 'yes' | 'no' | 'always' }
  | { type: 'undo_act'; actId: string }
  /** Shows the passage that a turn's answer comes from. */
  | { type: 'show_source'; turnKey: string }
  | { type: 'mcp_policy'; server: string; tool: string; policy: McpPolicy }
  | { type: 'wake' }
  | { type: 'dictate'; on: boolean }
  /** The next typed turn is not about that selection. */
  | { type: 'drop_quote' };

/** The lists of the state, of which only what has changed is sent. */
export type StateList = 'turns' | 'acts';

export type StateWithoutLists = Omit<SessionState, StateList>;

/** Host to panel: a snapshot at first, then changes. */
export type HostEvent =
  | { type: 'snapshot'; state: SessionState }
  | { type: 'changed'; fields: Partial<StateWithoutLists> }
  /** New and changed items; `keys` lists all of them, oldest first. */
  | { type: 'turns'; changed: Turn[]; keys: string[] }
  | { type: 'acts'; changed: Act[]; keys: string[] }
  | { type: 'levels'; levels: Levels };

/** To the service worker, as one-time messages. */
export type WorkerRequest =
  /** Answered once the page that hosts the session exists. */
  | { target: 'worker'; type: 'ensure_host' }
  /** The page where the user permits the microphone. */
  | { target: 'worker'; type: 'open_permission_page' }
  /** Answered with the id of the build that runs. */
  | { target: 'worker'; type: 'running_build' }
  | { target: 'worker'; type: 'badge'; badge: CallBadge }
  /** What a backend lists; answered with the ids of those that the user has dismissed. */
  | { target: 'worker'; type: 'reminders'; backendUrl: string; items: unknown[] }
  /** Answered with `{ answer }`, see `callBrowser`. */
  | { target: 'worker'; type: 'browser'; call: BrowserCall };

/** The mark on the toolbar icon: an open microphone shows also while the panel is closed. */
export type CallBadge = 'none' | 'live' | 'muted' | 'problem';

/** `ringing`: a reminder that the user has not dismissed. `acting`: a page is read or used. */
export type Badge = CallBadge | 'ringing' | 'acting';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** @returns the request, or null if the value is not a valid one. */
export function parsePanelRequest(value: unknown): PanelRequest | null {
  if (!isObject(value)) return null;
  const { type, backendUrl, text, muted, down, actId, turnKey, id, answer, on } = value;
  const settings = parseConversationSettings(value.settings);
  switch (type) {
    case 'start':
      return typeof backendUrl === 'string' && settings ? { type, backendUrl, settings } : null;
    case 'retry_now':
    case 'use_backend':
      return typeof backendUrl === 'string' ? { type, backendUrl } : null;
    case 'send_text':
      return typeof text === 'string' && typeof backendUrl === 'string' && settings
        ? { type, text, backendUrl, settings }
        : null;
    case 'configure':
      return settings && { type, settings };
    case 'set_muted':
      return typeof muted === 'boolean' ? { type, muted } : null;
    case 'push_to_talk':
      return typeof down === 'boolean' ? { type, down } : null;
    case 'answer_approval':
      return typeof id === 'string' && (answer === 'yes' || answer === 'no' || answer === 'always')
        ? { type, id, answer }
        : null;
    case 'mcp_policy': {
      const { server, tool, policy } = value;
      if (typeof server !== 'string' || typeof tool !== 'string' || !isMcpPolicy(policy)) return null;
      return { type, server, tool, policy };
    }
    case 'undo_act':
      return typeof actId === 'string' ? { type, actId } : null;
    case 'show_source':
      return typeof turnKey === 'string' ? { type, turnKey } : null;
    case 'dictate':
      return typeof on === 'boolean' ? { type, on } : null;
    case 'hang_up':
    case 'interrupt':
    case 'wake':
    case 'drop_quote':
    case 'dismiss_notice':
      return { type };
    default:
      return null;
  }
}

const BADGES: readonly unknown[] = ['none', 'live', 'muted', 'problem'] satisfies CallBadge[];

/** Requests without data. */
const PLAIN = ['ensure_host', 'running_build', 'open_permission_page'] as const;

const isPlain = (type: unknown): type is (typeof PLAIN)[number] =>
  (PLAIN as readonly unknown[]).includes(type);

/** @returns the request, or null if the value is not a valid one or is meant for another page. */
export function parseWorkerRequest(value: unknown): WorkerRequest | null {
  if (!isObject(value) || value.target !== 'worker') return null;
  if (isPlain(value.type)) return { target: 'worker', type: value.type };
  if (value.type === 'badge' && BADGES.includes(value.badge)) {
    return { target: 'worker', type: 'badge', badge: value.badge as CallBadge };
  }
  const { type, backendUrl, items } = value;
  if (type === 'reminders' && typeof backendUrl === 'string' && Array.isArray(items)) {
    return { target: 'worker', type, backendUrl, items };
  }
  const { call } = value;
  // Only pages of the extension send this: their arguments are not checked again.
  if (type === 'browser' && isObject(call) && isBrowserCallName(call.name) && isObject(call.args)) {
    return { target: 'worker', type, call: call as unknown as BrowserCall };
  }
  return null;
}
