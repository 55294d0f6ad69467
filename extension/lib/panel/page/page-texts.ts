import { i18n } from '#i18n';
import type { OptionalPermission, PageAccess } from '../../browser/browser-calls';
import { webHost } from '../../browser/page/identity';
import { siteOfPage } from '../../settings/never-sites';
import type { Example } from './examples';
import { receiverNames, type Receiver, type Receivers } from './receivers';

/** @returns the page as the user knows it. */
export function pageTitle({ title, url, access, place }: PageAccess): string {
  if (title !== '') return title;
  if (access === 'forbidden' && place === 'blank') return i18n.t('page.blank');
  return webHost(url) || i18n.t('page.untitled');
}

/** @returns what Earshot may do there, in few words. */
export function accessText({ access, place }: PageAccess): string {
  if (access === 'forbidden') return i18n.t(`page.place.${place ?? 'other'}`);
  return i18n.t(`page.access.${access}`);
}

/** @returns the same in sentences: why, and what works all the same. */
export function accessDetail({ access, place, url, mayBeFile }: PageAccess): string[] {
  const works = i18n.t('page.stillWorks');
  switch (access) {
    case 'all':
    case 'this_tab':
      return [i18n.t(`page.detail.${access}`), i18n.t('page.secrets')];
    case 'none':
      return [i18n.t('page.detail.none'), ...(mayBeFile ? [i18n.t('page.detail.file')] : []), works];
    case 'never':
      return [i18n.t('page.detail.never', [siteOfPage(url) ?? i18n.t('page.untitled')]), works];
    case 'forbidden':
      return [i18n.t(`page.placeDetail.${place ?? 'other'}`), works];
  }
}

/** @returns who gets words of the page, in few words; empty if they stay on this computer. */
export function receiversText(receivers: Receivers): string {
  const [first, ...others] = receiverNames(receivers);
  if (first === undefined) return '';
  if (others.length === 0) return i18n.t('page.receiver', [first]);
  return i18n.t('page.receivers', [first, String(others.length)]);
}

/** @returns who gets which words, a sentence each. */
export function receiversDetail({ backend, answers, speech, names }: Receivers): string[] {
  const sentences = [
    ...(backend === null ? [] : [i18n.t('page.receives.backend', [backend])]),
    ...answers.map((receiver) => i18n.t('page.receives.answers', [nameOf(receiver)])),
    ...speech.map((receiver) => i18n.t('page.receives.speech', [nameOf(receiver)])),
    ...names.map((receiver) => i18n.t('page.receives.names', [nameOf(receiver)])),
  ];
  return sentences.length > 0 ? sentences : [i18n.t('page.receives.none')];
}

const nameOf = ({ name, isFallback }: Receiver): string =>
  isFallback ? i18n.t('page.receives.asFallback', [name]) : name;

export const exampleText = (example: Example): string =>
  example.key === 'click'
    ? i18n.t('empty.examples.click', [example.control])
    : i18n.t(`empty.examples.${example.key}`);

export const permissionReason = (permission: OptionalPermission): string =>
  i18n.t(`permission.${permission}.reason`);

export const permissionOffer = (permission: OptionalPermission): string =>
  i18n.t(`permission.${permission}.allow`);
