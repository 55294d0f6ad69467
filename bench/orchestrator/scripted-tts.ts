import { at, TTS_CHUNK_MS, TTS_FIRST_BYTE_MS, TTS_SPEED, type Script } from './script.ts';

/**
 * The scripted TTS as callbacks.
 * @param onAudio receives the length of each audio chunk in ms
 * @returns a function that takes the number of words available so far; `Infinity` means all
 */
export function scriptedTts(
  script: Script,
  onAudio: (ms: number) => void,
  onEnd: () => void,
): (words: number) => void {
  const { tokens, msPerWord } = script;
  const totalMs = tokens.length * msPerWord;
  let mayMs = 0;
  let saidMs = 0;
  let running = false;
  let readyAt = NaN;
  const chunk = () => {
    const ms = Math.min(TTS_CHUNK_MS, totalMs - saidMs);
    if (ms <= 0) return onEnd();
    if (saidMs > 0 && mayMs < saidMs + ms) return void (running = false);
    onAudio(ms);
    saidMs += ms;
    readyAt += ms / TTS_SPEED;
    at(readyAt, script.pace, chunk);
  };
  return (words) => {
    mayMs = Math.min(words, tokens.length) * msPerWord;
    if (running || saidMs >= totalMs) return;
    running = true;
    const first = saidMs === 0;
    readyAt = first ? performance.now() + TTS_FIRST_BYTE_MS : Math.max(readyAt, performance.now());
    at(readyAt, script.pace, chunk);
  };
}
