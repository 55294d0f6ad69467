/** The marks that models and chat templates put around reasoning, in lower case. Matched in any case. */

/** Qwen, DeepSeek, GLM; Claude's prompts; Gemma; ByteDance Seed; MiniMax; Kimi; Magistral; Command A; Sky-T1; Gemma 4. */
const OPEN = [
  ...['<think>', '<thinking>', '<thought>', '<thoughts>', '<reasoning>', '<antthinking>'],
  ...['<seed:think>', '<mm:think>', '◁think▷', '[think]'],
  ...['<|start_thinking|>', '<|begin_of_thought|>', '<|channel>thought'],
];

const CLOSE = [
  ...['</think>', '</thinking>', '</thought>', '</thoughts>', '</reasoning>', '</antthinking>'],
  ...['</seed:think>', '</mm:think>', '◁/think▷', '[/think]'],
  ...['<|end_thinking|>', '<|end_of_thought|>', '<channel|>'],
];

/** gpt-oss: a header names the channel of a message, and only the channel `final` is for the user. */
export const HEADER_END = '<|message|>';
const HEADER = ['<|channel|>', '<|start|>'];
const MESSAGE_END = ['<|end|>', '<|return|>', '<|call|>', HEADER_END];

/** gpt-oss where its server removed the marks and left the names of the channels. */
export const BARE_CHANNEL = 'analysis';
export const BARE_FINAL = 'assistantfinal';

/** How thoughts begin where the chat template has opened them in the prompt, so that the model only closes them. */
export const THOUGHT_OPENINGS = [
  ...[
    'okay, the user',
    'okay, so',
    'okay, let me',
    'okay, let’s',
    "okay, let's",
    'okay, i need',
    'ok, the user',
  ],
  ...[
    'ok, so',
    'alright, the user',
    'alright, so',
    'alright, let',
    'hmm, the user',
    'hmm, so',
    'so the user',
  ],
  ...[
    'the user ',
    "the user's ",
    'user ask',
    'user want',
    'user say',
    'we need to ',
    'we are asked',
    'we have to ',
  ],
  ...['let me think', "let's think", 'let’s think', 'first, the user', 'first, i need', 'first, i should'],
  ...['i need to figure', 'i need to answer', 'i need to respond', 'i should ', 'i have to answer'],
  ...['thinking process', "here's a thinking process", 'here’s a thinking process', 'thinking:', 'thought:'],
];

export type MarkerKind = 'open' | 'close' | 'header' | 'message_end' | 'bare_final';

const MARKERS: readonly (readonly [string, MarkerKind])[] = [
  ...OPEN.map((marker) => [marker, 'open'] as const),
  ...CLOSE.map((marker) => [marker, 'close'] as const),
  ...HEADER.map((marker) => [marker, 'header'] as const),
  ...MESSAGE_END.map((marker) => [marker, 'message_end'] as const),
];

const FIRST_CHARS = new Set(MARKERS.map(([marker]) => marker[0]!));

export interface Marker {
  kind: MarkerKind;
  at: number;
  end: number;
}

/** Lower case of ASCII letters alone, because that of others may have another length. */
export const asciiLower = (text: string): string =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** @returns the first marker in the text, from an offset on */
export function findMarker(text: string, from = 0): Marker | undefined {
  const lower = asciiLower(text.slice(from));
  for (let i = 0; i < lower.length; i++) {
    if (!FIRST_CHARS.has(lower[i]!)) continue;
    const found = MARKERS.find(([marker]) => lower.startsWith(marker, i));
    if (found) return { kind: found[1], at: from + i, end: from + i + found[0].length };
  }
  return undefined;
}

/** @returns how many characters at the end of the text may be the start of a marker, or of one of `more` */
export function markerStart(text: string, more: readonly string[] = []): number {
  const candidates = [...MARKERS.map(([marker]) => marker), ...more];
  const tail = text.slice(-MAX_MARKER_CHARS).toLowerCase();
  for (let at = 0; at < tail.length; at++) {
    const start = tail.slice(at);
    if (candidates.some((marker) => marker.length > start.length && marker.startsWith(start)))
      return start.length;
  }
  return 0;
}

const MAX_MARKER_CHARS = Math.max(...MARKERS.map(([marker]) => marker.length), BARE_FINAL.length);
