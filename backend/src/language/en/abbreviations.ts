/** Abbreviations whose final dot may not end a sentence, in lower case without that dot. */
export const ENGLISH_ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof sr jr st mt ft vs etc e.g i.e a.m p.m approx dept est fig inc ltd no vol al cf ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun u.s u.k u.n ph.d'
  ).split(' '),
);

/** Those of them that end a sentence if a capital follows. */
export const ENGLISH_FINAL_ABBREVIATIONS = new Set('a.m p.m etc u.s u.k u.n inc ltd'.split(' '));
