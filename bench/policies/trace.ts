/** Which options does a scene depend on? A variant that changes none of them needs no run of its own. */

/** @param read takes the path of each option that is read, e.g. "policies.echo.enabled" */
export function traced<Options extends object>(options: Options, read: Set<string>, path = ''): Options {
  return new Proxy(options, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      const at = join(path, String(key));
      read.add(at);
      return isPlain(value) ? traced(value, read, at) : value;
    },
  });
}

/** @returns the paths of the options in which the two differ */
export function differences(a: object, b: object, path = ''): string[] {
  return Object.keys(a).flatMap((key) => {
    const [one, other] = [a, b].map((options): unknown => Reflect.get(options, key));
    if (one === other) return [];
    return isPlain(one) && isPlain(other) ? differences(one, other, join(path, key)) : [join(path, key)];
  });
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
