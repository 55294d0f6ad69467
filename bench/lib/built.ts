/**
 * Imports a module of the built backend, so that benchmarks measure the production code. Take the types from the source:
 * `built<typeof import('../../backend/src/x.ts')>('backend/src/x.js')`.
 */
export const built = <Module>(path: string): Promise<Module> =>
  import(new URL(`../../dist/${path}`, import.meta.url).href) as Promise<Module>;
