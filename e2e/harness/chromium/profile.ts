import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the user may allow in the panel. */
export type GrantedPermission = 'hosts' | 'tabs' | 'bookmarks' | 'clipboard';

/**
 * Makes a profile in developer mode: without it an unpacked extension that reloads is disabled.
 * @param permissions the optional permissions that the extension has from the start, as if its user had allowed them: no
 *   test can answer the browser's prompt
 * @returns its folder
 */
export function newProfile(extensionDir: string, permissions: readonly GrantedPermission[]): string {
  const profile = mkdtempSync(join(tmpdir(), 'earshot-profile-'));
  mkdirSync(join(profile, 'Default'));
  const settings = permissions.length > 0 && { [extensionIdOf(extensionDir)]: granted(permissions) };
  const preferences = { extensions: { ui: { developer_mode: true }, ...(settings && { settings }) } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

/** The browser keeps what it finds of an extension when it loads it for the first time, and adds what the manifest requires. */
function granted(permissions: readonly GrantedPermission[]): object {
  const hosts = permissions.includes('hosts') ? ['<all_urls>'] : [];
  const api = permissions.flatMap((name) => {
    if (name === 'hosts') return [];
    return name === 'clipboard' ? ['clipboardRead', 'clipboardWrite'] : [name];
  });
  const set = { api, explicit_host: hosts, manifest_permissions: [], scriptable_host: [] };
  // Without access to files, `<all_urls>` counts as more than the extension may have, and is dropped.
  return { active_permissions: set, runtime_granted_permissions: set, newAllowFileAccess: true };
}

/** The id that the browser gives to an extension: from its key, 128 bits in the letters a to p. */
function extensionIdOf(extensionDir: string): string {
  const { key } = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) as { key: string };
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return hash.replace(/./g, (digit) => String.fromCharCode('a'.charCodeAt(0) + parseInt(digit, 16)));
}
