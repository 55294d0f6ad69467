/** Requests to the page that hosts the session, as one-time messages. */
import { MAX_PHRASE_CHARS, MAX_PHRASES, type PagePhrases } from '../page/page-calls';
import { parseConversationSettings, type ConversationSettings } from '../settings/conversation-settings';
import type { FrameSays } from '../tools/phrases/phrases-publisher';

/** From the service worker. An offscreen document has no access to storage, so settings come along. */
export type HostRequest =
  | { target: 'host'; type: 'ring' }
  | { target: 'host'; type: 'silence' }
  | { target: 'host'; type: 'reminder_done'; backendUrl: string; id: string }
  /** Another tab is active, or it shows another page, or the access to it has changed. */
  | { target: 'host'; type: 'page_changed' }
  /** Optional permissions were granted or taken back. */
  | { target: 'host'; type: 'permissions_changed' }
  /** A keyboard shortcut was pressed. */
  | {
      target: 'host';
      type: 'command';
      command: HostCommand;
      backendUrl: string;
      settings: ConversationSettings;
    }
  /** The context menu of a selection: read it aloud. The browser gives its text without paragraphs. */
  | {
      target: 'host';
      type: 'read_selection';
      text: string;
      backendUrl: string;
      settings: ConversationSettings;
    }
  /** The context menu of a selection: the user's next typed turn is about it. */
  | { target: 'host'; type: 'ask_about'; text: string; title: string; url: string }
  /** Either of them, on a site that the user has excluded. */
  | { target: 'host'; type: 'selection_refused'; site: string };

export type HostCommand = 'talk' | 'mute' | 'stop' | 'push_to_talk' | 'dictate';

const COMMANDS: readonly unknown[] = [
  'talk',
  'mute',
  'stop',
  'push_to_talk',
  'dictate',
] satisfies HostCommand[];

export const isHostCommand = (value: unknown): value is HostCommand => COMMANDS.includes(value);

/** Of a selection and of what describes its page, in UTF-16 code units. */
const MAX_QUOTE_CHARS = 20_000;
const MAX_TITLE_CHARS = 1_000;

const MAX_FRAME_DEPTH = 32;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** @returns the request, or null if the value is not a valid one or is meant for another page. */
export function parseHostRequest(value: unknown): HostRequest | null {
  if (!isObject(value) || value.target !== 'host') return null;
  const { type, backendUrl, id, command, text, title, url, site } = value;
  switch (type) {
    case 'ring':
    case 'silence':
    case 'page_changed':
    case 'permissions_changed':
      return { target: 'host', type };
    case 'reminder_done':
      return typeof backendUrl === 'string' && typeof id === 'string'
        ? { target: 'host', type, backendUrl, id }
        : null;
    case 'command':
    case 'read_selection': {
      const settings = parseConversationSettings(value.settings);
      if (typeof backendUrl !== 'string' || !settings) return null;
      if (type === 'command')
        return isHostCommand(command) ? { target: 'host', type, command, backendUrl, settings } : null;
      if (typeof text !== 'string') return null;
      return { target: 'host', type, text: text.slice(0, MAX_QUOTE_CHARS), backendUrl, settings };
    }
    case 'ask_about':
      if (typeof text !== 'string' || typeof title !== 'string' || typeof url !== 'string') return null;
      return {
        target: 'host',
        type,
        text: text.slice(0, MAX_QUOTE_CHARS),
        title: title.slice(0, MAX_TITLE_CHARS),
        url: url.slice(0, MAX_TITLE_CHARS),
      };
    case 'selection_refused':
      return typeof site === 'string' ? { target: 'host', type, site } : null;
    default:
      return null;
  }
}

/** Who sent a message, as the browser tells it. */
export interface Sender {
  id?: string;
  documentId?: string;
  /** 0: the top document. */
  frameId?: number;
  tab?: { id?: number };
}

/**
 * What a content script may say, and the only thing. A page can take over its content scripts' process, so the sizes and
 * types are checked.
 * @returns null for anything else
 */
export function parsePagePhrases(
  value: unknown,
  sender: Sender | undefined,
  extensionId: string,
): FrameSays | null {
  if (!isObject(value) || value.target !== 'host' || value.type !== 'page_phrases') return null;
  const { path, phrases, hasNewFrame } = value as Partial<PagePhrases>;
  const tabId = sender?.tab?.id;
  const documentId = sender?.documentId;
  if (sender?.id !== extensionId || tabId === undefined || documentId === undefined) return null;
  if (!Array.isArray(path) || path.length > MAX_FRAME_DEPTH || !path.every(isIndex)) return null;
  // A frame that claims to be the page would replace the page's names.
  if (path.length === 0 && (sender.frameId ?? 0) !== 0) return null;
  if (!Array.isArray(phrases)) return null;
  const usable = (phrases as unknown[])
    .slice(0, MAX_PHRASES)
    .filter((phrase): phrase is string => typeof phrase === 'string')
    .map((phrase) => phrase.replace(/\s+/g, ' ').trim())
    .filter((phrase) => phrase !== '' && phrase.length <= MAX_PHRASE_CHARS);
  return { source: { tabId, documentId }, path, phrases: usable, hasNewFrame: hasNewFrame === true };
}

/** -1 is a frame in a shadow tree. */
const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= -1;
