import { failure, type ToolFailure } from '../tool-contract/tool-results';
import { describeControl } from './describe-control';

/**
 * The numbers of a document's elements. An element keeps its number while it lives, and no number is used twice. The
 * element is not kept alive.
 */
export class RefRegistry {
  #epoch = '';
  #next = 1;
  #numbers = new WeakMap<Element, number>();
  #elements = new Map<number, WeakRef<Element>>();
  readonly #collected = new FinalizationRegistry<number>((number) => {
    // In another epoch the number may belong to another element.
    if (!this.#elements.get(number)?.deref()) this.#elements.delete(number);
  });

  /** The next free number. */
  get next(): number {
    return this.#next;
  }

  /** Begins a call that gives numbers: from `first` on, and without those of another epoch. */
  begin(epoch: string, first: number): void {
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      this.#next = first;
      this.#numbers = new WeakMap();
      this.#elements = new Map();
    }
    this.#next = Math.max(this.#next, first);
  }

  /** @returns the element's number, a new one if it has none yet */
  numberOf(element: Element): number {
    const known = this.#numbers.get(element);
    if (known !== undefined) return known;
    const number = this.#next++;
    this.#numbers.set(element, number);
    this.#elements.set(number, new WeakRef(element));
    this.#collected.register(element, number);
    return number;
  }

  /** @returns the number that the element has already */
  knownNumberOf(element: Element): number | undefined {
    return this.#numbers.get(element);
  }

  /** @returns the element with that number, or null if it is no longer in the document */
  elementOf(number: number): Element | null {
    const element = this.#elements.get(number)?.deref();
    if (!element || element.isConnected) return element ?? null;
    return this.replacementOf?.(element) ?? null;
  }

  /** Finds what a page has drawn in the place of an element that is gone, where that is known to be the same control. */
  replacementOf: ((element: Element) => Element | null) | null = null;

  /** Gives an element's number to the one that the page has drawn in its place. */
  replace(former: Element, element: Element): void {
    const number = this.#numbers.get(former);
    if (number === undefined) return;
    this.#numbers.set(element, number);
    this.#elements.set(number, new WeakRef(element));
    this.#collected.register(element, number);
  }

  /** @returns the control that a call is about, or why there is none */
  controlFor({ ref, expect }: { ref: number; expect?: string }): Element | ToolFailure {
    const element = this.elementOf(ref);
    if (!element) return failure('That control is gone: the page has changed. Look at the page again.');
    return asExpected(element, expect);
  }
}

/** @returns the control if it is still what the user was asked about, or why it is not used */
export function asExpected(control: Element, expect: string | undefined): Element | ToolFailure {
  const now = expect === undefined ? expect : describeControl(control);
  if (now === expect) return control;
  return failure(`The page has changed: what was ${expect} is ${now} now. Look at the page again.`);
}
