import type { ClientCommands } from '../../../libs/protocol/src/index.ts';
import type { Player } from '../player.ts';
import type { Script } from '../script.ts';

/** Something that turns speech into spoken answers. What it says goes to the player it was made with. */
export interface Contestant {
  hear(pcm: Int16Array): void;
  playback(report: ClientCommands['playback']): void;
  /** Its own words in its history, of the last answer that is there. Undefined: it has no history. */
  lastAnswer?(): string;
  close(): void | Promise<void>;
}

export type Enter = (script: Script, player: Player) => Promise<Contestant>;

export type Who = 'ours' | 'bare' | 'livekit-default' | 'livekit-tuned';

/** Loads nothing but that contestant: the others are not to be in the heap that is measured. */
export async function contestant(who: Who): Promise<Enter> {
  if (who === 'ours') return (await import('./in-process.ts')).inProcess;
  if (who === 'bare') return (await import('./bare.ts')).bare;
  // Out of sight of the compiler: it is there only where it was installed.
  const path = '../../peers/livekit/contestant.mts';
  const { livekit } = (await import(path)) as { livekit(setup: string): Enter };
  return livekit(who === 'livekit-default' ? 'default' : 'tuned');
}
