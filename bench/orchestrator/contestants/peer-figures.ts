import type { ConversationFigures } from '../conversation.ts';

/** What a peer is measured by in the same process. Times in milliseconds; what JSON cannot say is null. */
export type PeerFigure = Record<
  keyof ConversationFigures | 'addedP50' | 'addedP95' | 'clauseP50',
  number | null
>;

/** As it comes, and set up for speed. */
export interface PeerFigures {
  version: string;
  default: PeerFigure;
  tuned: PeerFigure;
}
