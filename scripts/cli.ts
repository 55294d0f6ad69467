/**
 * Runs a command of the built backend.
 *
 * usage: node scripts/cli.ts doctor|pair|schema|tokens [options]
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BACKEND_BUILD, newerSources } from '../backend/src/cli/build-state.ts';
import { NEST, ROOT } from './project.ts';

const [command = 'doctor', ...options] = process.argv.slice(2);

if (isBuildNeeded()) build();
const { status } = spawnSync(
  process.execPath,
  [join(ROOT, 'dist/backend/src/cli', `${command}.js`), ...options],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);

/** A build replaces files that a running backend may still import, so the others also run an old one; the doctor says so. */
function isBuildNeeded(): boolean {
  const newer = newerSources(ROOT, BACKEND_BUILD);
  if (newer === 'not built') return true;
  return command === 'schema' && newer.length > 0;
}

function build(): void {
  if (!existsSync(NEST))
    fail('The backend is not built, and its build tools are missing. Install them: npm ci');
  console.error('Building ...');
  const { status, error } = spawnSync(process.execPath, [NEST, 'build'], {
    cwd: ROOT,
    stdio: ['inherit', 'ignore', 'inherit'],
  });
  if (error) fail(`The build could not be started: ${error.message}`);
  if (status !== 0) fail('The build failed, see its errors above. For the full output: npx nest build');
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
