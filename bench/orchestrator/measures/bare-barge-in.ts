/**
 * The floor of what interruptions do: the bare callbacks, and the simplest barge-in there is. Whatever is loud pauses,
 * a while of quiet resumes, and a final transcript ends the answer. It remembers all that it generated.
 */
import { bare } from '../contestants/bare.ts';
import type { Contestant } from '../contestants/contestant.ts';
import type { Player } from '../player.ts';
import { at, endsSpeech, isLoud, STT_FINAL_MS, type Script } from '../script.ts';

/** More than it takes until a final transcript comes: five frames. */
const QUIET_FRAMES = 5;

export async function bareBargeIn(script: Script, player: Player): Promise<Contestant> {
  let turnId = 0;
  let flushedThrough = 0;
  let quietFrames = 0;
  let paused = false;
  const callbacks = await bare(script, {
    audio: (turn, ms) => {
      turnId = turn;
      if (turn > flushedThrough) player.audio(turn, ms);
    },
    end: (turn) => turn > flushedThrough && player.end(turn),
  });

  function flush(): void {
    flushedThrough = turnId;
    paused = false;
    player.flush(turnId);
  }

  function hear(pcm: Int16Array): void {
    callbacks.hear(pcm);
    const speaking = turnId > flushedThrough;
    if (speaking && endsSpeech(pcm)) at(performance.now() + STT_FINAL_MS, script.pace, flush);
    quietFrames = isLoud(pcm) ? 0 : quietFrames + 1;
    if (speaking && !paused && quietFrames === 0) {
      paused = true;
      player.pause();
    }
    if (paused && quietFrames === QUIET_FRAMES) {
      paused = false;
      player.resume();
    }
  }

  return { ...callbacks, hear, lastAnswer: () => script.tokens.join('') };
}
