/** LiveKit Agents under the same script, in its own process. Installed only with `--peers`. */
import { execFileSync } from 'node:child_process';
import { runAlone } from '../../lib/child.ts';
import type { PeerFigures } from '../figures.ts';

/** npm's file: on Windows its command is no executable. */
const NPM = process.env.npm_execpath ?? '';

const FOLDER = new URL('../../peers/livekit/', import.meta.url);

/** @param turns number of turns for the latency figures */
export function runLivekit(turns: number): Promise<PeerFigures> {
  // Standard output carries only the figures.
  execFileSync(process.execPath, [NPM, 'install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: FOLDER,
    stdio: ['ignore', 2, 2],
  });
  return runAlone<PeerFigures>(new URL('run.mts', FOLDER), [`${turns}`]);
}
