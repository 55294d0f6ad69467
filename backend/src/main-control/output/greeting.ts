import { sleep } from '../../common/clock/sleep.js';
import type { Stt } from '../../stt/stt.port.js';

export const GREETING_WITHOUT_HEARING = "Hi. I can't hear you at the moment, but you can type to me.";

/** A recogniser that cannot start fails sooner; one that is still loading hears what is said meanwhile. */
export const GREETING_WAIT_MS = 1_000;

/** Says the greeting if there is one. It may claim to listen, so another one takes its place if speech recognition cannot start. */
export async function greetTruthfully(
  greeting: string,
  stt: Pick<Stt, 'canStart'>,
  signal: AbortSignal,
  announce: (text: string) => void,
): Promise<void> {
  if (greeting === '') return;
  const slow = sleep(GREETING_WAIT_MS, signal).then(() => true);
  const hears = await Promise.race([stt.canStart(), slow]);
  if (!signal.aborted) announce(hears ? greeting : GREETING_WITHOUT_HEARING);
}
