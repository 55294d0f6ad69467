const ADDRESS = /<?\bhttps?:\/\/(?:www\.)?([^\s/?#>)\],;]*[^\s/?#>)\],;.:!])([^\s>)\]]*)>?/g;
const STOP_AT_END = /[.,;:!?]*$/;

/** An HTML tag whose attributes have values: "if a<b and c>d" is not one. */
const TAG = /<\/?[a-z][a-z0-9-]*(?:\s+[a-z-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))*\s*\/?>/gi;

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: 'and', lt: ' less than ', gt: ' greater than ', quot: '"', apos: "'", nbsp: ' ', '#39': "'" },
};

/**
 * The text of a clause as it is spoken: prose without Markdown, emoji and addresses. Works on each clause alone, so markup that
 * spans clauses does no harm.
 */
export function speakable(clause: string): string {
  return (
    clause
      // Images and links: their text. Bare addresses: their host, and the stop after them.
      .replace(/!?\[([^\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\)/g, '$1')
      .replace(ADDRESS, (_, host: string, path: string) => host + STOP_AT_END.exec(path)![0])
      .replace(/^\s*(?:[-*_]\s*){3,}$/gm, ' ')
      // The line under a table header.
      .replace(/^(?=.*--)[ \t|:-]+$/gm, ' ')
      .replace(/^\s{0,3}#{1,6}\s+/gm, '')
      .replace(/^\s*>\s?/gm, '')
      .replace(/^\s*(?:[-*+]|\d{1,2}[.)])\s+(?:\[[ xX]\]\s+)?/gm, '')
      .replace(/(?:\s*\|)+\s*/g, ', ')
      .replace(/`+/g, '')
      // Emphasis marks touch a word; an asterisk between spaces is a multiplication sign.
      .replace(/(?<=\d)\s+\*\s+(?=\d)/g, ' times ')
      .replace(/(?<![\p{L}\p{N}])[*_~]+(?=\S)|(?<=\S)[*_~]+(?![\p{L}\p{N}])/gu, '')
      .replace(/[*~]{2,}/g, '')
      .replace(TAG, '')
      .replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => ENTITIES[name]!)
      .replace(
        /[\p{Extended_Pictographic}\p{Regional_Indicator}\u{1F3FB}-\u{1F3FF}\u{FE0F}\u{200D}\u{20E3}]/gu,
        '',
      )
      .replace(/^[\s,]+|[\s,]+$/g, '')
      .replace(/\s+/g, ' ')
  );
}
