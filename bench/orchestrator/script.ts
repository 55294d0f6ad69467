/**
 * What the scripted providers of every contestant do, and when: the same times for all, so that what is left over is
 * the contestant's own doing. No model, no network.
 */

/** Final transcript, after the last frame with speech. */
export const STT_FINAL_MS = 50;
export const LLM_FIRST_TOKEN_MS = 100;
export const LLM_TOKEN_MS = 10;
/** First audio, after the first text. */
export const TTS_FIRST_BYTE_MS = 80;
/** Audio comes this much faster than it plays. */
export const TTS_SPEED = 10;
export const TTS_CHUNK_MS = 100;

export const SAMPLE_RATE_HZ = 16_000;
export const FRAME_MS = 20;
const FRAME_SAMPLES = (SAMPLE_RATE_HZ * FRAME_MS) / 1_000;

/** What an answer says. */
export interface Script {
  tokens: string[];
  /** Tokens it takes until the voice can begin: a clause. */
  tokensToSpeak: number;
  /** Each token is one word, spoken in this time. */
  msPerWord: number;
  /** The voice says when each of its words is audible. */
  wordTimes: boolean;
  /** `instant`: everything at once, to count what is kept and not what it takes. */
  pace: 'timers' | 'instant';
}

const SENTENCE_WORDS = 10;

/** Short and long: who guesses by letters when a word is spoken guesses wrong, since they all take the same time. */
const WORDS = [
  'a',
  'wonderful',
  'day',
  'is',
  'extraordinarily',
  'good',
  'for',
  'walking',
  'to',
  'neighbourhoods',
];

/** Forty words. The first is a sentence of its own, so that the voice can begin with the first token. */
export function answer(more: Partial<Script> & { words?: number } = {}): Script {
  const { words = 40, ...rest } = more;
  const tokens = Array.from({ length: words }, (_, i) => {
    if (i === 0) return 'Sure. ';
    const word = WORDS[i % WORDS.length]!;
    return i % SENTENCE_WORDS === SENTENCE_WORDS - 1 ? `${word}. ` : `${word} `;
  });
  return { tokens, tokensToSpeak: 1, msPerWord: 340, wordTimes: true, pace: 'timers', ...rest };
}

/** The same, as models write it: blanks lead a token, and the first clause takes ten of them. */
export function clauseAnswer(more: Partial<Script> = {}): Script {
  const { tokens, ...rest } = answer(more);
  const spoken = tokens.map((token, i) => {
    const word = token.replace(/[. ]/g, '').toLowerCase();
    const mark = i === 9 ? ',' : i % SENTENCE_WORDS === SENTENCE_WORDS - 1 ? '.' : '';
    return `${i === 0 ? '' : ' '}${word}${mark}`;
  });
  return { ...rest, tokens: spoken, tokensToSpeak: 10 };
}

/** From the end of speech to the first audio, if nobody but the providers takes time. */
export const idealMs = ({ tokensToSpeak }: Script): number =>
  STT_FINAL_MS + LLM_FIRST_TOKEN_MS + (tokensToSpeak - 1) * LLM_TOKEN_MS + TTS_FIRST_BYTE_MS;

// The microphone's frames. Loud is speech to every contestant's voice activity detector.
const LOUD = 8_000;
/** The first sample of the frame after which the recogniser is to count: real ones find that by themselves. */
const LAST_OF_SPEECH = 8_001;
const frame = (value: number): Int16Array => new Int16Array(FRAME_SAMPLES).fill(value);
export const SILENT_FRAME = frame(0);
export const LOUD_FRAME = frame(LOUD);
export const LAST_FRAME = frame(LOUD);
LAST_FRAME[0] = LAST_OF_SPEECH;

export const isLoud = (pcm: Int16Array): boolean => pcm[1]! > LOUD / 2;
export const endsSpeech = (pcm: Int16Array): boolean => pcm[0] === LAST_OF_SPEECH;

/** Calls back at a time by `performance.now()`, as exactly as timers are: they may be a millisecond early. */
export function at(dueMs: number, pace: Script['pace'], callback: () => void): void {
  if (pace === 'instant') setImmediate(callback);
  else setTimeout(callback, Math.max(0, Math.ceil(dueMs - performance.now())));
}

export const until = (dueMs: number, pace: Script['pace']): Promise<void> =>
  new Promise((resolve) => at(dueMs, pace, resolve));
