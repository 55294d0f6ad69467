import { i18n } from '#i18n';
import { hostOf, isLoopback, siteOf } from '../settings/backend-url';
import type { Reachability } from './backend-watch.svelte';
import type { Problem } from './describe-problem';
import type { CallRecording } from '../session/state/session-state';
import type { Status } from './describe-status';
import type { PairingResult, PanelPairing } from './panel-pairing.svelte';

/** @param typing the focus is in the text box, which uses Space itself. */
export function statusText({ label, detail, retryInS }: Status, typing = false): string {
  if (label === 'acting' || label === 'working') return clipped(detail ?? i18n.t('status.thinking'));
  if (label === 'reading')
    return detail ? i18n.t('status.reading', [clipped(detail)]) : i18n.t('status.readingUntitled');
  if (label === 'dictating')
    return detail ? i18n.t('status.dictating', [clipped(detail)]) : i18n.t('status.dictatingUnnamed');
  if (label === 'reconnectingIn') return i18n.t('status.reconnectingIn', [String(retryInS)]);
  if (label === 'holdToTalk' && typing) return i18n.t('status.holdToTalkTyping');
  return i18n.t(`status.${label}`);
}

/** Of a page's title or a control's name, in UTF-16 code units: two lines of the header at most. */
const MAX_DETAIL = 60;

const clipped = (text: string): string =>
  text.length <= MAX_DETAIL ? text : `${text.slice(0, MAX_DETAIL).trimEnd()}…`;

/**
 * @param pairing with the backend at the address, as far as it was looked up
 * @returns what is wrong, and what to do about it.
 */
export function problemText(
  problem: Problem,
  backendUrl: string,
  pairing: PanelPairing['status'] = 'unknown',
): [title: string, fix: string] {
  const host = hostOf(backendUrl);
  switch (problem.kind) {
    case 'backendMissing':
      return [i18n.t('problem.backendMissing', [host]), backendMissingFix(problem, backendUrl)];
    case 'reconnecting':
    case 'restarting':
      return [i18n.t(`problem.${problem.kind}`, [host]), i18n.t(`problem.${problem.kind}Fix`)];
    case 'unpaired':
      return [i18n.t('problem.unpaired', [host]), i18n.t('problem.unpairedFix')];
    case 'unauthorized':
      // The key of the build is tried at every address of this computer, which may lead to another one.
      return [
        i18n.t('problem.unauthorized', [host]),
        i18n.t(pairing === 'computer' ? 'problem.unauthorizedComputerFix' : 'problem.unpairedFix'),
      ];
    case 'impostor':
    case 'unproven':
      return [
        i18n.t(`problem.${problem.kind}`, [host]),
        i18n.t(`problem.${problem.kind}${isLoopback(backendUrl) ? '' : 'Remote'}Fix`),
      ];
    case 'excludedSite':
      return [i18n.t('problem.excludedSite', [problem.site]), i18n.t('problem.excludedSiteFix')];
    case 'backend':
      return [
        problem.stage ? i18n.t(`problem.stage.${problem.stage}`) : i18n.t('problem.backend'),
        problem.text,
      ];
    case 'reload':
      return reloadText(problem, isLoopback(backendUrl));
    default:
      return [i18n.t(`problem.${problem.kind}`), i18n.t(`problem.${problem.kind}Fix`)];
  }
}

function reloadText(
  { reason, loses }: Extract<Problem, { kind: 'reload' }>,
  local: boolean,
): [title: string, fix: string] {
  const effect = i18n.t(`problem.reloadLoses.${loses ?? 'nothing'}`);
  const { kind } = reason;
  if (kind === 'rebuilt') return [i18n.t('problem.rebuilt'), `${i18n.t('problem.rebuiltFix')} ${effect}`];
  const fix = i18n.t(local ? `problem.${kind}Fix` : `problem.${kind}RemoteFix`);
  const title =
    reason.backend === null
      ? i18n.t('problem.extensionNewerUnknown', [reason.extension])
      : i18n.t(`problem.${kind}`, [reason.extension, reason.backend]);
  return [title, `${fix} ${effect}`];
}

function backendMissingFix(
  { retryInS, inCall }: Extract<Problem, { kind: 'backendMissing' }>,
  backendUrl: string,
): string {
  // `npm start` in this computer's folder does not start a backend on another one.
  const start = i18n.t(
    isLoopback(backendUrl) ? 'problem.backendMissingFix' : 'problem.backendUnreachableFix',
  );
  const fix = siteOf(backendUrl) === null ? start : `${start} ${i18n.t('problem.certificateFix')}`;
  if (!inCall) return `${fix} ${i18n.t('problem.watching')}`;
  return `${fix} ${retryInS ? i18n.t('problem.retryingIn', [String(retryInS)]) : i18n.t('problem.retrying')}`;
}

/** @returns what the user must know of the recording, to read and to hear; empty for a call that has not been recorded. */
export function recordingText(recording: CallRecording | null): string {
  if (!recording) return '';
  if (!recording.on) return i18n.t('recording.ended');
  if (recording.expiresAtMs === null) return i18n.t('recording.kept');
  const day = new Date(recording.expiresAtMs).toLocaleDateString(i18n.t('localeCode'), { dateStyle: 'long' });
  return i18n.t('recording.keptUntil', [day]);
}

/** @returns what became of a backend address that was saved. */
export function savedAddressText(reachability: Reachability, backendUrl: string): string {
  const host = hostOf(backendUrl);
  switch (reachability) {
    case 'unknown':
      return i18n.t('settings.saved');
    case 'checking':
      return i18n.t('settings.savedChecking');
    case 'reachable':
      return i18n.t('settings.savedReachable', [host]);
    case 'unreachable':
      return i18n.t('settings.savedUnreachable', [host]);
  }
}

/**
 * @param unrecognised the backend has said that it does not know this browser's key
 * @returns whether this browser is paired with the backend at the address.
 */
export function pairingText(
  status: PanelPairing['status'],
  backendUrl: string,
  unrecognised: boolean,
): string {
  if (status === 'unknown') return '';
  const text = unrecognised && status !== 'none' ? 'unrecognised' : status;
  return i18n.t(`settings.pairing.${text}`, [hostOf(backendUrl)]);
}

/** @returns what became of an attempt to pair. */
export const pairingResultText = (result: PairingResult | 'waiting'): string =>
  i18n.t(`settings.pairing.result.${result}`);

/** @param sensitivity 0 to 1. */
export function sensitivityText(sensitivity: number): string {
  if (sensitivity < 0.35) return i18n.t('settings.sensitivityLow');
  return sensitivity > 0.65 ? i18n.t('settings.sensitivityHigh') : i18n.t('settings.sensitivityMedium');
}

/** A duration that the user sets, always in seconds. */
export function secondsText(ms: number): string {
  return i18n.t('conversation.seconds', [String(ms / 1000)]);
}

/** A measured duration: milliseconds below a second, tenths of a second above. */
export function durationText(ms: number): string {
  return ms < 1000
    ? i18n.t('conversation.milliseconds', [String(Math.round(ms))])
    : i18n.t('conversation.seconds', [(ms / 1000).toFixed(1)]);
}
