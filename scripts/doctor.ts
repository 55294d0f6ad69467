/**
 * `npm run doctor`: what is configured, found and missing. Ends with 1 where Earshot cannot work as it is configured.
 *
 * usage: node scripts/doctor.ts [--online]   (--online asks vendors whether they accept the keys)
 */
import { parseArgs } from 'node:util';
import type * as doctorModule from './doctor/doctor.ts';
import { withSource } from './load-source.ts';

const online = readOptions();
if (online === undefined) {
  process.exitCode = 1;
} else {
  const { text, works } = await withSource('scripts/doctor/doctor.ts', ({ examine }: typeof doctorModule) =>
    examine({ env: process.env, folder: process.cwd(), online }),
  );
  console.log(text);
  process.exitCode = works ? 0 : 1;
}

/** @returns whether to ask vendors; undefined where something else was asked for, which is said */
function readOptions(): boolean | undefined {
  try {
    return parseArgs({ options: { online: { type: 'boolean', default: false } } }).values.online;
  } catch (error) {
    const [what] = (error as Error).message.split('. ');
    console.error(`${what}. There is only --online: npm run doctor -- --online`);
    return undefined;
  }
}
