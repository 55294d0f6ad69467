import type { ChatMessage } from '../../llm/llm.port.js';
import { DEFAULT_POLICIES } from '../options/policy-options.js';
import type { Announcement } from './slices/announcements.js';
import type { Answer } from './slices/answer-state.js';
import type { Dictation } from './slices/dictation.js';
import type { HistoryState } from './slices/history.js';
import { NO_APPROVALS, type ApprovalsState } from './slices/approvals.js';
import type { ParkedAnswer } from './slices/parked.js';
import type { OpenQuestion } from './slices/open-question.js';
import type { Overlap } from './slices/overlap.js';
import type { RecogniserState } from './slices/recogniser.js';
import type { SessionState } from './slices/session.js';
import type { TurnNotes } from './slices/turn.js';
import type { Utterance } from './slices/utterance.js';

/** The whole state of the reducer. Only the class of a slice, in slices/, writes its part. */
export interface ConversationState extends SessionState {
  readonly utterance: Utterance | null;
  readonly openQuestion: OpenQuestion | null;
  readonly answer: Answer | null;
  /** Of the answer's turn. */
  readonly turn: TurnNotes | null;
  /** The answers that were put aside, the oldest first. */
  readonly parked: readonly ParkedAnswer[];
  /** What the user is asked about tool calls. */
  readonly approvals: ApprovalsState;
  readonly overlap: Overlap | null;
  /** When the onset detector first heard the current speech; null if it hears none. */
  readonly onsetAt: number | null;
  readonly recogniser: RecogniserState;
  /** Null unless the user dictates. */
  readonly dictation: Dictation | null;
  readonly history: readonly ChatMessage[];
  readonly lastHeard: HistoryState['lastHeard'];
  readonly announcements: readonly Announcement[];
}

export const INITIAL_STATE: ConversationState = {
  phase: 'idle',
  started: false,
  asleep: false,
  readsOn: false,
  turnId: 0,
  mode: 'hands_free',
  settings: { endpointing: DEFAULT_POLICIES.endpointing, bargeIn: DEFAULT_POLICIES.bargeIn },
  reportsPlayback: false,
  programCalls: 0,
  utterance: null,
  openQuestion: null,
  answer: null,
  turn: null,
  parked: [],
  approvals: NO_APPROVALS,
  overlap: null,
  onsetAt: null,
  recogniser: { silent: false, warnedAt: -Infinity, lateTranscripts: [] },
  dictation: null,
  history: [],
  lastHeard: null,
  announcements: [],
};
