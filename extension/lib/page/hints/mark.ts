import { firstBoxOf } from './hint';
import { Overlay } from './overlay';

const SHOWN_MS = 2000;

/** Around the control, in CSS pixels. */
const MARGIN_PX = 3;

const STYLE = `
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

let end: (() => void) | null = null;

/** Draws a frame around the control for a moment; it follows the control. */
export function markElement(element: Element): void {
  end?.();
  const overlay = new Overlay(STYLE);
  const frame = document.createElement('div');
  overlay.content.append(frame);
  const untilMs = performance.now() + SHOWN_MS;
  let request = 0;
  const draw = () => {
    const box = element.isConnected ? firstBoxOf(element) : null;
    if (!box || performance.now() >= untilMs) return end?.();
    frame.style.width = `${box.right - box.left + 2 * MARGIN_PX}px`;
    frame.style.height = `${box.bottom - box.top + 2 * MARGIN_PX}px`;
    frame.style.transform = `translate(${box.left - MARGIN_PX}px, ${box.top - MARGIN_PX}px)`;
    request = requestAnimationFrame(draw);
  };
  end = () => {
    cancelAnimationFrame(request);
    overlay.remove();
    end = null;
  };
  draw();
}
