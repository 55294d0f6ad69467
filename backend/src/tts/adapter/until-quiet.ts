/** A vendor that has sent all audio says so within this time, or never. */
const QUIET_MS = 2_000;

/** Quick speech, about 17 characters a second: with less audio, a pause of the network is likelier than the end. */
const MIN_MS_PER_CHARACTER = 60;

/** @returns whether the audio is long enough to be all of the text */
export const mayBeWhole = (audioMs: number, characters: number): boolean =>
  audioMs > 0 && audioMs >= characters * MIN_MS_PER_CHARACTER;

/**
 * Ends a stream of audio whose end does not come: after a while without an item, if what came may be all of it. Otherwise it
 * waits on, and the stage decides.
 */
export async function* untilQuiet<T>(
  source: AsyncIterable<T>,
  isWhole: () => boolean,
): AsyncGenerator<T, void, undefined> {
  const reader = source[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  try {
    for (;;) {
      const next = reader.next();
      const quiet = new Promise<'quiet'>((resolve) => {
        const look = () => (isWhole() ? resolve('quiet') : (timer = setTimeout(look, QUIET_MS)));
        timer = setTimeout(look, QUIET_MS);
      });
      const result = await Promise.race([next, quiet]);
      clearTimeout(timer);
      if (result === 'quiet') return void next.catch(() => undefined);
      if (result.done) return;
      yield result.value;
    }
  } finally {
    clearTimeout(timer);
    // Not awaited: a source without an end never settles it.
    void reader.return?.()?.catch(() => undefined);
  }
}
