import { addFrame, FRAME_STYLE, placeFrame } from './frame';
import { firstBoxOf } from './hint';
import { Overlay } from './overlay';

const SHOWN_MS = 2000;

let end: (() => void) | null = null;

/** Draws a frame around the control for a moment; it follows the control. */
export function markElement(element: Element): void {
  end?.();
  const overlay = new Overlay(FRAME_STYLE);
  const frame = addFrame(overlay.content);
  const untilMs = performance.now() + SHOWN_MS;
  let request = 0;
  const draw = () => {
    const box = element.isConnected ? firstBoxOf(element) : null;
    if (!box || performance.now() >= untilMs) return end?.();
    placeFrame(frame, box);
    request = requestAnimationFrame(draw);
  };
  end = () => {
    cancelAnimationFrame(request);
    overlay.remove();
    end = null;
  };
  draw();
}
