/** Speech or a cough during an answer: when the output stops and what the history keeps. */
import type { StartContestant } from '../contestants/contestant.ts';
import { Microphone } from '../microphone.ts';
import { Player, type PlayerEvent } from '../player.ts';
import { answer, type Script } from '../script.ts';

const QUESTION_MS = 400;
const INTERRUPTION_MS = 700;

export interface Interruption {
  /** From the first speech frame to the pause or flush of the output, in ms. Infinity: neither happened. */
  stoppedMs: number;
  /** Number of words played, with fractions. */
  heardWords: number;
  /** Number of words in the history when the next answer begins. */
  historyWords: number;
}

export interface Cough {
  /** How long the output was silent, in ms. 0: never; Infinity: it did not resume. */
  deadAirMs: number;
  /** Milliseconds of the answer that were never played. */
  lostMs: number;
}

/** Runs all interruptions at the same time, each in its own session. @param atMs start offsets in the answer */
export const interruptions = (
  enter: StartContestant,
  atMs: number[],
  wordTimes: boolean,
): Promise<Interruption[]> => Promise.all(atMs.map((ms) => interruption(enter, ms, answer({ wordTimes }))));

async function interruption(enter: StartContestant, atMs: number, script: Script): Promise<Interruption> {
  const call = await startCall(enter, script);
  try {
    await call.untilAnswer(atMs);
    const from = call.player.events.length;
    // An unnoticed interruption gets no second answer.
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

/** Runs coughs of one length, each in its own session. @param words number of words in the answer */
export const coughs = (
  enter: StartContestant,
  durationMs: number,
  atMs: number[],
  words = 12,
): Promise<Cough[]> => Promise.all(atMs.map((ms) => cough(enter, durationMs, ms, answer({ words }))));

async function cough(
  enter: StartContestant,
  durationMs: number,
  atMs: number,
  script: Script,
): Promise<Cough> {
  const call = await startCall(enter, script);
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
 * Total silence in ms. A pause ends when playback resumes; a flush makes it infinite. The fade-out of a pause counts as
 * played, not as silence.
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

async function startCall(enter: StartContestant, script: Script) {
  const player = new Player();
  const contestant = await enter(script, player);
  player.report = (report) => contestant.playback(report);
  const microphone = new Microphone((pcm) => contestant.pushAudio(pcm));
  return {
    player,
    microphone,
    lastAnswer: () => contestant.lastAnswer?.() ?? '',
    /** Asks a question and waits until the answer has played for `playedMs`. */
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
