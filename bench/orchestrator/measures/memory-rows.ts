import { runAlone } from '../../lib/child.ts';
import type { ContestantName } from '../contestants/contestant.ts';
import type { Growth } from './memory.ts';
import type { ComparedRow } from '../figures.ts';

/** @param withLivekit also measures LiveKit, which must be installed */
export async function memoryRows(frames: number, withLivekit: boolean): Promise<ComparedRow[]> {
  const script = new URL('memory.ts', import.meta.url);
  const grown = (who: ContestantName) => runAlone<Growth>(script, [who, `${frames}`], ['--expose-gc']);
  const { heapMib, turns } = await grown('ours');
  return [
    {
      figure: `heap growth over ${frames} frames and ${turns} turns`,
      goal: 5,
      unit: 'MiB',
      ours: heapMib,
      bare: (await grown('bare')).heapMib,
      livekit: withLivekit
        ? {
            default: (await grown('livekit-default')).heapMib,
            tuned: (await grown('livekit-tuned')).heapMib,
          }
        : undefined,
    },
  ];
}
