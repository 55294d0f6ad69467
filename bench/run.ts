/** `npm run bench`: every benchmark, one after the other, each figure beside its goal. */
import { cpus } from 'node:os';
import { printTable } from './lib/table.ts';
import { benchVoiceTurns } from './voice-turns.ts';

console.log(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model})`);
printTable('Spoken turns, keyless default', await benchVoiceTurns());
