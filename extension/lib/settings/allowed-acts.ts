/** What the user always allows on a site: a rule that does not ask there any more. */
export interface AllowedAct {
  /** A host. Those below it are other sites. */
  site: string;
  /** As in docs/tools.md. */
  rule: string;
}

/** Beyond it, the oldest are asked about again. */
export const MAX_ALLOWED_ACTS = 200;

export const isSameAct = (a: AllowedAct, b: AllowedAct): boolean => a.site === b.site && a.rule === b.rule;

/** @returns the stored list, the newest last, without what is none; the list may come from an older build */
export function parseAllowedActs(value: unknown): AllowedAct[] {
  if (!Array.isArray(value)) return [];
  const acts = value.flatMap((each: unknown): AllowedAct[] => {
    const { site, rule } = (each ?? {}) as Partial<Record<string, unknown>>;
    const isKnown = typeof site === 'string' && site !== '' && typeof rule === 'string' && rule !== '';
    return isKnown ? [{ site, rule }] : [];
  });
  return acts
    .filter((act, i) => acts.findIndex((other) => isSameAct(act, other)) === i)
    .slice(-MAX_ALLOWED_ACTS);
}

/** @returns the list with that act */
export const withAllowedAct = (acts: readonly AllowedAct[], act: AllowedAct): AllowedAct[] =>
  parseAllowedActs([...acts.filter((other) => !isSameAct(act, other)), act]);
