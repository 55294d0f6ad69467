/** Without imports from the backend, because scripts/cli.ts runs this file from its source. */
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const BACKEND_BUILD = {
  result: 'dist/backend/src/main.js',
  sources: ['backend/src/**/*.ts', 'libs/*/src/**/*.ts'],
};

/**
 * @param result the newest file of the build
 * @param sources globs; specs and testing folders do not count
 * @returns the sources that are newer than the build, or 'not built'
 */
export function newerSources(
  root: string,
  { result, sources }: { result: string; sources: string[] },
): string[] | 'not built' {
  const file = join(root, result);
  if (!existsSync(file)) return 'not built';
  const builtAtMs = statSync(file).mtimeMs;
  return globSync(sources, { cwd: root }).filter(
    (source) =>
      !/\.spec\.ts$|[\\/]testing[\\/]/.test(source) && statSync(join(root, source)).mtimeMs > builtAtMs,
  );
}
