/** Sees in a page what a command does there, and when. */
import type { BrowserContext, Locator, Page } from 'playwright-core';

export type EffectKind = 'click' | 'scroll' | 'input';

export interface Effect {
  kind: EffectKind;
  /** By the page's clock, in epoch milliseconds. */
  atMs: number;
  /** Whether it came to the expected control; a click on its label or on a link to the same address counts too. */
  isRight: boolean;
  /** What it came to. */
  target: string;
}

/** What `watchEffects` puts into each page. */
interface Watcher {
  effects: Effect[];
  expected: Element | null;
}

/** A page that draws itself anew has other elements in place of those that were listed. */
const GONE_MS = 500;

const HELD = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick', 'submit'];

/** Each page that opens from now on records its effects. No click reaches the page itself: it stays as it is. */
export async function watchEffects(context: BrowserContext): Promise<void> {
  await context.addInitScript((held: string[]) => {
    if (window !== top) return;
    const watcher: Watcher = { effects: [], expected: null };
    Object.assign(globalThis, { __watcher: watcher });
    const add = (kind: EffectKind, event: Event) => {
      const { expected } = watcher;
      const [first] = event.composedPath();
      const label = event.composedPath().find((each) => each instanceof HTMLLabelElement);
      const isIn = (inner: Element, outer: Element) => outer === inner || outer.contains(inner);
      const addressOf = (element: unknown) =>
        element instanceof Element ? element.closest<HTMLAnchorElement>('a[href]')?.href : undefined;
      // A page may repeat a link.
      const isSameLink = addressOf(expected) !== undefined && addressOf(first) === addressOf(expected);
      const isRight =
        expected !== null &&
        first instanceof Element &&
        (isIn(first, expected) || isIn(expected, first) || label?.control === expected || isSameLink);
      const target = first instanceof Element ? first.outerHTML.slice(0, 120) : 'the document';
      watcher.effects.push({ kind, atMs: performance.timeOrigin + performance.now(), isRight, target });
    };
    for (const type of held)
      addEventListener(
        type,
        (event) => {
          if (type === 'click') add('click', event);
          event.stopImmediatePropagation();
          event.preventDefault();
        },
        true,
      );
    addEventListener('scroll', (event) => add('scroll', event), true);
    addEventListener('input', (event) => add('input', event), true);
  }, HELD);
}

/**
 * Forgets what was seen.
 * @param control where the next effect should come to
 * @returns whether the control is still there
 */
export async function expectEffect(page: Page, control: Locator | null): Promise<boolean> {
  const element = control && (await control.elementHandle({ timeout: GONE_MS }).catch(() => null));
  await page.evaluate((element) => {
    const { __watcher: watcher } = globalThis as unknown as { __watcher: Watcher };
    watcher.effects.length = 0;
    watcher.expected = element as Element | null;
  }, element);
  return control === null || element !== null;
}

/** @returns the first effect of that kind since `expectEffect` */
export const effectOf = (page: Page, kind: EffectKind): Promise<Effect | undefined> =>
  page.evaluate(
    (kind) =>
      (globalThis as unknown as { __watcher: Watcher }).__watcher.effects.find((each) => each.kind === kind),
    kind,
  );
