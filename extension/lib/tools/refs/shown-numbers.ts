import type { NumberedControl } from '../../tool-contract/tool-results';
import { shownNumber } from './ref-book';

/** Which controls have numbers: those of the last `show_numbers`. */
export class ShownNumbers {
  #numbers: ReadonlyMap<string, number> = new Map();
  #turnId = Infinity;

  /** @param turnId of the turn that shows them */
  show(numbers: readonly NumberedControl[], turnId: number): void {
    this.#numbers = new Map(numbers.map(({ ref, number }) => [ref, number]));
    this.#turnId = turnId;
  }

  /**
   * @param ref also such as `n14`
   * @returns the number that the user saw when the words of that turn were said. What is shown in the same turn was not yet
   *   there: a number in the words is then no name.
   */
  of(ref: string, turnId: number): number | null {
    if (this.#turnId >= turnId) return null;
    return shownNumber(ref) ?? this.#numbers.get(ref) ?? null;
  }

  clear(): void {
    this.#numbers = new Map();
    this.#turnId = Infinity;
  }
}
