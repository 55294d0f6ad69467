import { i18n } from '#i18n';
import { SAID_NO, type Act } from '../../tools/acts';

/** @returns where and with which outcome, in one line; `site` is left out if it is the same as the line before. */
export function actDetail(act: Act, siteBefore: string | null = null): string {
  const site = act.site === siteBefore ? null : act.site;
  return [site, outcomeText(act)].filter((part) => part !== null && part !== '').join(' · ');
}

function outcomeText({ state, what, outcome }: Act): string {
  if (state === 'undone') return i18n.t('acts.undone');
  if (state === 'running' || state === 'asking') return i18n.t(`acts.${state}`);
  if (state === 'denied' && outcome === SAID_NO) return i18n.t('acts.saidNo');
  // The word of the tools' results.
  if (state === 'done' && outcome === 'nothing') return i18n.t('acts.nothing');
  return forPeople(outcome, what);
}

/** For models: refs, roles that have no word of their own, and what to do next. */
const FOR_MODELS = [
  /\b(?:f\d+)?e\d+ (?=[a-z]+\b)/g,
  /\b(?:textbox|searchbox|combobox|spinbutton) (?=")/g,
  / Look at (?:it|the page)\b[^.]*\./g,
];

/** @param above what stands in the line above, and is not repeated */
function forPeople(outcome: string, above: string): string {
  const all = FOR_MODELS.reduce((text, part) => text.replace(part, ''), outcome);
  const repeats = all.toLowerCase().startsWith(`${above.toLowerCase()} `);
  const words = repeats ? all.slice(above.length + 1) : all;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const actTime = ({ atMs }: Act): string =>
  new Date(atMs).toLocaleTimeString(i18n.t('localeCode'), { hour: '2-digit', minute: '2-digit' });
