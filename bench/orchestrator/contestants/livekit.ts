/** LiveKit Agents under the same script, in a process of its own. It is installed only when it is asked for. */
import { execFileSync } from 'node:child_process';
import { runAlone } from '../../lib/child.ts';
import type { PeerFigures } from './peer-figures.ts';

const FOLDER = new URL('../../peers/livekit/', import.meta.url);

/** @param turns how many turns to measure the latency over */
export function runLivekit(turns: number): Promise<PeerFigures> {
  // Standard output is for figures alone.
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: FOLDER,
    stdio: ['ignore', 2, 2],
  });
  return runAlone<PeerFigures>(new URL('run.mts', FOLDER), [`${turns}`]);
}
