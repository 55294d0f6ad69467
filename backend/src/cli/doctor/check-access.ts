/** Tells who may get in, and how. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigToken } from '../../auth/credentials/config-token.js';
import { computerKeyFile } from '../../auth/credentials/computer-key.js';
import { CredentialStore } from '../../auth/credentials/credential-store.js';
import { ownCommand } from '../../common/command-line.js';
import { projectRoot } from '../../common/files/project-root.js';
import { isLoopbackHost } from '../../common/net/loopback.js';
import { jsonObject } from '../../common/text/json-object.js';
import type { EarshotConfig } from '../../config/config.dto.js';
import { openConfigWarning } from '../../config/open-config-file.js';
import type { Finding } from './report.js';

type AccessConfig = Pick<
  EarshotConfig,
  'host' | 'allowedHosts' | 'allowedOrigins' | 'auth' | 'tls' | 'dataFolder'
>;

/** Where the extension that was built here has its key; the build writes it. */
const BACKEND_KEY = 'dist/extension/chrome-mv3/backend-key.json';

/** @returns a line each for the own extension, programs, web pages and other computers, and the problems of files with secrets */
export function checkAccess(
  config: AccessConfig,
  env: NodeJS.ProcessEnv,
  folder: string,
  root = projectRoot(),
): Finding[] {
  const problems: string[] = [];
  const report = (problem: string) => problems.push(problem);
  const store = new CredentialStore(config.dataFolder, report);
  const configToken = new ConfigToken(config.auth, report);
  const isInContainer = env.EARSHOT_CONTAINER !== undefined;
  // To Earshot in a container, its clients on the same computer are on another one.
  const isOpen = config.auth.loopback === 'open' && !isInContainer;
  const lines = [
    checkExtension(store, config, join(root, BACKEND_KEY)),
    checkPrograms(isOpen),
    checkPages(config, isOpen),
    checkOthers(store, configToken.exists, config, isInContainer),
  ];
  const warning = openConfigWarning(env, folder);
  if (warning) problems.push(warning);
  return [
    ...lines,
    ...problems.map((found): Finding => ({ verdict: 'poor', what: 'Files with secrets', found })),
  ];
}

function checkExtension(store: CredentialStore, { dataFolder }: AccessConfig, builtKey: string): Finding {
  const what = 'This extension';
  const built = builtKeyId(builtKey);
  const kept = store.computerKey?.id;
  if (kept !== undefined && kept === built)
    return { verdict: 'ok', what, found: 'the one that is built here gets in by its key, with no pairing' };
  if (kept === undefined && built === undefined)
    return { verdict: 'ok', what, found: `gets in after it is paired: ${ownCommand('pair')}` };
  const where = dataFolder === undefined ? 'the data folder' : computerKeyFile(dataFolder);
  const found = `the one that is built here does not have the key of ${where}: npm start, then reload the extension`;
  return { verdict: 'poor', what, found };
}

function checkPrograms(isOpen: boolean): Finding {
  const found = isOpen
    ? 'get in without a token ("auth": {"loopback": "paired"} in the config closes that)'
    : `get in with a token (${ownCommand('tokens')}), or paired by a code`;
  return { verdict: 'ok', what: 'Programs here', found };
}

function checkPages({ allowedOrigins }: AccessConfig, isOpen: boolean): Finding {
  const found =
    isOpen && allowedOrigins.length > 0
      ? `those of "allowedOrigins" get in: ${allowedOrigins.join(', ')}; others with a token only`
      : `get in with a token only${isOpen ? '; none is in "allowedOrigins"' : ', also those of "allowedOrigins"'}`;
  return { verdict: 'ok', what: 'Web pages', found };
}

function checkOthers(
  { keys, tokens }: CredentialStore,
  hasConfigToken: boolean,
  config: AccessConfig,
  isInContainer: boolean,
): Finding {
  const what = 'Other computers';
  const { host, tls, allowedHosts } = config;
  const valid = tokens.list().filter((each) => tokens.isValid(each)).length + (hasConfigToken ? 1 : 0);
  const paired = keys.list().length;
  const isHere = isLoopbackHost(host);
  if (isHere && allowedHosts.length === 0)
    return { verdict: 'ok', what, found: `cannot reach Earshot, which listens on ${host}` };
  const who =
    valid + paired > 0
      ? `get in with ${count(valid, 'token')} or ${count(paired, 'paired key')}`
      : `none gets in yet: ${ownCommand('pair')}, or ${ownCommand('tokens -- add <name>')}`;
  // The names are those of a proxy on this computer, which should have TLS itself.
  if (isHere)
    return { verdict: 'ok', what, found: `through a proxy here as ${allowedHosts.join(', ')}: ${who}` };
  if (tls) return { verdict: 'ok', what, found: who };
  return isInContainer
    ? { verdict: 'ok', what, found: `${who}; without TLS, publish the port on 127.0.0.1 only` }
    : { verdict: 'poor', what, found: `${who}; without TLS what is said crosses the network unencrypted` };
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;

function builtKeyId(file: string): string | undefined {
  try {
    const id = jsonObject(readFileSync(file, 'utf8'))?.key_id;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
