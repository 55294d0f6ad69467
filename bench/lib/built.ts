/**
 * A module of the built backend: what is measured is what runs in production, not TypeScript that is stripped on the
 * fly. Name its types by the source: `built<typeof import('../../backend/src/x.ts')>('backend/src/x.js')`.
 */
export const built = <Module>(path: string): Promise<Module> =>
  import(new URL(`../../dist/${path}`, import.meta.url).href) as Promise<Module>;
