import { controlKind, isAroundText, type ControlKind, type Surroundings } from '../controls/control-kind';
import { beginListenerQuestions } from '../controls/listeners';
import { Cover } from '../dom/cover';
import { frameIndex } from '../dom/frames';
import { boxOf, meet, type Box } from '../dom/geometry';
import { isRendered } from '../dom/rendered';
import type { PageView } from '../dom/page-view';
import { Reaches, type Reach } from '../dom/reach';
import { accessibleName } from '../names/accessible-name';
import { controlName, shownRole } from '../describe-control';
import { roleOf } from '../roles/role-of';
import { isPartRole } from '../roles/roles';
import { LAYER_NAME } from '../dom/layer-name';
import type { PageItem } from './items';
import { TextCollector } from './text-collector';

/** Neither rendered nor seen. */
const SKIPPED = new Set([
  'head',
  'script',
  'style',
  'noscript',
  'template',
  'datalist',
  'source',
  'track',
  'map',
]);

/** Their text is their value. */
const OPAQUE = new Set([
  'select',
  'textarea',
  'video',
  'audio',
  'canvas',
  'object',
  'embed',
  'iframe',
  'frame',
]);

/** In CSS pixels: a smaller control is not what the user sees. */
const TINY_PX = 2;

/** A page that takes longer is not read to its end. */
const MAX_MS = 1_000;

/** How many elements are read between looks at the clock. */
const ELEMENTS_PER_LOOK = 256;

/** Deeper trees are not walked: the browser's stack has an end. */
const MAX_LEVEL = 1_500;

export interface WalkOptions {
  /** Only what is in the viewport; the rest is counted. */
  onlyViewport: boolean;
  /** Without texts, headings and images. */
  onlyControls?: boolean;
  /** The walk ends then. Default: none. */
  maxItems?: number;
}

/** Where an element stands: what it inherits. */
interface Place extends Surroundings {
  depth: number;
  reach: Reach;
  inHeading: boolean;
  inLayer: boolean;
}

export class PageWalk {
  readonly items: PageItem[] = [];
  /** The controls above and below the viewport, if only the viewport is walked. */
  readonly outside = { above: 0, below: 0 };
  /** The page was too large to be read to its end. */
  isCut = false;
  readonly #view: PageView;
  readonly #options: WalkOptions;
  readonly #reaches = new Reaches();
  readonly #cover = Cover.find();
  readonly #texts: TextCollector;
  readonly #endMs = performance.now() + MAX_MS;
  #visited = 0;
  #level = 0;

  constructor(view: PageView, options: WalkOptions) {
    this.#view = view;
    this.#options = options;
    this.#texts = new TextCollector((item) => this.items.push(item), options.onlyViewport);
  }

  run(): this {
    beginListenerQuestions();
    const root = document.documentElement;
    const [cursor, inControl, ariaHidden, inHeading] = ['auto', false, false, false];
    const inLayer = this.#cover === null;
    const reach = this.#reaches.page;
    this.#visit(root, { depth: 0, cursor, inControl, ariaHidden, inHeading, inLayer, reach });
    this.#texts.flush();
    return this;
  }

  #visit(element: Element, place: Place): void {
    const tag = element.localName;
    if (SKIPPED.has(tag) || tag === LAYER_NAME || this.#level >= MAX_LEVEL || this.isCut) return;
    if (++this.#visited % ELEMENTS_PER_LOOK === 0) this.isCut = this.#isEnough();
    if (element instanceof HTMLElement && element.inert) return;
    const style = this.#view.style(element);
    const { display } = style;
    if (display === 'none') return;
    this.#level++;
    if (display === 'contents') this.#visitChildren(element, place, style.visibility === 'visible');
    else this.#visitBox(element, style, place, !display.startsWith('inline'));
    this.#level--;
  }

  #isEnough(): boolean {
    return performance.now() > this.#endMs || this.items.length > (this.#options.maxItems ?? Infinity);
  }

  #visitBox(element: Element, style: CSSStyleDeclaration, place: Place, isBlock: boolean): void {
    const own = this.#reaches.of(style, place.reach);
    const reach = this.#reaches.inside(element, style, own);
    if (!reach) return;
    const ariaHidden = place.ariaHidden || element.getAttribute('aria-hidden') === 'true';
    const inLayer = place.inLayer || (this.#cover?.isLayer(element) ?? false);
    const isAsAround = own === place.reach && ariaHidden === place.ariaHidden && inLayer === place.inLayer;
    // Most elements stand as the one around them does: no new object for them.
    const here = isAsAround ? place : { ...place, reach: own, ariaHidden, inLayer };
    if (isBlock) this.#texts.flush();
    const before = this.items.length;
    const isVisible = style.visibility === 'visible';
    const found = isVisible ? this.#look(element, style, here) : null;
    if (!OPAQUE.has(element.localName) && style.contentVisibility !== 'hidden') {
      const cursor = isVisible ? style.cursor : place.cursor;
      const isAsHere = !found && reach === own && cursor === here.cursor;
      this.#visitChildren(element, isAsHere ? here : { ...here, reach, cursor, ...found }, isVisible);
    }
    if (isBlock) this.#texts.flush();
    if (this.items[before]?.element === element) this.#tidy(before);
  }

  #visitChildren(element: Element, place: Place, isVisible: boolean): void {
    const isClosed = element instanceof HTMLDetailsElement && !element.open;
    for (const child of this.#view.children(element)) {
      if (child instanceof Element) {
        if (!isClosed || child.localName === 'summary') this.#visit(child, place);
      } else if (isVisible && !isClosed && child instanceof Text) this.#addText(child, element, place);
    }
  }

  /** Adds what the element is; @returns what that means for its content */
  #look(element: Element, style: CSSStyleDeclaration, here: Place): Partial<Place> | null {
    const role = roleOf(element);
    const how = controlKind(element, role, style.cursor, here);
    if (how) return this.#addControl(element, how, here);
    if (this.#options.onlyControls && element.localName !== 'iframe') return null;
    if (role === 'iframe') return this.#addFrame(element as HTMLIFrameElement, here);
    if (here.ariaHidden) return null;
    if (role === 'heading' && !here.inControl) return this.#addHeading(element, here);
    if (role === 'img' && !here.inControl && !here.inHeading) return this.#addImage(element, here);
    if (isPartRole(role) || role === 'group') return this.#addPart(element, role, here);
    if (element.localName === 'label') return { inHeading: here.inHeading || isShownElsewhere(element) };
    return null;
  }

  #addControl(element: Element, how: ControlKind, here: Place): Partial<Place> | null {
    const box = this.#boxOfControl(element);
    const inner = { depth: here.depth + 1, inControl: !isAroundText(element, how) };
    if (!this.#isThere(element, box, here)) return null;
    const inViewport = meet(box, here.reach.seen);
    if (this.#options.onlyViewport && !inViewport) {
      if (box.top >= here.reach.seen.bottom) this.outside.below++;
      else this.outside.above++;
      return inner;
    }
    this.#texts.flush();
    const name = controlName(element, this.#view);
    this.items.push({
      kind: 'control',
      depth: here.depth,
      element,
      inViewport,
      role: shownRole(element),
      name,
      how,
    });
    return inner;
  }

  /** @returns where users see the control: pages put a label in the place of a box that they make invisibly small */
  #boxOfControl(element: Element): Box {
    const box = boxOf(element);
    if (box.right - box.left > TINY_PX && box.bottom - box.top > TINY_PX) return box;
    const label = this.#view.labels(element).find(isRendered);
    return label ? boxOf(label) : box;
  }

  #addFrame(element: HTMLIFrameElement, here: Place): null {
    const box = element.getBoundingClientRect();
    const isSeen = box.width > 2 && box.height > 2 && this.#isThere(element, box, here);
    const inViewport = meet(box, here.reach.seen);
    if (!isSeen || (this.#options.onlyViewport && !inViewport)) return null;
    this.#texts.flush();
    const name = accessibleName(element, this.#view) || element.name;
    this.items.push({
      kind: 'frame',
      depth: here.depth,
      element,
      inViewport,
      name,
      frame: frameIndex(element),
    });
    return null;
  }

  #addHeading(element: Element, here: Place): Partial<Place> | null {
    const box = boxOf(element);
    const inViewport = meet(box, here.reach.seen);
    const inner = { depth: here.depth + 1, inHeading: true };
    if ((this.#options.onlyViewport && !inViewport) || !this.#isThere(element, box, here)) return inner;
    this.#texts.flush();
    const name = accessibleName(element, this.#view);
    const level = Number(element.getAttribute('aria-level') ?? element.localName.slice(1)) || 2;
    if (name) this.items.push({ kind: 'heading', depth: here.depth, element, inViewport, name, level });
    return inner;
  }

  #addImage(element: Element, here: Place): null {
    const box = boxOf(element);
    const inViewport = meet(box, here.reach.seen);
    if ((this.#options.onlyViewport && !inViewport) || !this.#isThere(element, box, here)) return null;
    const name = accessibleName(element, this.#view);
    if (!name) return null;
    this.#texts.flush();
    this.items.push({ kind: 'image', depth: here.depth, element, inViewport, name });
    return null;
  }

  #addPart(element: Element, role: string, here: Place): Partial<Place> | null {
    const name = accessibleName(element, this.#view);
    const needsName = role === 'form' || role === 'region' || role === 'group' || role === 'table';
    if (needsName && !name) return null;
    this.#texts.flush();
    this.items.push({ kind: 'part', depth: here.depth, element, inViewport: true, role, name });
    return { depth: here.depth + 1 };
  }

  #addText(text: Text, parent: Element, here: Place): void {
    if (this.#options.onlyControls || here.inControl || here.inHeading || here.ariaHidden) return;
    const isHidden = (box: Box) => !here.inLayer && (this.#cover?.hides(parent, box) ?? false);
    this.#texts.add(text, parent, here, isHidden);
  }

  #isThere(element: Element, box: Box, { reach, inLayer }: Place): boolean {
    if (!meet(box, reach.within)) return false;
    return inLayer || !this.#cover?.hides(element, box);
  }

  /** Drops what says nothing: a part that shows nothing, and a box that is a control only because controls are in it. */
  #tidy(index: number): void {
    const item = this.items[index]!;
    const inner = this.items.slice(index + 1);
    const isEmptyPart = item.kind === 'part' && inner.length === 0;
    if (!isEmptyPart && !(isMereBox(item) && inner.some(({ kind }) => kind === 'control'))) return;
    for (const each of inner) each.depth--;
    this.items.splice(index, 1);
  }
}

const isMereBox = (item: PageItem) =>
  item.kind === 'control' &&
  item.role === 'clickable' &&
  (item.how === 'pointer' || item.how === 'focusable');

/** @returns whether the label's control shows the label's text as its name */
function isShownElsewhere(label: Element): boolean {
  const { control } = label as HTMLLabelElement;
  return control !== null && isRendered(control);
}
