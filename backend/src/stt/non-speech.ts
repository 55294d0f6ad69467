import type { SttEvent } from './stt.port.js';

/**
 * Whisper and models like it describe sounds in brackets, as its training subtitles did: `[BLANK_AUDIO]`, `(coughs)`,
 * `*sighs*`, `♪ la la ♪`, `<|nospeech|>`. Brackets with a digit are kept: `(555) 0100`.
 */
const ANNOTATION =
  /<\|[^|<>]{0,40}\|>|\[[^\]\d]{0,60}\]|\((?!\s*\))[^()\d]{0,60}\)|\{[^{}\d]{0,60}\}|【[^】\d]{0,60}】|（[^）\d]{0,60}）|\*(?=\S)[^*\d]{1,60}(?<=\S)\*|[♪♫♬♩][^♪♫♬♩]{0,200}(?:[♪♫♬♩]+|$)/gu;

/** What Whisper makes of silence: the credits and greetings of videos. Only as the whole text. */
const CREDITS =
  /^(?:thanks? (?:you )?(?:so much )?for watching|(?:please (?:like and )?|like and )subscribe(?: to (?:my|our|the) channel)?|subscribe to (?:my|our) channel|(?:subtitles?|captions?|transcri(?:bed|ption)) by .{0,60}|.{0,30}amara\.org.{0,30})[.!\s]*$/iu;

/** @returns the event with only the words that were said */
export const withoutNonSpeech = (event: SttEvent): SttEvent =>
  'text' in event ? { ...event, text: spokenWords(event.text) } : event;

/** @returns the words that were said, without descriptions of sounds; '' if nothing was said */
export function spokenWords(transcript: string): string {
  const words = transcript.replace(ANNOTATION, ' ').replace(/\s+/g, ' ').trim();
  return CREDITS.test(words) || !/[\p{L}\p{N}]/u.test(words) ? '' : words;
}
