import { hitTestInView } from '../act/pointer/hit-test';
import { describeControl } from '../describe-control';
import { meet, viewportBox } from '../dom/geometry';
import type { RefRegistry } from '../refs';
import { visibleControls } from '../snapshot/visible-controls';
import { addFrame, FRAME_STYLE, placeFrame } from './frame';
import { firstBoxOf, replacementOf, type Hint } from './hint';
import { LABEL_STYLE } from './label-style';
import { labelsBetween } from './labels';
import { Overlay } from './overlay';
import { labelWidth, placeLabels } from './place-labels';

/** The controls are looked for again at most this often while the page changes. */
const MIN_UPDATE_MS = 150;

/** Looking takes at most this part of the time. */
const MAX_LOAD = 0.2;

/** In a frame, replaced controls are looked for at most this often: each takes part of a millisecond. */
const MAX_REPLACED = 8;

export interface NumberedElement {
  number: number;
  element: Element;
  control: string;
}

/** The numbers on the controls of a document, from `show` to `hide`. */
export class NumberBoard {
  readonly #refs: RefRegistry;
  #overlay: Overlay | null = null;
  #hints = new Map<number, Hint>();
  #labels: readonly number[] = [];
  /** These only, whatever else is in view. */
  #only: readonly Element[] | null = null;
  #more = 0;
  #frame = 0;
  #isStale = false;
  #updatedAtMs = 0;
  #updateTookMs = 0;
  readonly #mutations = new MutationObserver(() => (this.#isStale = true));

  constructor(refs: RefRegistry) {
    this.#refs = refs;
    refs.replacementOf = (element) => this.#replacementFor(element);
  }

  /** How many controls of the viewport got no number. */
  get more(): number {
    return this.#more;
  }

  /** @param only the controls to number, and to frame; null for all that are in view, without frames */
  show(first: number, last: number, only: readonly Element[] | null): NumberedElement[] {
    this.#labels = labelsBetween(first, last);
    this.#only = only;
    if (!this.#overlay) this.#start();
    this.#update();
    this.#overlay?.raise();
    this.#draw();
    const hints = [...this.#hints.values()].sort((a, b) => a.number - b.number);
    return hints.map(({ number, element, control }) => ({ number, element, control }));
  }

  hide(): void {
    if (!this.#overlay) return;
    cancelAnimationFrame(this.#frame);
    this.#mutations.disconnect();
    removeEventListener('scroll', this.#onChange, true);
    removeEventListener('resize', this.#onChange, true);
    removeEventListener('keydown', this.#onKey, true);
    this.#overlay.remove();
    this.#overlay = null;
    this.#hints.clear();
  }

  /** @returns the control with that number now */
  elementOf(number: number): Element | null {
    const hint = this.#hints.get(number);
    if (!hint) return null;
    if (!hint.element.isConnected) this.#replace(hint);
    return hint.element.isConnected ? hint.element : null;
  }

  /** @returns the control that has been drawn in the place of one with a number */
  #replacementFor(element: Element): Element | null {
    for (const hint of this.#hints.values()) {
      if (hint.element === element) return this.elementOf(hint.number);
    }
    return null;
  }

  #start(): void {
    this.#overlay = new Overlay(LABEL_STYLE + FRAME_STYLE);
    this.#mutations.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    addEventListener('scroll', this.#onChange, { capture: true, passive: true });
    addEventListener('resize', this.#onChange, true);
    addEventListener('keydown', this.#onKey, true);
    this.#frame = requestAnimationFrame(this.#onFrame);
  }

  readonly #onChange = (): void => {
    this.#isStale = true;
  };

  /** The page's own events are not the user's. */
  readonly #onKey = ({ isTrusted, key }: KeyboardEvent): void => {
    if (isTrusted && key === 'Escape') this.hide();
  };

  readonly #onFrame = (): void => {
    if (!this.#overlay) return;
    const now = performance.now();
    const waitMs = Math.max(MIN_UPDATE_MS, this.#updateTookMs / MAX_LOAD);
    if (this.#isStale && now - this.#updatedAtMs >= waitMs) this.#update();
    this.#draw();
    this.#overlay.keep();
    this.#frame = requestAnimationFrame(this.#onFrame);
  };

  /** Takes the numbers of controls that are out of view, and gives them to those that have come into it. */
  #update(): void {
    const startMs = performance.now();
    this.#isStale = false;
    const wanted = this.#only ?? usableControls();
    for (const hint of this.#hints.values()) if (!hint.element.isConnected) this.#replace(hint);
    const kept = new Set<Element>();
    for (const [number, { element }] of this.#hints) {
      if (wanted.includes(element) && this.#labels.includes(number)) kept.add(element);
      else this.#remove(number);
    }
    const free = this.#labels.filter((number) => !this.#hints.has(number));
    this.#more = 0;
    for (const element of wanted) {
      if (kept.has(element)) continue;
      const number = free.shift();
      if (number === undefined) this.#more++;
      else this.#add(number, element);
    }
    this.#updatedAtMs = performance.now();
    this.#updateTookMs = this.#updatedAtMs - startMs;
  }

  #add(number: number, element: Element): void {
    const label = document.createElement('span');
    label.textContent = String(number);
    label.style.width = `${labelWidth(number)}px`;
    this.#overlay?.content.append(label);
    const box = firstBoxOf(element) ?? { left: 0, top: 0, right: 0, bottom: 0 };
    this.#hints.set(number, { number, element, control: describeControl(element), box, label });
  }

  #remove(number: number): void {
    const hint = this.#hints.get(number);
    hint?.label.remove();
    hint?.frame?.remove();
    this.#hints.delete(number);
  }

  /** The control's ref goes along: for the user it is the same control. */
  #replace(hint: Hint): void {
    const taken = new Set([...this.#hints.values()].map(({ element }) => element));
    const found = replacementOf(hint, (element) => taken.has(element));
    if (!found) return;
    this.#refs.replace(hint.element, found);
    hint.element = found;
  }

  #draw(): void {
    let replaced = 0;
    const shown: Hint[] = [];
    for (const hint of this.#hints.values()) {
      if (!hint.element.isConnected && replaced++ < MAX_REPLACED) this.#replace(hint);
      // A control that the page draws anew right now keeps its label in its place.
      if (hint.element.isConnected) hint.box = firstBoxOf(hint.element) ?? NOWHERE;
      const isShown = meet(hint.box, viewportBox());
      hint.label.hidden = !isShown;
      if (isShown) shown.push(hint);
      this.#drawFrame(hint);
    }
    const controls = shown.map(({ number, box }) => ({ box, width: labelWidth(number) }));
    const places = placeLabels(controls, { width: innerWidth, height: innerHeight });
    for (const [index, { left, top }] of places.entries()) {
      const { style } = shown[index]!.label;
      const transform = `translate(${left}px, ${top}px)`;
      if (style.transform !== transform) style.transform = transform;
    }
  }

  /** Frames the controls that a question is about: a number alone is easily overlooked. */
  #drawFrame(hint: Hint): void {
    if (this.#only && this.#overlay) hint.frame ??= addFrame(this.#overlay.content);
    if (!hint.frame) return;
    hint.frame.hidden = !this.#only || hint.label.hidden;
    if (!hint.frame.hidden) placeFrame(hint.frame, hint.box);
  }
}

/** A number on what is covered would lead nowhere. */
const usableControls = (): Element[] =>
  visibleControls()
    .map(({ element }) => element)
    .filter((element) => 'target' in hitTestInView(element));

const NOWHERE = { left: -1, top: -1, right: -1, bottom: -1 };
