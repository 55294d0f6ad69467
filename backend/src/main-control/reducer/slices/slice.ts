/**
 * One part of the state during a step of the reducer. Only the class that extends this replaces the value. Values are
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
