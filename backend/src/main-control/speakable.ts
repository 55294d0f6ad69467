/**
 * What of a piece of an answer is read out: prose without Markdown, emoji and addresses. Works on one piece at a
 * time and needs no memory, so that markup that spans pieces does no harm.
 */
export function speakable(piece: string): string {
  return (
    piece
      // Images and links: their text. Bare addresses: their host.
      .replace(/!?\[([^\]]*)\]\([^)\s]*(?:\s+"[^"]*")?\)/g, '$1')
      .replace(/<?\bhttps?:\/\/(?:www\.)?([^\s/>)\]]+)[^\s>)\]]*>?/g, (_, host: string) =>
        host.replace(/[.,;:]$/, ''),
      )
      .replace(/^\s*(?:[-*_]\s*){3,}$/gm, ' ')
      .replace(/^\s*\|?(?:\s*:?-{2,}:?\s*\|?)+\s*$/gm, ' ')
      .replace(/^\s{0,3}#{1,6}\s+/gm, '')
      .replace(/^\s*>\s?/gm, '')
      .replace(/^\s*(?:[-*+]|\d{1,2}[.)])\s+(?:\[[ xX]\]\s+)?/gm, '')
      .replace(/\s*\|\s*/g, ', ')
      .replace(/`+/g, '')
      // Emphasis marks stand beside a word; a lone asterisk between spaces is a times sign.
      .replace(/(?<=\d)\s+\*\s+(?=\d)/g, ' times ')
      .replace(/(?<![\p{L}\p{N}])[*_~]+(?=\S)|(?<=\S)[*_~]+(?![\p{L}\p{N}])/gu, '')
      .replace(/[*~]{2,}/g, '')
      .replace(/<\/?[a-z][^>]*>/gi, '')
      .replace(
        /[\p{Extended_Pictographic}\p{Regional_Indicator}\u{1F3FB}-\u{1F3FF}\u{FE0F}\u{200D}\u{20E3}]/gu,
        '',
      )
      .replace(/^[\s,]+|[\s,]+$/g, '')
      .replace(/\s+/g, ' ')
  );
}

/** Something is left to say: a letter or a digit. */
export const isSpeakable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
