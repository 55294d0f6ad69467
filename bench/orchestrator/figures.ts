/** The figures of the orchestrator benchmark. */

export interface ConversationFigures {
  /** Number of interruptions that paused or stopped the answer. */
  noticed: number;
  stoppedMs: number;
  stoppedEarlyMs: number;
  deadAirMs: number;
  lostMs: number;
  shortDeadAirMs: number;
  shortLostMs: number;
  timedMost: number;
  timedFewest: number;
  untimedMost: number;
  untimedFewest: number;
}

/** Figures of a peer, measured in its own process. Times in ms; null stands for Infinity. */
export type PeerFigure = Record<
  keyof ConversationFigures | 'addedP50' | 'addedP95' | 'clauseP50',
  number | null
>;

/** The default setup, and one tuned for speed. */
export interface PeerFigures {
  version: string;
  default: PeerFigure;
  tuned: PeerFigure;
}

/** One figure with its goal and the figures it is compared with. */
export interface ComparedRow {
  figure: string;
  goal?: number;
  /** A higher value is better. */
  atLeast?: boolean;
  unit: string;
  ours?: number;
  bare?: number;
  /** Name of the same figure of the peer. */
  peer?: keyof PeerFigure;
  livekit?: Record<keyof Omit<PeerFigures, 'version'>, number | null | undefined>;
}
