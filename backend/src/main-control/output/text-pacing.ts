/** Delays the text of an answer so that it is not far ahead of speech: a model may never stop, and the user may stop it. */
import { sleep } from '../../common/clock/sleep.js';

/** A few sentences, about 40 s of speech. */
const MAX_AHEAD_CHARS = 600;

/** Sleep between two checks. */
const STEP_MS = 20;

/**
 * Resolves when more text of the answer may be generated, or on abort. Until then the model's stream is not read.
 * @param unspokenChars the length of the text that waits for its audio
 */
export async function paceText(unspokenChars: () => number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && unspokenChars() > MAX_AHEAD_CHARS) await sleep(STEP_MS, signal);
}
