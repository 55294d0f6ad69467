import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

/**
 * The build tools by their files, to be run with `process.execPath`: their commands are in the PATH of npm scripts only, and
 * on Windows they are `.cmd` files, which cannot be started without a shell.
 */
export const NEST = join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js');
export const WXT = join(ROOT, 'node_modules/wxt/bin/wxt.mjs');

export const BACKEND = join(ROOT, 'dist/backend/src/main.js');

/** Node's options for the backend: small steps of the garbage collector, so that audio is not delayed. */
export const BACKEND_OPTIONS = ['--max-semi-space-size=4'];
