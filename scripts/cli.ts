/**
 * Runs a command of the backend, after a build if there is none or sources are newer.
 *
 * usage: node scripts/cli.ts doctor|schema [options]
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { BACKEND_BUILD, newerSources } from '../backend/src/cli/build-state.ts';

const ROOT = join(import.meta.dirname, '..');
const [command = 'doctor', ...options] = process.argv.slice(2);

if (newerSources(ROOT, BACKEND_BUILD).length > 0) {
  const build = spawnSync('nest', ['build'], { cwd: ROOT, stdio: ['inherit', 'ignore', 'inherit'] });
  if (build.status !== 0) {
    console.error('The build failed. To see why: npx nest build');
    process.exit(1);
  }
}
const { status } = spawnSync(
  process.execPath,
  [join(ROOT, 'dist/backend/src/cli', `${command}.js`), ...options],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
