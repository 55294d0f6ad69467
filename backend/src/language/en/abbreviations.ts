/** Abbreviations whose final dot may not end a sentence, in lower case without that dot. */
export const ENGLISH_ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof sr jr st mt ft vs etc e.g i.e a.m p.m approx dept est fig inc ltd no vol al cf ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.k u.n ph.d'
  ).split(' '),
);

/** Those of them that end a sentence if a capital follows: some are words, too. */
export const ENGLISH_FINAL_ABBREVIATIONS = new Set('a.m p.m etc inc ltd no fig mar sat sun'.split(' '));

/** Words with a capital that begin a sentence after initials ("in the U.S. The law"); others may be names. */
export const ENGLISH_SENTENCE_STARTERS = new Set(
  (
    'A An And As At Because But By For From He Her His How However I If In Is It Its My No Not Of On One Or Our She So ' +
    'That The Their Then There These They This Those To We What When Where Which Who Why With Yes You Your'
  ).split(' '),
);
