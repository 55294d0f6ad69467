/** The floor: the scripted providers as callbacks that call each other. It can do nothing but answer. */
import type { Contestant } from './contestant.ts';
import type { Player } from './player.ts';
import { hum } from './providers.ts';
import {
  at,
  endsSpeech,
  LLM_FIRST_TOKEN_MS,
  LLM_TOKEN_MS,
  paceOf,
  SAMPLE_RATE_HZ,
  STT_FINAL_MS,
  TTS_CHUNK_MS,
  TTS_FIRST_BYTE_MS,
  TTS_SPEED,
  type Script,
} from './script.ts';

export async function bare(script: Script, player: Player): Promise<Contestant> {
  const { tokens, tokensToSpeak, msPerWord, pace } = script;
  let turnId = 0;

  function transcribe(pcm: Int16Array): void {
    if (endsSpeech(pcm)) at(performance.now() + STT_FINAL_MS, pace, () => generate(++turnId));
  }

  function generate(turn: number): void {
    const askedAt = performance.now();
    const speak = voice(turn);
    const token = (i: number) => {
      if (i === tokens.length) return speak(Infinity);
      at(askedAt + LLM_FIRST_TOKEN_MS + i * LLM_TOKEN_MS, paceOf(script, i < tokensToSpeak), () => {
        if (i + 1 >= tokensToSpeak) speak(i + 1);
        token(i + 1);
      });
    };
    token(0);
  }

  /** @returns what is to be told how many words may be spoken by now: `Infinity` where they are all there */
  function voice(turn: number): (words: number) => void {
    const totalMs = tokens.length * msPerWord;
    let mayMs = 0;
    let saidMs = 0;
    let running = false;
    let readyAt = NaN;
    const chunk = () => {
      const ms = Math.min(TTS_CHUNK_MS, totalMs - saidMs);
      if (ms <= 0) return player.end(turn);
      if (saidMs > 0 && mayMs < saidMs + ms) return void (running = false);
      player.audio(turn, (hum(ms).length * 1_000) / SAMPLE_RATE_HZ);
      saidMs += ms;
      readyAt += ms / TTS_SPEED;
      at(readyAt, paceOf(script, false), chunk);
    };
    return (words) => {
      mayMs = Math.min(words, tokens.length) * msPerWord;
      if (running || saidMs >= totalMs) return;
      running = true;
      const first = saidMs === 0;
      readyAt = first ? performance.now() + TTS_FIRST_BYTE_MS : Math.max(readyAt, performance.now());
      at(readyAt, paceOf(script, first), chunk);
    };
  }

  return { hear: transcribe, playback: () => undefined, close: () => undefined };
}
