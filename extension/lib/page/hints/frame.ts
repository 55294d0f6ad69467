/** A frame around a control, on a layer over the page. */
import type { Box } from '../dom/geometry';

/** Around the control, in CSS pixels. */
const MARGIN_PX = 3;

/** For the layer's `div`s, which are all frames. Yellow with a dark edge is visible on any page. */
export const FRAME_STYLE = `
  div {
    position: absolute;
    left: 0;
    top: 0;
    box-sizing: border-box;
    border: 3px solid #ffb300;
    border-radius: 6px;
    outline: 1px solid #1c1c1c;
    forced-color-adjust: none;
  }
`;

/** @returns a frame below everything else of the layer */
export function addFrame(content: ShadowRoot): HTMLElement {
  const frame = document.createElement('div');
  content.prepend(frame);
  return frame;
}

/** Writes only what has changed. In whole pixels: a browser gives fractions back with fewer digits. */
export function placeFrame({ style }: HTMLElement, box: Box): void {
  const left = Math.round(box.left) - MARGIN_PX;
  const top = Math.round(box.top) - MARGIN_PX;
  const width = `${Math.round(box.right) + MARGIN_PX - left}px`;
  const height = `${Math.round(box.bottom) + MARGIN_PX - top}px`;
  const transform = `translate(${left}px, ${top}px)`;
  if (style.width !== width) style.width = width;
  if (style.height !== height) style.height = height;
  if (style.transform !== transform) style.transform = transform;
}
