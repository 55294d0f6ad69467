/** Letters and marks of scripts that do not join their letters: a joiner in them is left over from copying. */
const NOT_JOINING = String.raw`\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Inherited}`;

/** Zero-width joiner and non-joiner where they do not belong to a word: Persian, Hindi and others need them. */
const STRAY_JOINERS = new RegExp(String.raw`(?<!(?![${NOT_JOINING}])[\p{L}\p{M}])[\u200c\u200d]`, 'gu');

/** Soft hyphens, direction marks, byte order marks, halves of surrogate pairs, variants of characters, private characters. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Cs}\p{Co}\p{Variation_Selector}\u034f\u20e3]/gu;

/** Control characters, and letters that are blank. */
const BLANK = /[\p{Cc}\u115f\u1160\u2028\u2029\u2800\u3164\uffa0]/gu;

/** Arrows of all kinds, of which some are emoji. */
const ARROWS =
  /[\u2190-\u21ff\u2794\u2798-\u27af\u27b1-\u27be\u27f0-\u27ff\u2900-\u297f\u2b00-\u2b11\u2b30-\u2b4f\u2b60-\u2bb8]/gu;

/** Emoji, boxes, stars and ticks; not ©, ®, ™, numbers in circles, and the signs of music. */
const PICTURES =
  /(?![©®™\p{N}\u266d-\u266f])[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u2500-\u27bf\u2800-\u28ff\u2b12-\u2bff]/gu;

/** Text without what cannot be heard: a voice may read such characters out or stumble over them. Arrows become `→`. */
export const visibleText = (text: string): string =>
  text
    .replace(ARROWS, '→')
    .replace(PICTURES, ' ')
    .replace(BLANK, ' ')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINERS, '');
