/**
 * `npm run image:test`: builds the image, tries it, and speaks to it; also checks compose.yaml and the files in deploy/.
 * Needs Podman (and Buildah), or Docker.
 */
import { printTable, type Row } from '../bench/lib/table.ts';
import { buildTarget, findContainerTool } from './image/container-tool.ts';
import { inspectExtension } from './image/inspect-extension.ts';
import { inspectImage } from './image/inspect-image.ts';
import { lint } from './image/lint.ts';
import { tryToRun } from './image/programs.ts';
import { tryImage } from './image/try-image.ts';

/** Names of this run alone: those of another one, or of a backend in use, are left alone. */
const NAME = `earshot-image-test-${process.pid}`;

const rows: Row[] = [];
const show = (title: string, found: Row[]) => {
  printTable(title, found);
  rows.push(...found);
};

show('Files', lint());

const tool = findContainerTool();
if (!tool) {
  console.error(
    'The image cannot be tried, because neither Podman nor a running Docker is here: install one of them.',
  );
  process.exit(1);
}

/** Removes all that this run has made. The layers of the image stay for the next build. */
function cleanUp(program: string): void {
  for (const args of [
    ['rm', '--force', NAME],
    ['volume', 'rm', '--force', NAME],
    ['image', 'rm', '--no-prune', NAME],
  ])
    tryToRun(program, args);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    cleanUp(tool.program);
    process.exit(1);
  });

try {
  show('Extension', inspectExtension(tool));
  const startedAt = performance.now();
  buildTarget(tool, 'backend', ['--tag', NAME]);
  console.log(`\nBuilt in ${Math.round((performance.now() - startedAt) / 1_000)} s`);
  show('Image', inspectImage(tool, NAME));
  show('Backend', await tryImage(tool, NAME));
  process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  cleanUp(tool.program);
}
