/** End of speech to first audio, beyond the providers' own time. */
import { Microphone } from '../microphone.ts';
import { Player } from '../player.ts';
import type { Enter } from '../contestants/contestant.ts';
import { idealMs, type Script } from '../script.ts';

const SPEECH_MS = 400;
/** Not always the same number of milliseconds after the last turn, nor in step with the microphone. */
const pauseMs = (turn: number): number => 100 + ((turn * 7) % 20);

/**
 * The contestants take turns, one at a time, so that whatever else the machine does is shared out evenly.
 * @returns the milliseconds that each added, turn by turn
 */
export async function addedLatencies(
  script: Script,
  turns: number,
  contestants: Enter[],
): Promise<number[][]> {
  const added = contestants.map((): number[] => []);
  const booths = await Promise.all(contestants.map((enter) => booth(enter, script)));
  for (let turn = -WARM_UP_TURNS; turn < turns; turn++) {
    for (const [i, { take }] of booths.entries()) {
      const ms = await take(pauseMs(turn + WARM_UP_TURNS));
      if (turn >= 0) added[i]!.push(ms);
    }
  }
  for (const { leave } of booths) await leave();
  return added;
}

/** The first turns of a process pay for compiling: not what is measured here. */
const WARM_UP_TURNS = 3;

async function booth(enter: Enter, script: Script) {
  const player = new Player();
  const contestant = await enter(script, player);
  player.report = (report) => contestant.playback(report);
  const microphone = new Microphone((pcm) => contestant.hear(pcm));
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
