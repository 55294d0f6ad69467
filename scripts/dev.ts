/** `npm run dev`: runs both sides in watch mode, and stops both when one stops. */
import { spawn } from 'node:child_process';
import { NEST, ROOT, WXT } from './project.ts';

const options = { cwd: ROOT, stdio: 'inherit' } as const;
const sides = [
  spawn(process.execPath, [NEST, 'start', '--watch'], options),
  spawn(process.execPath, [WXT], options),
];
const stop = () => sides.forEach((side) => side.kill());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
for (const side of sides) side.on('exit', stop);
