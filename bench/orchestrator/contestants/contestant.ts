import type { ClientCommands } from '../../../libs/protocol/src/index.ts';
import type { Player } from '../player.ts';
import type { Script } from '../script.ts';

/** A system that turns speech into spoken answers, which go to its player. */
export interface Contestant {
  pushAudio(pcm: Int16Array): void;
  playback(report: ClientCommands['playback']): void;
  /** Text of the last answer in its history. Undefined: it keeps no history. */
  lastAnswer?(): string;
  close(): void | Promise<void>;
}

export type StartContestant = (script: Script, player: Player) => Promise<Contestant>;

export type ContestantName = 'ours' | 'bare' | 'livekit-default' | 'livekit-tuned';

/** Loads only one contestant, so that the others are not in the measured heap. */
export async function contestant(who: ContestantName): Promise<StartContestant> {
  if (who === 'ours') return (await import('./in-process.ts')).inProcess;
  if (who === 'bare') return (await import('./bare.ts')).bare;
  // A computed path: the module exists only after `--peers` installed it.
  const path = '../../peers/livekit/contestant.mts';
  const { livekit } = (await import(path)) as { livekit(setup: string): StartContestant };
  return livekit(who === 'livekit-default' ? 'default' : 'tuned');
}
