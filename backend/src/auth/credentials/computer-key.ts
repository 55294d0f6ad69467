/**
 * The key that this computer's backend and the extension that was built on it share from the start, so that a user need not pair
 * them. The build of the extension makes it and loads this file, for which Node must find the imports by their real names.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  copyFileSync,
  constants,
  fsyncSync,
  linkSync,
  closeSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { SECRET_BYTES, SECRET_TEXT } from '../../../../libs/protocol/src/auth.ts';
import { makePrivateFolder, readOwnFile } from '../../common/files/private-file.ts';

/** Of the extension as this project builds it: `key` in wxt.config.ts makes it. */
export const OWN_EXTENSION = 'chrome-extension://plgegolpglmnaelppamgmipjfildlnaf';

/** Far more than a key and a line break. */
const MAX_BYTES = 1_000;

const ID_CHARS = 16;

/** Where the credentials are in the data folder. */
export const authFolder = (dataFolder: string): string => join(dataFolder, 'auth');

export const computerKeyFile = (dataFolder: string): string => join(authFolder(dataFolder), 'computer-key');

/** @returns base64url of the key; undefined if the text is something else */
export function parseComputerKey(text: string): string | undefined {
  const key = text.trim();
  return SECRET_TEXT.test(key) ? key : undefined;
}

/** @param key in base64url @returns the name of the key in messages, which does not reveal the key */
export const computerKeyId = (key: string): string =>
  `computer-${createHash('sha256').update(`earshot|key_id|${key}`).digest('base64url').slice(0, ID_CHARS)}`;

/**
 * Makes the key if there is none. Of builds that run side by side all get the same.
 * @returns base64url of the key
 * @throws Error with a sentence, or the system's error
 */
export function ensureComputerKey(dataFolder: string): string {
  const file = computerKeyFile(dataFolder);
  makePrivateFolder(dirname(file));
  const key = readKey(file) ?? (create(file), readKey(file));
  if (key === undefined) throw new Error(`The key in ${file} is gone.`);
  return key;
}

/** @returns undefined if there is no file */
function readKey(file: string): string | undefined {
  let text: string;
  try {
    ({ text } = readOwnFile(file, MAX_BYTES));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`The key in ${file} cannot be used: the file ${(error as Error).message}.`);
  }
  const key = parseComputerKey(text);
  if (key === undefined) throw new Error(`The key in ${file} is damaged. Delete the file, and build again.`);
  return key;
}

/** Writes a new key, unless another process has written one. */
function create(file: string): void {
  const whole = `${file}.${randomUUID()}`;
  try {
    writeNewFile(whole, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`);
    linkUnlessExists(whole, file);
  } finally {
    rmSync(whole, { force: true });
  }
}

function writeNewFile(file: string, text: string): void {
  const opened = openSync(file, 'wx', 0o600);
  try {
    writeSync(opened, text);
    // Otherwise a power cut could leave an empty file under the final name.
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function linkUnlessExists(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    // Some file systems have no links.
    copyUnlessExists(from, to);
  }
}

function copyUnlessExists(from: string, to: string): void {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
