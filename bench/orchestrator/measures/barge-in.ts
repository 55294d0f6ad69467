/** Speech, or a cough, during an answer: what stops, when, and what of it stays. */
import type { Enter } from '../contestants/contestant.ts';
import { Microphone } from '../microphone.ts';
import { Player, type PlayerEvent } from '../player.ts';
import { answer, type Script } from '../script.ts';

const QUESTION_MS = 400;
const INTERRUPTION_MS = 700;

export interface Interruption {
  /** From the first frame with speech to the pause or the end of the output. Infinity: neither came. */
  stoppedMs: number;
  /** Words that were played, with fractions. */
  heardWords: number;
  /** Words that are in the history as said, when the next answer begins. */
  historyWords: number;
}

export interface Cough {
  /** How long the output was silent; 0 where it never was, Infinity where it did not come back. */
  deadAirMs: number;
  /** Milliseconds of the answer that were never played. */
  lostMs: number;
}

/** Each on a session of its own, all at the same time. @param atMs when in the answer they are begun */
export const interruptions = (enter: Enter, atMs: number[], wordTimes: boolean): Promise<Interruption[]> =>
  Promise.all(atMs.map((ms) => interruption(enter, ms, answer({ wordTimes }))));

async function interruption(enter: Enter, atMs: number, script: Script): Promise<Interruption> {
  const call = await dial(enter, script);
  try {
    await call.untilAnswer(atMs);
    const from = call.player.events.length;
    // Where the interruption is not noticed, there is no second answer.
    const secondAnswer = call.player.next(['first_audio']).catch(() => undefined);
    const { onsetAt } = await call.microphone.say(INTERRUPTION_MS);
    await secondAnswer;
    const events = call.player.events.slice(from);
    const stopped = events.find(({ type }) => type === 'paused' || type === 'flushed');
    const flushed = events.find(({ type }) => type === 'flushed');
    return {
      stoppedMs: stopped ? stopped.at - onsetAt : Infinity,
      heardWords: (flushed?.heardMs ?? NaN) / script.msPerWord,
      historyWords: wordsIn(call.lastAnswer()),
    };
  } finally {
    call.hangUp();
  }
}

/** Coughs of that length, each on a session of its own. @param words of the answer that is coughed into */
export const coughs = (enter: Enter, durationMs: number, atMs: number[], words = 12): Promise<Cough[]> =>
  Promise.all(atMs.map((ms) => cough(enter, durationMs, ms, answer({ words }))));

async function cough(enter: Enter, durationMs: number, atMs: number, script: Script): Promise<Cough> {
  const call = await dial(enter, script);
  try {
    await call.untilAnswer(atMs);
    const from = call.player.events.length;
    const ended = call.player.next(['drained', 'flushed'], 20_000);
    await call.microphone.say(durationMs, { words: false });
    const { heardMs } = await ended;
    return {
      deadAirMs: silence(call.player.events.slice(from)),
      lostMs: script.tokens.length * script.msPerWord - heardMs,
    };
  } finally {
    call.hangUp();
  }
}

/**
 * A pause ends when playback goes on; one that ends in a flush never does. What is paused fades out first, which is no
 * silence: the player plays it, and counts it as heard.
 */
function silence(events: PlayerEvent[]): number {
  if (events.some(({ type }) => type === 'flushed')) return Infinity;
  let silentMs = 0;
  let silentAt: number | null = null;
  for (const { type, at } of events) {
    if (type === 'silent') silentAt = at;
    if (type !== 'resumed' || silentAt === null) continue;
    silentMs += at - silentAt;
    silentAt = null;
  }
  return silentMs;
}

async function dial(enter: Enter, script: Script) {
  const player = new Player();
  const contestant = await enter(script, player);
  player.report = (report) => contestant.playback(report);
  const microphone = new Microphone((pcm) => contestant.hear(pcm));
  return {
    player,
    microphone,
    lastAnswer: () => contestant.lastAnswer?.() ?? '',
    /** Asks something, and waits until that much of the answer was played. */
    async untilAnswer(playedMs: number): Promise<void> {
      await microphone.say(QUESTION_MS);
      await player.next(['first_audio']);
      await new Promise((resolve) => setTimeout(resolve, playedMs));
    },
    hangUp(): void {
      microphone.stop();
      player.close();
      void contestant.close();
    },
  };
}

const wordsIn = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
