import type { FramePath } from '../page-calls';

/** Of a frame in a shadow tree: the browser does not list it. */
const UNLISTED = -1;

const indexIn = (parent: Window, frame: Window | null): number => {
  for (let i = 0; i < parent.length; i++) if (parent[i] === frame) return i;
  return UNLISTED;
};

/** @returns the frame's index among the document's frames */
export const frameIndex = (frame: HTMLIFrameElement | HTMLFrameElement): number =>
  indexIn(window, frame.contentWindow);

/** @returns where this document is in its page */
export function framePath(): FramePath {
  const path: number[] = [];
  // A window may be its own parent: the top one is.
  for (let frame: Window = window; frame !== frame.parent; frame = frame.parent) {
    path.unshift(indexIn(frame.parent, frame));
  }
  return path;
}
