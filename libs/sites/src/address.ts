/** Web addresses in what a person says or types. */

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
/** `https://` may be missing. A host without a dot counts only with a scheme. */
const WRITTEN = new RegExp(
  String.raw`(?<![\w@.-])(?:https?://[^\s<>"]+|(?:${LABEL}\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#][^\s<>"]*)?)`,
  'gi',
);
/** Endings of files, which a sentence may name: `readme.md`. */
const FILE_ENDING = /^[^/]*\.(?:md|txt|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|zip|js|ts|json|html?|css|csv)$/i;
const SIGNS: Readonly<Record<string, string>> = {
  dot: '.',
  point: '.',
  slash: '/',
  dash: '-',
  hyphen: '-',
  minus: '-',
  underscore: '_',
  colon: ':',
};
/** What speech puts before an address. */
const PREFIX = /^(?:h ?t ?t ?p ?s? colon (?:forward )?slash (?:forward )?slash |www dot |w w w dot |the )/;
const HOST = new RegExp(String.raw`^(?:${LABEL}\.)+[a-z]{2,24}(?::\d{1,5})?(?:/[\w./-]*)?$`);
/** More words are a sentence. */
const MAX_HOST_WORDS = 4;

/** Absolute addresses that are written out in a text, such as `wikipedia.org/wiki/Tea`. */
export function writtenAddresses(text: string): string[] {
  return [...text.matchAll(WRITTEN)].flatMap(([found]) => {
    const address = found.replace(/[.,;:!?)\]]+$/, '');
    const url = FILE_ENDING.test(address) ? undefined : parsed(address);
    return url ? [url] : [];
  });
}

/**
 * The absolute address that words spell: `example dot com slash news`. Words without a sign between them belong together:
 * `hacker news dot com`.
 * @param words lower case, without punctuation
 */
export function spokenAddress(words: string): string | undefined {
  const bare = words
    .replaceAll(/\bforward slash\b/g, 'slash')
    .replace(PREFIX, '')
    .replace(PREFIX, '');
  if (!/ dot /.test(bare) || bare.split(' dot ')[0]!.split(' ').length > MAX_HOST_WORDS) return undefined;
  const address = bare
    .split(' ')
    .map((word) => SIGNS[word] ?? word)
    .join('');
  return HOST.test(address) ? parsed(address) : undefined;
}

/** Every address that words of a sentence may spell: where the host begins is not said. */
export function spokenAddressesIn(sentence: string): string[] {
  const words = sentence.split(' ');
  return words.flatMap((word, at) => {
    // The first "dot" of an address.
    if (word !== 'dot' || words[at - 2] === 'dot') return [];
    const ends = Array.from({ length: words.length - at - 1 }, (_, i) => words.length - i);
    return [1, 2, 3, MAX_HOST_WORDS].flatMap((count) => {
      if (count > at) return [];
      for (const end of ends) {
        const address = spokenAddress(words.slice(at - count, end).join(' '));
        if (address) return [address];
      }
      return [];
    });
  });
}

function parsed(address: string): string | undefined {
  try {
    return new URL(/^https?:\/\//i.test(address) ? address : `https://${address}`).href;
  } catch {
    return undefined;
  }
}
