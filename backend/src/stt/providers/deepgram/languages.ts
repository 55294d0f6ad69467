/** Tags with a region that Deepgram takes; for other regions it takes only the language. */
const REGIONS = new Set(
  (
    'en-US en-GB en-AU en-IN en-NZ es-419 fr-CA de-CH nl-BE pt-BR pt-PT sv-SE da-DK ko-KR th-TH ' +
    'zh-CN zh-TW zh-HK'
  ).split(' '),
);

/** A BCP 47 tag as Deepgram's Nova takes it: `de-DE` becomes `de`, `en-GB` stays. */
export function deepgramLanguage(tag: string): string {
  return REGIONS.has(tag) ? tag : baseLanguage(tag);
}

export const baseLanguage = (tag: string): string => tag.split('-')[0]!.toLowerCase();
