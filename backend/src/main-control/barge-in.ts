/** Does what the user does while the assistant speaks stop it? Pure: the clock is the caller's. */

export interface BargeInOptions {
  minSpeechMs: number;
}

/** When speech that began at `startedAt` counts as an interruption, if it lasts. */
export const bargeInAt = (startedAt: number, options: BargeInOptions): number =>
  startedAt + options.minSpeechMs;

/** A transcript with a word in it interrupts, however short: "no" is a word. */
export const isWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
