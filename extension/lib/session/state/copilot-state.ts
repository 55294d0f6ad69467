/** The part of a session's state that is about the browser: what Earshot may see there, and what it does. */
import type { OptionalPermission, PageAccess } from '../../browser/browser-calls';
import type { McpServerItem, StateData } from '#protocol';
import type { Dictating, DictationEvent } from '../../tools/dictation/dictation';
import { MAX_ACTS, type Act, type NewAct } from '../../tools/acts';

/** The panel shows one line of it. */
const MAX_PROGRESS_LENGTH = 200;

/** The page that is being read aloud. */
export interface Reading {
  turnId: number;
  /** As in `list_tabs`. */
  tab: number;
  title: string;
}

/** What a task of that turn is doing, in the words of the backend. */
export interface TaskProgress {
  turnId: number;
  text: string;
}

/** Selected text that the user asks about: it goes along with all turns until it is dropped. */
export interface Quote {
  text: string;
  title: string;
  url: string;
}

/** The user has chosen a selection in the context menu, on a site that they have excluded. */
export interface ExcludedNotice {
  code: 'excluded_site';
  site: string;
}

/** What the backend asks about a tool of its own. */
export interface BackendQuestion {
  id: string;
  question: string;
  /** Whether "always" may be answered. */
  mayRemember: boolean;
  /** When no answer becomes a no, in epoch milliseconds. */
  untilMs: number;
}

export interface CopilotState {
  /** The tab that the user sees; null if it is not known. */
  page: PageAccess | null;
  /** The optional permissions that are granted. */
  permissions: OptionalPermission[];
  /** The journal, oldest first. */
  acts: Act[];
  /** Earshot waits for "wake up", and drops what else is said. */
  asleep: boolean;
  reading: Reading | null;
  /** Null when no task runs. */
  progress: TaskProgress | null;
  quote: Quote | null;
  question: BackendQuestion | null;
  /** The MCP servers of the backend. */
  mcpServers: McpServerItem[];
  /** Null unless the user dictates. */
  dictating: Dictating | null;
}

export type CopilotEvent =
  | DictationEvent
  | { type: 'page'; page: PageAccess | null }
  | { type: 'permissions'; permissions: OptionalPermission[] }
  /** A new act, or news of a known one. */
  | { type: 'act'; act: NewAct }
  | { type: 'asleep'; asleep: boolean }
  | { type: 'reading'; reading: Reading | null }
  | { type: 'progress'; progress: TaskProgress }
  | { type: 'quote'; quote: Quote | null }
  | { type: 'question'; question: BackendQuestion | null }
  | { type: 'mcp'; servers: McpServerItem[] }
  | { type: 'selection_refused'; site: string }
  /** The user wanted to see the passage of that turn's answer in its page. */
  | { type: 'source_looked_for'; turnKey: string; isMissing: boolean };

export const NO_COPILOT: CopilotState = {
  page: null,
  permissions: [],
  acts: [],
  asleep: false,
  reading: null,
  progress: null,
  quote: null,
  question: null,
  mcpServers: [],
  dictating: null,
};

/** What ends with a session. The journal stays. */
export const ENDED_COPILOT = {
  asleep: false,
  reading: null,
  progress: null,
  question: null,
  mcpServers: [],
  dictating: null,
} satisfies Partial<CopilotState>;

/** @param keyOf the key of a turn of this session */
export function reduceCopilot(
  state: CopilotState,
  event: Exclude<CopilotEvent, { type: 'source_looked_for' | 'dictated' }>,
  keyOf: (turnId: number) => string,
): Partial<CopilotState> & { notice?: ExcludedNotice } {
  switch (event.type) {
    case 'page':
      return { page: event.page };
    case 'permissions':
      return { permissions: event.permissions };
    case 'act':
      return {
        acts: withAct(state.acts, event.act, keyOf),
        // The model thinks about what came of it.
        ...(isOver(event.act) && { progress: null }),
      };
    case 'asleep':
      return { asleep: event.asleep };
    case 'reading':
      return { reading: event.reading };
    case 'progress':
      return { progress: { ...event.progress, text: event.progress.text.slice(0, MAX_PROGRESS_LENGTH) } };
    case 'quote':
      return { quote: event.quote };
    case 'question':
      return { question: event.question };
    case 'mcp':
      return { mcpServers: event.servers };
    case 'dictating':
      return { dictating: event.dictating };
    case 'selection_refused':
      return { notice: { code: 'excluded_site', site: event.site } };
  }
}

/** Those of other programs are no part of the task. */
const isOver = ({ state, turnId }: NewAct): boolean =>
  state !== 'running' && state !== 'asking' && turnId >= 0;

/** @returns what another phase of the conversation changes */
export function copilotAt(
  { asleep, progress }: CopilotState,
  { state: phase, turn_id: turnId }: StateData,
): Partial<CopilotState> {
  const answers = phase === 'thinking' || phase === 'speaking';
  return {
    // It may still be saying its last words.
    asleep: phase === 'waiting' || (asleep && answers),
    progress: answers && progress?.turnId === turnId ? progress : null,
  };
}

function withAct(acts: Act[], act: NewAct, keyOf: (turnId: number) => string): Act[] {
  const known = acts.find(({ id }) => id === act.id);
  if (!known) return [...acts, { ...act, turnKey: keyOf(act.turnId) }].slice(-MAX_ACTS);
  return acts.map((other) => (other === known ? { ...act, turnKey: known.turnKey } : other));
}
