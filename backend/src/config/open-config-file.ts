import { statSync } from 'node:fs';
import { isOpenToOthers } from '../common/files/private-file.js';
import { redact } from '../common/log/redact.js';
import { configFileOf, readConfigFile } from './file/config-file.js';

/** Settings that are secrets whatever they look like: keys of vendors, and the token of clients. */
const SECRET_SETTING = /^(?:api[-_]?key|token|secret|password)$/i;

/** A placeholder without a default keeps its value out of the file. */
const PLACEHOLDER = /\$\{env:\w+\|?\}/g;

/**
 * @param folder of the config file, if the environment names none
 * @returns a warning if the config file holds a secret and other users of this computer may read it
 */
export function openConfigWarning(env: NodeJS.ProcessEnv, folder = process.cwd()): string | undefined {
  const file = configFileOf(env, folder);
  if (file === undefined || !isOpenToOthers(statSync(file)) || !holdsSecret(readConfigFile(file)))
    return undefined;
  return `The config file ${file} holds a key or a token, and other users of this computer may read it: chmod 600 ${file}`;
}

function holdsSecret(value: unknown, name = ''): boolean {
  if (typeof value === 'string') {
    const literal = value.replace(PLACEHOLDER, '');
    return literal !== '' && (SECRET_SETTING.test(name) || redact(literal) !== literal);
  }
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, each]) => holdsSecret(each, key));
}
