/** `npm run dev`: runs both sides in watch mode, and stops both when one stops. */
import { spawn } from 'node:child_process';

const sides = [spawn('nest', ['start', '--watch'], { stdio: 'inherit' }), spawn('wxt', { stdio: 'inherit' })];
const stop = () => sides.forEach((side) => side.kill());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
for (const side of sides) side.on('exit', stop);
