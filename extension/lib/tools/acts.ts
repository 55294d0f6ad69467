/** What Earshot does in the browser, as the panel shows it. */
import type { OptionalPermission } from '../browser/browser-calls';
import type { ToolName } from '../tool-contract/tool-arguments';

export type ActState = 'running' | 'asking' | 'done' | 'failed' | 'denied' | 'undone';

/** One tool call. What only reads is in the journal too, but has no card. */
export interface Act {
  id: string;
  turnId: number;
  /** The key of its turn in the conversation; turn ids start over with every session. */
  turnKey: string;
  tool: ToolName;
  state: ActState;
  /** `Clicking "Sign in"` while it runs; then `Clicked "Sign in"`, or `Click "Sign in"` if it was not done. */
  what: string;
  /** Where: the site's host, or null for what has no site. */
  site: string | null;
  /** What happened, or why it failed. */
  outcome: string;
  /** While it asks. */
  question: string | null;
  /** The site on which it may be allowed always, while it asks; null if it may not. */
  alwaysOn: string | null;
  /** When no answer becomes a no, in epoch milliseconds, while it asks. */
  askedUntilMs: number | null;
  undoable: boolean;
  /** It only reads. */
  reads: boolean;
  /** A permission without which it failed: the panel offers it. */
  needs: OptionalPermission | null;
  /** Epoch milliseconds. */
  atMs: number;
}

/** As the journal keeps it: the session adds the key of the turn. */
export type NewAct = Omit<Act, 'turnKey'>;

/** The outcome of an act that the user refused; it is for models, too. */
export const SAID_NO = 'The user said no.';

/** The journal of a session; the oldest are dropped. */
export const MAX_ACTS = 200;
