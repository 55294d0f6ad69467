/** Whether the text can be spoken: it has a letter or a digit. TTS vendors refuse other texts, or turn them into noise. */
export const isSpeakable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
