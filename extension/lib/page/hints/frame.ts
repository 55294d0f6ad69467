/** A frame around a control, on a layer over the page. */
import type { Box } from '../dom/geometry';

/** Around the control, in CSS pixels. */
const MARGIN_PX = 3;

/** Of the layer: its frames are its only `div`s. Yellow with a dark edge: on any page. */
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

export function placeFrame({ style }: HTMLElement, { left, top, right, bottom }: Box): void {
  style.width = `${right - left + 2 * MARGIN_PX}px`;
  style.height = `${bottom - top + 2 * MARGIN_PX}px`;
  style.transform = `translate(${left - MARGIN_PX}px, ${top - MARGIN_PX}px)`;
}
