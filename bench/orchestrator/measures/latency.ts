/** Time from end of speech to first audio, minus the providers' own time. */
import { Microphone } from '../microphone.ts';
import { Player } from '../player.ts';
import type { StartContestant } from '../contestants/contestant.ts';
import { idealMs, type Script } from '../script.ts';

const SPEECH_MS = 400;
/** Varies the pause between turns, so that turns do not align with the microphone's frames. */
const pauseMs = (turn: number): number => 100 + ((turn * 7) % 20);

/**
 * Alternates between the contestants, so that noise of the machine affects all of them alike.
 * @returns added latency in ms for each contestant and turn
 */
export async function addedLatencies(
  script: Script,
  turns: number,
  contestants: StartContestant[],
): Promise<number[][]> {
  const added = contestants.map((): number[] => []);
  const booths = await Promise.all(contestants.map((enter) => startBooth(enter, script)));
  for (let turn = -WARM_UP_TURNS; turn < turns; turn++) {
    for (const [i, { take }] of booths.entries()) {
      const ms = await take(pauseMs(turn + WARM_UP_TURNS));
      if (turn >= 0) added[i]!.push(ms);
    }
  }
  for (const { leave } of booths) await leave();
  return added;
}

/** The first turns of a process include JIT compilation, which is not measured. */
const WARM_UP_TURNS = 3;

async function startBooth(enter: StartContestant, script: Script) {
  const player = new Player();
  const contestant = await enter(script, player);
  player.report = (report) => contestant.playback(report);
  const microphone = new Microphone((pcm) => contestant.pushAudio(pcm));
  return {
    async take(waitMs: number): Promise<number> {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      const { endAt } = await microphone.say(SPEECH_MS);
      const { at } = await player.next(['first_audio']);
      await player.next(['drained'], 30_000);
      return at - endAt - idealMs(script);
    },
    async leave(): Promise<void> {
      microphone.stop();
      player.close();
      await contestant.close();
    },
  };
}
