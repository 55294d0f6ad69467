import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { computerKeyFile, OWN_EXTENSION } from '../../../backend/src/auth/credentials/computer-key.ts';

/** The origin of the extension that this repository builds. */
export const EXTENSION_ORIGIN = OWN_EXTENSION;

/** A key that a client and a backend share. */
export interface SharedKey {
  keyId: string;
  /** Base64url of 32 bytes. */
  key: string;
}

/** The builds of one computer carry the same key. */
const FILES = ['chrome-mv3-test', 'chrome-mv3'].map((build) =>
  join(import.meta.dirname, '../../../dist/extension', build, 'backend-key.json'),
);

/** @returns the key that the built extension carries; undefined if its build found no place to keep one */
export function extensionKey(): SharedKey | undefined {
  const file = FILES.find((each) => existsSync(each));
  if (!file) return undefined;
  const { key_id: keyId, key } = JSON.parse(readFileSync(file, 'utf8')) as { key_id: string; key: string };
  return { keyId, key };
}

/** Lets a backend with this data folder know the built extension, unless the folder has a key already. */
export function shareExtensionKey(dataFolder: string): void {
  const shared = extensionKey();
  const file = computerKeyFile(dataFolder);
  if (!shared || existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${shared.key}\n`, { mode: 0o600 });
}
