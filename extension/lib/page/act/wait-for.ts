import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import type { Performed } from './acting';
import { watchedRoots } from './changes/roots';
import { textsOf } from './changes/visible-lines';
import { pause } from './pause';

/** Reading the text of a page takes up to this part of the time. */
const MAX_LOAD = 0.2;

const MIN_STEP_MS = 50;

const plain = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase();

const isShown = (wanted: string) => textsOf(watchedRoots(null)).some((text) => plain(text).includes(wanted));

/** Waits for a text to appear, or to be gone. */
export async function waitFor({
  text,
  gone,
  ms,
}: {
  text?: string;
  gone?: string;
  ms: number;
}): Promise<Performed | ToolFailure> {
  const start = performance.now();
  const wanted = plain(text ?? '');
  const unwanted = plain(gone ?? '');
  for (;;) {
    const beforeMs = performance.now();
    if ((wanted === '' || isShown(wanted)) && (unwanted === '' || !isShown(unwanted))) break;
    const nowMs = performance.now();
    const leftMs = ms - (nowMs - start);
    if (leftMs <= 0) return failure(missing(text, gone, ms));
    await pause(Math.min(leftMs, Math.max(MIN_STEP_MS, (nowMs - beforeMs) / MAX_LOAD)));
  }
  const appeared = text ? [`"${text}" is there`] : [];
  const disappeared = gone ? [`"${gone}" is gone`] : [];
  return { did: [...appeared, ...disappeared].join('; ') || 'the time is over' };
}

function missing(text: string | undefined, gone: string | undefined, ms: number): string {
  const seconds = `${Math.round(ms / 100) / 10} seconds`;
  const parts = [text ? `"${text}" did not appear` : '', gone ? `"${gone}" did not go away` : ''];
  return `${parts.filter(Boolean).join(', and ')} within ${seconds}.`;
}
