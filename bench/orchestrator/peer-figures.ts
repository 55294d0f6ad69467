/** What a peer is measured by. Times in milliseconds. */
export interface PeerFigure {
  addedP50: number;
  addedP95: number;
  stoppedMs: number;
  stoppedEarlyMs: number;
  deadAirMs: number;
}

/** As it comes, and set up for speed. */
export interface PeerFigures {
  version: string;
  default: PeerFigure;
  tuned: PeerFigure;
}
