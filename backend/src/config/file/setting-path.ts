/** What is wrong with a setting, for the author of the config. `path` is as `joinPath` makes it. */
export interface Problem {
  path: string;
  message: string;
}

/** @returns the path of a setting such as `a.b[0]` */
export function joinPath(path: string, key: string): string {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
