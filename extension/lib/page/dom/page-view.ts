import { deepActiveElement, flatChildren, shadowRootOf } from './flat-tree';

/** The page at one moment: keeps what it has asked the browser. Make a new one for each call, as pages change. */
export class PageView {
  /** What has the focus. */
  readonly active = deepActiveElement();
  readonly #styles = new Map<Element, CSSStyleDeclaration>();
  readonly #roots = new Map<Element, ShadowRoot | null>();
  readonly #labels = new Map<Node, Map<Element, HTMLLabelElement[]>>();

  style(element: Element): CSSStyleDeclaration {
    let style = this.#styles.get(element);
    if (!style) this.#styles.set(element, (style = getComputedStyle(element)));
    return style;
  }

  readonly shadowRoot = (element: Element): ShadowRoot | null => {
    let root = this.#roots.get(element);
    if (root === undefined) this.#roots.set(element, (root = shadowRootOf(element)));
    return root;
  };

  /** @returns the labels of a form control. The browser itself would search the whole page for those of each one. */
  labels(control: Element): readonly HTMLLabelElement[] {
    const root = control.getRootNode() as Document | ShadowRoot;
    let labels = this.#labels.get(root);
    if (!labels) {
      labels = new Map();
      this.#labels.set(root, labels);
      for (const label of root.querySelectorAll?.('label') ?? []) {
        const { control: labelled } = label;
        if (labelled) labels.set(labelled, [...(labels.get(labelled) ?? []), label]);
      }
    }
    return labels.get(control) ?? [];
  }

  /** @returns the shadow roots that have been met */
  shadowRoots(): ShadowRoot[] {
    return [...this.#roots.values()].filter((root) => root !== null);
  }

  /** @returns what is rendered directly in the element: a host's shadow tree, what is assigned to a slot, or its child nodes */
  children(element: Element): Iterable<Node> {
    return flatChildren(element, this.shadowRoot);
  }
}
