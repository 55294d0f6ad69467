/** Gives a build of the extension an id, by which the extension notices that it was rebuilt while it was loaded. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_FILE, BUILD_ID as PLACEHOLDER, BUILD_ID_LENGTH } from '../extension/lib/version/build-id.ts';

/**
 * Puts an id into the code of a build, and last of all into its build file: without this file, the build is not finished.
 * The same contents have the same id; the computer's key is one of them.
 * @param folder what the browser loads
 * @returns the id
 */
export function stampBuild(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name !== BUILD_FILE && statSync(join(folder, name)).isFile())
    .sort();
  const hash = createHash('sha256');
  for (const name of files) {
    const content = readFileSync(join(folder, name));
    hash.update(`${name}\n${content.length}\n`).update(content);
  }
  const id = hash.digest('hex').slice(0, BUILD_ID_LENGTH);
  for (const name of files.filter((file) => file.endsWith('.js'))) {
    const code = readFileSync(join(folder, name), 'utf8');
    if (code.includes(PLACEHOLDER)) writeFileSync(join(folder, name), code.replaceAll(PLACEHOLDER, id));
  }
  writeFileSync(join(folder, BUILD_FILE), `${JSON.stringify({ id })}\n`);
  return id;
}
