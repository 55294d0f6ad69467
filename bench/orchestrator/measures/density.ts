/**
 * How many sessions one process can serve. Run alone: `node density.ts <contestant> <sessions> <seconds>`. Every session
 * alternates a question of 1.5 s and an answer of 2.4 s; microphones and players run in this process too.
 */
import { percentile } from '../../lib/stats.ts';
import { contestant as load, type ContestantName } from '../contestants/contestant.ts';
import { Microphone } from '../microphone.ts';
import { Player } from '../player.ts';
import { answer, idealMs } from '../script.ts';

const QUESTION_MS = 1_500;
const script = answer({ msPerWord: 60 });
const CYCLE_MS = QUESTION_MS + idealMs(script) + script.tokens.length * script.msPerWord;

export interface Density {
  /** CPU time divided by wall time. */
  cores: number;
  addedP50: number;
  addedP95: number;
  turns: number;
  /** Questions that got no answer within ten seconds. */
  lost: number;
  rssMib: number;
}

const [who, sessions, seconds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const enter = await load(who as ContestantName);

const added: number[] = [];
let lost = 0;
let measuring = false;
let talking = true;

async function talk(startMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, startMs));
  const player = new Player();
  const contestant = await enter(script, player);
  player.report = (report) => contestant.playback(report);
  const microphone = new Microphone((pcm) => contestant.pushAudio(pcm));
  while (talking) {
    const { endDueAt } = await microphone.say(QUESTION_MS);
    const asked = measuring;
    try {
      const { at } = await player.next(['first_audio']);
      if (asked && measuring) added.push(at - endDueAt - idealMs(script));
      await player.next(['drained'], 20_000);
    } catch {
      if (asked) lost++;
    }
  }
}

for (let i = 0; i < sessions; i++) void talk((i / sessions) * CYCLE_MS);
await new Promise((resolve) => setTimeout(resolve, CYCLE_MS * 1.5));
measuring = true;
const before = process.cpuUsage();
const startedAt = performance.now();
await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
const { user, system } = process.cpuUsage(before);
const tookMs = performance.now() - startedAt;
measuring = false;
talking = false;
const result: Density = {
  cores: (user + system) / 1_000 / tookMs,
  addedP50: percentile(added, 0.5),
  addedP95: percentile(added, 0.95),
  turns: added.length,
  lost,
  rssMib: process.memoryUsage().rss / 1024 / 1024,
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));
