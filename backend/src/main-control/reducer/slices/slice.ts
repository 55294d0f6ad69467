/**
 * One part of the state in a step of the reducer. Only the class that extends this can replace the value, and values are
 * never changed in place: the state before the step keeps its own.
 */
export abstract class Slice<Value> {
  #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  protected replace(value: Value): void {
    this.#value = value;
  }
}
