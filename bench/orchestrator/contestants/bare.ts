/** The baseline: the scripted providers as plain callbacks that can only answer. */
import type { Contestant } from './contestant.ts';
import type { Player } from '../player.ts';
import { at, endsSpeech, LLM_FIRST_TOKEN_MS, LLM_TOKEN_MS, STT_FINAL_MS, type Script } from '../script.ts';
import { scriptedTts } from '../scripted-tts.ts';

export async function bare(script: Script, player: Pick<Player, 'audio' | 'end'>): Promise<Contestant> {
  const { tokens, tokensToSpeak, pace } = script;
  let turnId = 0;

  function transcribe(pcm: Int16Array): void {
    if (endsSpeech(pcm)) at(performance.now() + STT_FINAL_MS, pace, () => generate(++turnId));
  }

  function generate(turn: number): void {
    const askedAt = performance.now();
    const speak = scriptedTts(
      script,
      (ms) => player.audio(turn, ms),
      () => player.end(turn),
    );
    const token = (i: number) => {
      if (i === tokens.length) return speak(Infinity);
      at(askedAt + LLM_FIRST_TOKEN_MS + i * LLM_TOKEN_MS, script.pace, () => {
        if (i + 1 >= tokensToSpeak) speak(i + 1);
        token(i + 1);
      });
    };
    token(0);
  }

  return { pushAudio: transcribe, playback: () => undefined, close: () => undefined };
}
