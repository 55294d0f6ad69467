/**
 * Content and timing of the scripted providers. They are the same for every contestant, so that the remaining latency is
 * the contestant's own. No model and no network are involved.
 */

/** Delay of the final transcript after the last speech frame. */
export const STT_FINAL_MS = 50;
export const LLM_FIRST_TOKEN_MS = 100;
export const LLM_TOKEN_MS = 10;
/** Delay of the first audio after the first text. */
export const TTS_FIRST_BYTE_MS = 80;
/** Synthesis speed relative to real time. */
export const TTS_SPEED = 10;
export const TTS_CHUNK_MS = 100;

export const SAMPLE_RATE_HZ = 16_000;
export const FRAME_MS = 20;
const FRAME_SAMPLES = (SAMPLE_RATE_HZ * FRAME_MS) / 1_000;

/** One scripted answer. */
export interface Script {
  tokens: string[];
  /** Number of tokens in the first clause, which TTS needs to start. */
  tokensToSpeak: number;
  /** Spoken duration of a token; each token is one word. */
  msPerWord: number;
  /** Whether TTS reports word times. */
  wordTimes: boolean;
  /** `instant`: no delays, for measuring memory instead of time. */
  pace: 'timers' | 'instant';
}

const SENTENCE_WORDS = 10;

/** Words of different lengths but equal duration, so that estimating word times by letters is wrong. */
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

/** An answer of forty words. The first word is a sentence, so that TTS can start with the first token. */
export function answer(more: Partial<Script> & { words?: number } = {}): Script {
  const { words = 40, ...rest } = more;
  const tokens = Array.from({ length: words }, (_, i) => {
    if (i === 0) return 'Sure. ';
    const word = WORDS[i % WORDS.length]!;
    return i % SENTENCE_WORDS === SENTENCE_WORDS - 1 ? `${word}. ` : `${word} `;
  });
  return { tokens, tokensToSpeak: 1, msPerWord: 340, wordTimes: true, pace: 'timers', ...rest };
}

/** The same answer with a leading space in each token, as models write, and a first clause of ten tokens. */
export function clauseAnswer(more: Partial<Script> = {}): Script {
  const { tokens, ...rest } = answer(more);
  const spoken = tokens.map((token, i) => {
    const word = token.replace(/[. ]/g, '').toLowerCase();
    const mark = i === 9 ? ',' : i % SENTENCE_WORDS === SENTENCE_WORDS - 1 ? '.' : '';
    return `${i === 0 ? '' : ' '}${word}${mark}`;
  });
  return { ...rest, tokens: spoken, tokensToSpeak: 10 };
}

/** Time from end of speech to first audio if only the providers take time, in ms. */
export const idealMs = ({ tokensToSpeak }: Script): number =>
  STT_FINAL_MS + LLM_FIRST_TOKEN_MS + (tokensToSpeak - 1) * LLM_TOKEN_MS + TTS_FIRST_BYTE_MS;

// Microphone frames. Every contestant's voice activity detector takes a loud frame for speech.
const LOUD = 8_000;
/** First sample of the last speech frame, by which the scripted recogniser knows the end of speech. */
const LAST_OF_SPEECH = 8_001;
const frame = (value: number): Int16Array => new Int16Array(FRAME_SAMPLES).fill(value);
export const SILENT_FRAME = frame(0);
export const LOUD_FRAME = frame(LOUD);
export const LAST_FRAME = frame(LOUD);
LAST_FRAME[0] = LAST_OF_SPEECH;

export const isLoud = (pcm: Int16Array): boolean => pcm[1]! > LOUD / 2;
export const endsSpeech = (pcm: Int16Array): boolean => pcm[0] === LAST_OF_SPEECH;

/** Calls back at `dueMs` by `performance.now()`. Rounded up, because a timer may fire a millisecond early. */
export function at(dueMs: number, pace: Script['pace'], callback: () => void): void {
  if (pace === 'instant') setImmediate(callback);
  else setTimeout(callback, Math.max(0, Math.ceil(dueMs - performance.now())));
}

export const until = (dueMs: number, pace: Script['pace']): Promise<void> =>
  new Promise((resolve) => at(dueMs, pace, resolve));
