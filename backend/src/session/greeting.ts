import { sleep } from '../common/clock/sleep.js';
import type { Stt } from '../stt/stt.port.js';

export const GREETING_WITHOUT_HEARING = "Hi. I can't hear you at the moment, but you can type to me.";

/** A recogniser that cannot start fails sooner; one that is still loading hears what is said meanwhile. */
export const GREETING_WAIT_MS = 1_000;

/** @returns the greeting, which may claim to listen, or another one if speech recognition cannot start. */
export async function truthfulGreeting(
  greeting: string,
  stt: Pick<Stt, 'canStart'>,
  signal: AbortSignal,
): Promise<string> {
  const slow = sleep(GREETING_WAIT_MS, signal).then(() => true);
  return (await Promise.race([stt.canStart(), slow])) ? greeting : GREETING_WITHOUT_HEARING;
}
