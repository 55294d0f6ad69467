/**
 * What stays of a long conversation. Run by itself: `node --expose-gc memory.ts <who> <frames>`. Frames come as fast
 * as they are taken, a question and its answer in each five hundred.
 */
import { contestant, type Who } from '../contestants/contestant.ts';
import { Player } from '../player.ts';
import { answer, LAST_FRAME, LOUD_FRAME, SILENT_FRAME } from '../script.ts';

export interface Growth {
  frames: number;
  turns: number;
  heapMib: number;
}

const FRAMES_PER_TURN = 500;
const QUESTION_FRAMES = 75;
/** Caches, compiled code and the history's fixed length fill up first. */
const WARM_UP_FRAMES = 40_000;

const frames = Number(process.argv[3]);
const collect = (globalThis as { gc?: () => void }).gc!;
const breath = () => new Promise<void>((resolve) => setImmediate(resolve));
const player = new Player();
const enter = await contestant(process.argv[2] as Who);
const session = await enter(answer({ pace: 'instant', msPerWord: 1 }), player);
player.report = (report) => session.playback(report);

async function turns(count: number): Promise<number> {
  let answered = 0;
  for (let turn = 0; turn < count; turn++) {
    const drained = player.next(['drained']);
    for (let i = 0; i < FRAMES_PER_TURN; i++) {
      const speaks = i < QUESTION_FRAMES;
      session.hear(!speaks ? SILENT_FRAME : i === QUESTION_FRAMES - 1 ? LAST_FRAME : LOUD_FRAME);
      if (i % 10 === 0) await breath();
    }
    await drained;
    player.events.length = 0;
    answered++;
  }
  return answered;
}

/** Frames that wait to be heard are no growth. */
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
