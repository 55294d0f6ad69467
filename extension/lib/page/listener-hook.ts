import { LISTENS } from './controls/listener-question';

/** What a click is made of. */
const CLICKS = new Set([
  ...['click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart', 'touchend'],
]);

/** Frameworks set these on what listens at the root of the page. */
const CLICK_PROPERTIES = ['onclick', 'onmousedown', 'onmouseup', 'onpointerdown', 'onpointerup'] as const;

/**
 * Runs in the page's own world, before the page: remembers which elements listen for clicks, and answers the script in the
 * isolated world when it asks. It hands nothing to the page and takes nothing from it.
 */
export function hookListeners(): void {
  const listening = new WeakSet<EventTarget>();
  const hosts = new WeakSet<EventTarget>();

  /** Cancels the question for what listens, and for the window: there is a hook. The page does not get to see it. */
  const answer = (event: Event) => {
    const target = event.composedPath()[0];
    if (!target) return;
    if (target === window || listening.has(target)) event.preventDefault();
    // In a closed shadow tree the question goes on: here, only the host is known.
    else if (hosts.has(target) && event.currentTarget === window) return;
    event.stopImmediatePropagation();
  };
  const listenIn = (target: EventTarget) => target.addEventListener(LISTENS, answer, { capture: true });
  listenIn(window);

  const { prototype } = EventTarget;
  prototype.addEventListener = new Proxy(prototype.addEventListener, {
    apply(add, target: unknown, args: [type: string, listener: unknown]) {
      if (args[1] && CLICKS.has(args[0]) && target instanceof Element) listening.add(target);
      return Reflect.apply(add, target, args);
    },
  });
  for (const name of CLICK_PROPERTIES) {
    const property = Object.getOwnPropertyDescriptor(HTMLElement.prototype, name);
    if (!property?.set) continue;
    const set = new Proxy(property.set, {
      apply(original, target: unknown, args: [unknown]) {
        if (args[0] && target instanceof Element) listening.add(target);
        return Reflect.apply(original, target, args);
      },
    });
    Object.defineProperty(HTMLElement.prototype, name, { ...property, set });
  }
  Element.prototype.attachShadow = new Proxy(Element.prototype.attachShadow, {
    apply(attach, target: Element, args: [ShadowRootInit]) {
      const root = Reflect.apply(attach, target, args);
      if (root.mode === 'closed') {
        hosts.add(target);
        listenIn(root);
      }
      return root;
    },
  });
}
