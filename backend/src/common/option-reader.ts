/** Reads a provider's options out of the config, which may hold anything. */
export class OptionReader {
  readonly #known = new Set<string>();

  /** @param whose the provider and its stage, e.g. `embedded tts` */
  constructor(
    private readonly whose: string,
    private readonly options: Record<string, unknown>,
  ) {}

  string(key: string): string | undefined {
    return this.#read(key, 'text', (value): value is string => typeof value === 'string' && value !== '');
  }

  boolean(key: string): boolean | undefined {
    return this.#read(key, 'true or false', (value): value is boolean => typeof value === 'boolean');
  }

  positiveInteger(key: string, largest = Number.MAX_SAFE_INTEGER): number | undefined {
    const fits = (value: unknown): value is number =>
      Number.isInteger(value) && (value as number) > 0 && (value as number) <= largest;
    const range = largest === Number.MAX_SAFE_INTEGER ? 'above 0' : `from 1 to ${largest}`;
    return this.#read(key, `a whole number ${range}`, fits);
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const isAllowed = (value: unknown): value is T => allowed.includes(value as T);
    return this.#read(key, `one of ${allowed.join(', ')}`, isAllowed);
  }

  strings(key: string): string[] | undefined {
    const isTexts = (value: unknown): value is string[] =>
      Array.isArray(value) && value.every((item) => typeof item === 'string');
    return this.#read(key, 'a list of texts', isTexts);
  }

  /** @throws RangeError where there are options that nobody read. */
  finish(): void {
    const unknown = Object.keys(this.options).find((key) => !this.#known.has(key));
    if (unknown === undefined) return;
    const known = [...this.#known].map((key) => `"${key}"`).join(', ') || 'none';
    throw new RangeError(`The ${this.whose} has no option "${unknown}": it has ${known}.`);
  }

  #read<T>(key: string, expected: string, fits: (value: unknown) => value is T): T | undefined {
    this.#known.add(key);
    const value = this.options[key];
    if (value === undefined || value === null) return undefined;
    // The value is not repeated: it may be a key that stands in the wrong place.
    if (!fits(value)) throw new RangeError(`Option "${key}" of the ${this.whose} must be ${expected}.`);
    return value;
  }
}
