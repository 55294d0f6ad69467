/**
 * `npm run doctor`: reports what is configured, found and missing. Exits with 1 if Earshot cannot work as configured.
 *
 * usage: npm run doctor [-- --online]   (--online asks the vendors whether they accept the keys)
 */
import { parseArgs } from 'node:util';
import { ownCommand } from '../common/command-line.js';
import { useProxiesGlobally } from '../provider-kit/http-agent.js';
import { examine } from './doctor/examine.js';

const online = readOptions();
if (online === undefined) {
  process.exitCode = 1;
} else {
  await useProxiesGlobally();
  const { text, works } = await examine({ env: process.env, folder: process.cwd(), online });
  console.log(text);
  process.exitCode = works ? 0 : 1;
}

/** @returns whether to ask the vendors; undefined after an error message about an unknown option */
function readOptions(): boolean | undefined {
  try {
    return parseArgs({ options: { online: { type: 'boolean', default: false } } }).values.online;
  } catch (error) {
    const [problem] = (error as Error).message.split('. ');
    console.error(`${problem}. The only option is --online: ${ownCommand('doctor -- --online')}`);
    return undefined;
  }
}
