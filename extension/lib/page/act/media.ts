import { failure, type ToolFailure } from '../../tool-contract/tool-results';
import type { PageMediaAction } from '../page-calls';
import type { Performed } from './acting';
import { watchedRoots } from './changes/roots';

const SKIP_SECONDS = 10;

/** The rates of common players. */
const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** A medium that is not playing after this will not. */
const START_MS = 2000;

function sizeOf(medium: HTMLMediaElement): number {
  const { width, height } = medium.getBoundingClientRect();
  return width * height;
}

/** @returns what plays, else the largest video, else the first sound */
function mediumHere(): HTMLMediaElement | null {
  const media = watchedRoots(null).flatMap((root) => [
    ...root.querySelectorAll<HTMLMediaElement>('video, audio'),
  ]);
  const usable = media.filter(
    (medium) => medium.currentSrc !== '' || medium.srcObject !== null || medium.readyState > 0,
  );
  const playing = usable.filter((medium) => !medium.paused && !medium.ended);
  const bySize = (playing.length > 0 ? playing : usable).sort((a, b) => sizeOf(b) - sizeOf(a));
  return bySize.find((medium) => !medium.muted) ?? bySize[0] ?? null;
}

const timeText = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

async function play(medium: HTMLMediaElement): Promise<Performed | ToolFailure> {
  if (!medium.paused && !medium.ended) return { did: 'nothing: it is playing already' };
  const started = medium.play().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), START_MS));
  const outcome = await Promise.race([started, late]);
  if (outcome === 'late') return { did: 'it is loading, and starts when it has loaded' };
  if (outcome === null) return { did: 'playing' };
  if (outcome.name !== 'NotAllowedError') return failure(`It could not be played: ${outcome.message}`);
  return failure(
    'The browser lets a page start sound only after a click in it: press play once with the mouse.',
  );
}

function skip(medium: HTMLMediaElement, seconds: number): Performed | ToolFailure {
  if (medium.seekable.length === 0) return failure('It cannot be moved: it is live.');
  const before = medium.currentTime;
  const end = medium.seekable.end(medium.seekable.length - 1);
  medium.currentTime = Math.max(0, Math.min(end, before + seconds));
  return { did: `at ${timeText(medium.currentTime)} instead of ${timeText(before)}` };
}

function changeRate(medium: HTMLMediaElement, faster: boolean): Performed {
  const { playbackRate } = medium;
  const next = faster
    ? RATES.find((rate) => rate > playbackRate)
    : RATES.findLast((rate) => rate < playbackRate);
  if (next === undefined)
    return {
      did: `nothing: it goes at ${playbackRate} times the speed, and no ${faster ? 'faster' : 'slower'}`,
    };
  medium.playbackRate = next;
  return { did: `${next} times the speed` };
}

async function fullScreen(medium: HTMLMediaElement): Promise<Performed | ToolFailure> {
  if (document.fullscreenElement) {
    await document.exitFullscreen();
    return { did: 'full screen ended' };
  }
  try {
    await medium.requestFullscreen();
    return { did: 'full screen' };
  } catch {
    return failure(
      'The browser lets a page fill the screen only after a click in it: press its full-screen button with the mouse.',
    );
  }
}

/** Controls the video or the sound of the document. `absent`: it has none. */
export async function controlMedia(
  action: PageMediaAction,
): Promise<Performed | ToolFailure | (ToolFailure & { absent: true })> {
  const medium = mediumHere();
  if (!medium) return { ...failure('There is no video or sound on this page.'), absent: true };
  switch (action) {
    case 'play':
      return play(medium);
    case 'pause':
      if (medium.paused) return { did: 'nothing: it is paused already' };
      medium.pause();
      return { did: 'paused' };
    case 'forward':
    case 'back':
      return skip(medium, action === 'forward' ? SKIP_SECONDS : -SKIP_SECONDS);
    case 'faster':
    case 'slower':
      return changeRate(medium, action === 'faster');
    case 'fullscreen':
      return fullScreen(medium);
  }
}
