import type { ClientCommands } from '../../libs/protocol/src/index.ts';
import type { Player } from './player.ts';
import type { Script } from './script.ts';

/** Something that turns speech into spoken answers. What it says goes to the player it was made with. */
export interface Contestant {
  hear(pcm: Int16Array): void;
  playback(report: ClientCommands['playback']): void;
  close(): void | Promise<void>;
}

/** @param onAsked hears, with each question, what the contestant's language model is told that it said last */
export type Enter = (
  script: Script,
  player: Player,
  onAsked?: (lastAnswer: string) => void,
) => Promise<Contestant>;
