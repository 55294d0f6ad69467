/** How many sessions one process can serve, and the CPU cost of each. */
import { runAlone } from '../../lib/child.ts';
import type { ContestantName } from '../contestants/contestant.ts';
import type { Density } from './density.ts';
import type { ComparedRow } from '../figures.ts';

const GOOD_P95_MS = 100;
const FEW = 50;
const OUR_SESSIONS = [FEW, 100, 200, 300, 500];
const PEER_SESSIONS = [FEW, 100, 150, 200];

interface Ladder {
  bySessions: Map<number, Density>;
  /** Highest number of sessions with good latency. */
  most: number;
}

/** @param withLivekit also measures LiveKit, which must be installed */
export async function densityRows(seconds: number, withLivekit: boolean): Promise<ComparedRow[]> {
  const ladder = (who: ContestantName, sessions: number[]) => climb(who, sessions, seconds);
  const ours = await ladder('ours', OUR_SESSIONS);
  const bare = await ladder('bare', OUR_SESSIONS);
  const livekit = withLivekit
    ? {
        default: await ladder('livekit-default', PEER_SESSIONS),
        tuned: await ladder('livekit-tuned', PEER_SESSIONS),
      }
    : undefined;

  const row = (figure: string, unit: string, of: (ladder: Ladder) => number | undefined): ComparedRow => ({
    figure,
    unit,
    ours: of(ours),
    bare: of(bare),
    livekit: livekit && { default: of(livekit.default), tuned: of(livekit.tuned) },
  });
  const percent = '% of a core';
  const floor = share(bare, FEW)!;
  const measured = [...new Set([...OUR_SESSIONS, ...(livekit ? PEER_SESSIONS : [])])].sort((a, b) => a - b);
  return [
    row(`CPU per session, ${FEW} sessions, with its simulated microphone and player`, percent, (of) =>
      share(of, FEW),
    ),
    {
      ...row(
        `CPU per session, ${FEW} sessions, less the bare callbacks with their microphones and players`,
        percent,
        (of) => share(of, FEW)! - floor,
      ),
      goal: 0.1,
      bare: undefined,
    },
    ...measured.map((n) => row(`p95 added, ${n} sessions`, 'ms', (of) => of.bySessions.get(n)?.addedP95)),
    ...measured.slice(1).map((n) => row(`CPU per session, ${n} sessions`, percent, (of) => share(of, n))),
    {
      ...row(`sessions in one process with p95 added < ${GOOD_P95_MS} ms`, '', ({ most }) => most),
      goal: OUR_SESSIONS.at(-1)!,
      atLeast: true,
    },
  ];
}

/** Raises the number of sessions until the latency goal is missed. */
async function climb(who: ContestantName, ladder: number[], seconds: number): Promise<Ladder> {
  const script = new URL('density.ts', import.meta.url);
  const bySessions = new Map<number, Density>();
  let most = 0;
  for (const sessions of ladder) {
    const run = () => runAlone<Density>(script, [who, `${sessions}`, `${seconds}`]);
    let result = await run();
    // Another process may have taken the CPU for a moment, so a bad run is repeated once.
    if (!isGood(result)) result = await run();
    bySessions.set(sessions, result);
    if (!isGood(result)) break;
    most = sessions;
  }
  return { bySessions, most };
}

const isGood = ({ addedP95, lost, turns }: Density): boolean =>
  addedP95 < GOOD_P95_MS && lost === 0 && turns > 0;

function share({ bySessions }: Ladder, sessions: number): number | undefined {
  const density = bySessions.get(sessions);
  return density && (density.cores / sessions) * 100;
}
