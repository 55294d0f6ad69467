/**
 * The baseline for interruptions: bare callbacks with the simplest barge-in. A loud frame pauses playback, a short
 * silence resumes it, and a final transcript ends the answer. The history keeps all generated text.
 */
import { bare } from '../contestants/bare.ts';
import type { Contestant } from '../contestants/contestant.ts';
import type { Player } from '../player.ts';
import { at, endsSpeech, isLoud, STT_FINAL_MS, type Script } from '../script.ts';

/** Longer than the wait for a final transcript: five frames. */
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

  function pushAudio(pcm: Int16Array): void {
    callbacks.pushAudio(pcm);
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

  return { ...callbacks, pushAudio, lastAnswer: () => script.tokens.join('') };
}
