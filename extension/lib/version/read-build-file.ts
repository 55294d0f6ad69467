import { usableBuildId } from './build-id';

/**
 * Reads which build is in the extension's folder. The browser reads the files of an unpacked extension anew each time.
 * @returns its id, or null while a build is under way.
 */
export async function readBuildFile(url: string): Promise<string | null> {
  try {
    const file = (await (await fetch(url, { cache: 'no-store' })).json()) as { id?: unknown } | null;
    return usableBuildId(file?.id);
  } catch {
    return null;
  }
}
