import { failure, type ToolFailure } from '../../../tool-contract/tool-results';
import { flatParent } from '../../dom/flat-tree';
import { unusable, type Acting, type Performed } from '../acting';
import { pause } from '../pause';
import type { Point } from './hit-test';
import { elementAt, moveMouse, pressMouse, releaseMouse } from './mouse';
import { reach } from './press';

/** Enough for pages that begin a drag only after some distance. */
const STEPS = 10;

/** A frame: pages move things once in each. */
const STEP_MS = 16;

const draggableAt = (element: Element): HTMLElement | null => {
  for (let node: Element | null = element; node; node = flatParent(node)) {
    if (node instanceof HTMLElement && node.draggable) return node;
  }
  return null;
};

const between = (from: Point, to: Point, part: number): Point => ({
  x: from.x + (to.x - from.x) * part,
  y: from.y + (to.y - from.y) * part,
});

/** The events of the browser's own drag and drop; they carry one DataTransfer from the start to the drop. */
class DragAndDrop {
  readonly #data = new DataTransfer();
  readonly #source: HTMLElement;
  #over: Element | null = null;
  #accepted = false;

  constructor(source: HTMLElement) {
    this.#source = source;
  }

  /** @returns whether the page lets it be dragged */
  start(point: Point): boolean {
    return this.#send(this.#source, 'dragstart', point);
  }

  over(target: Element, point: Point): void {
    this.#send(this.#source, 'drag', point);
    if (target !== this.#over) {
      this.#send(target, 'dragenter', point);
      if (this.#over) this.#send(this.#over, 'dragleave', point);
      this.#over = target;
    }
    // A target accepts by keeping the browser from its own reaction.
    this.#accepted = !this.#send(target, 'dragover', point);
  }

  end(point: Point): boolean {
    if (this.#over) this.#send(this.#over, this.#accepted ? 'drop' : 'dragleave', point);
    this.#send(this.#source, 'dragend', point);
    return this.#accepted;
  }

  #send(target: Element, type: string, { x, y }: Point): boolean {
    const init = {
      bubbles: true,
      cancelable: true,
      composed: true,
      clientX: x,
      clientY: y,
      dataTransfer: this.#data,
    };
    return target.dispatchEvent(new DragEvent(type, init));
  }
}

async function endPoint(
  from: Point,
  to: Element | { dx: number; dy: number },
  acting: Acting,
): Promise<Point | ToolFailure> {
  if (!(to instanceof Element)) return { x: from.x + to.dx, y: from.y + to.dy };
  const reached = await reach(to, acting);
  return 'ok' in reached ? reached : reached.point;
}

/** @param to where to: a control, or how far, in CSS pixels */
export async function drag(
  control: Element,
  to: Element | { dx: number; dy: number },
  acting: Acting,
): Promise<Performed | ToolFailure> {
  const refusal = unusable(control);
  if (refusal) return refusal;
  const reached = await reach(control, acting);
  if ('ok' in reached) return reached;
  const from = reached.point;
  moveMouse(reached.target, from);
  const isDefault = pressMouse(reached.target, from);
  const source = isDefault ? draggableAt(reached.target) : null;
  const native = source ? new DragAndDrop(source) : null;
  const end =
    native && !native.start(from)
      ? failure('The page does not let it be dragged.')
      : await endPoint(from, to, acting);
  if ('ok' in end) {
    native?.end(from);
    releaseMouse(reached.target, from);
    return end;
  }
  for (let step = 1; step <= STEPS; step++) {
    await pause(STEP_MS);
    const point = between(from, end, step / STEPS);
    if (native) native.over(elementAt(point), point);
    else moveMouse(elementAt(point), point, 1);
  }
  if (native && !native.end(end)) return failure('Nothing there takes what is dragged.');
  if (!native) releaseMouse(elementAt(end), end);
  return {};
}
