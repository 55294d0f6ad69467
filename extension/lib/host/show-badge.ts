import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { Badge } from '../messaging/messages';

const STYLES = {
  none: { text: '', color: '#5b6270' },
  live: { text: '●', color: '#188038' },
  muted: { text: '–', color: '#c5221f' },
  problem: { text: '!', color: '#b06000' },
  acting: { text: '…', color: '#1a56db' },
  ringing: { text: '♪', color: '#1a56db' },
} satisfies Record<Badge, { text: string; color: string }>;

/** Marks the toolbar icon, so that an open microphone is visible while the panel is closed. */
export async function showBadge(badge: Badge): Promise<void> {
  const { text, color } = STYLES[badge];
  const title = {
    none: i18n.t('actionTitle'),
    live: i18n.t('badge.live'),
    muted: i18n.t('badge.muted'),
    problem: i18n.t('badge.problem'),
    acting: i18n.t('badge.acting'),
    ringing: i18n.t('badge.ringing'),
  }[badge];
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color }),
    browser.action.setBadgeTextColor({ color: '#ffffff' }),
    browser.action.setTitle({ title }),
  ]);
}
