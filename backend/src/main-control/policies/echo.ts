/** The assistant's own voice, come back through the microphone: loudspeakers without a canceller do that. */

/** So much of what was said last is compared: an echo comes at once. */
const RECENT_CHARACTERS = 240;

/**
 * @param heard a transcript of what came in while the assistant was audible
 * @param spoken the assistant's text up to where it was audible
 * @returns whether `heard` only repeats the assistant's last words
 */
export function isEcho(heard: string, spoken: string): boolean {
  const words = plain(heard);
  // One word proves nothing: people repeat words too.
  if (!words.includes(' ')) return false;
  return ` ${plain(spoken.slice(-RECENT_CHARACTERS))} `.includes(` ${words} `);
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
