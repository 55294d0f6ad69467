import { systemClock, type Clock } from '../common/clock/clock.js';
import type { Session } from '../session/session.js';

/** How long calls may take to finish what they say. What stops the backend has to wait for longer. */
const DRAIN_MS = 10_000;

/** From then on, an answer ends with its current clause: most take less than the 3 s that are left. */
const CLAUSE_ENDS_FROM_MS = 7_000;

const POLL_MS = 50;

/** A session with a connected client. */
export interface Call {
  session: Pick<Session, 'isQuiet' | 'clausesPlayed' | 'dispatch'>;
  close(): void;
}

/**
 * Closes each call as soon as neither side is speaking and no answer is owed, and the rest after 10 s.
 * @param calls those that are open now
 */
export async function drain(calls: () => Call[], clock: Clock = systemClock): Promise<void> {
  const startedAt = clock.now();
  const closed = new Set<Call['session']>();
  const clauses = new Map<Call['session'], number>();
  for (;;) {
    const elapsedMs = clock.now() - startedAt;
    const open = calls().filter(({ session }) => !closed.has(session));
    for (const { session, close } of open) {
      const { isQuiet, clausesPlayed } = session;
      const clauseEnded =
        elapsedMs >= CLAUSE_ENDS_FROM_MS && clausesPlayed > (clauses.get(session) ?? Infinity);
      clauses.set(session, clausesPlayed);
      if (!isQuiet && !clauseEnded && elapsedMs < DRAIN_MS) continue;
      // The client then drops the audio that it has not played.
      if (!isQuiet) session.dispatch({ type: 'interrupt' });
      closed.add(session);
      close();
    }
    if (open.every(({ session }) => closed.has(session))) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
