/**
 * Heap growth over a long conversation. Run alone: `node --expose-gc memory.ts <contestant> <frames>`. Frames arrive as
 * fast as they are consumed; every 500 frames hold one question and its answer.
 */
import { contestant, type ContestantName } from '../contestants/contestant.ts';
import { Player } from '../player.ts';
import { answer, LAST_FRAME, LOUD_FRAME, SILENT_FRAME } from '../script.ts';

export interface Growth {
  frames: number;
  turns: number;
  heapMib: number;
}

const FRAMES_PER_TURN = 500;
const QUESTION_FRAMES = 75;
/** Lets caches, compiled code and the bounded history fill up first. */
const WARM_UP_FRAMES = 40_000;

const frames = Number(process.argv[3]);
const collect = (globalThis as { gc?: () => void }).gc!;
const breath = () => new Promise<void>((resolve) => setImmediate(resolve));
const player = new Player();
const enter = await contestant(process.argv[2] as ContestantName);
const session = await enter(answer({ pace: 'instant', msPerWord: 1 }), player);
player.report = (report) => session.playback(report);

async function turns(count: number): Promise<number> {
  let answered = 0;
  for (let turn = 0; turn < count; turn++) {
    const drained = player.next(['drained']);
    for (let i = 0; i < FRAMES_PER_TURN; i++) {
      const speaks = i < QUESTION_FRAMES;
      session.pushAudio(!speaks ? SILENT_FRAME : i === QUESTION_FRAMES - 1 ? LAST_FRAME : LOUD_FRAME);
      if (i % 10 === 0) await breath();
    }
    await drained;
    player.events.length = 0;
    answered++;
  }
  return answered;
}

/** Lets queued frames drain, so that they are not counted as growth. */
const SETTLE_MS = 1_000;

async function heapMib(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

await turns(WARM_UP_FRAMES / FRAMES_PER_TURN);
const before = await heapMib();
const answered = await turns(frames / FRAMES_PER_TURN);
const result: Growth = { frames, turns: answered, heapMib: (await heapMib()) - before };
process.stdout.write(JSON.stringify(result), () => process.exit(0));
