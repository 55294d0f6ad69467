/** Identifies a build of the extension by its contents. Node reads this file too: scripts/build-id.ts. */

/** The id of the build that this code belongs to: the build puts it in place of this text. Not in development mode. */
export const BUILD_ID = '__EARSHOT_BUILD_ID__';

/** In the extension's folder; names the build that is on the disk. */
export const BUILD_FILE = 'build.json';

/** Hexadecimal digits, the start of a SHA-256. */
export const BUILD_ID_LENGTH = 16;

/** @returns the id, or null if the value is none. */
export function usableBuildId(value: unknown): string | null {
  if (typeof value !== 'string' || value.length !== BUILD_ID_LENGTH) return null;
  return /^[0-9a-f]+$/.test(value) ? value : null;
}
