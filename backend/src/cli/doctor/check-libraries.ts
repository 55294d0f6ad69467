/** Checks the native libraries, which npm does not install. */
import { existsSync } from 'node:fs';
import type koffiModule from 'koffi';
import type { EarshotConfig } from '../../config/config.dto.js';
import { LIBRARIES, MODEL_FOLDER } from '../../stt/providers/embedded/pocketsphinx/debian-files.js';
import type { Finding } from './report.js';

interface Files {
  libraries?: typeof LIBRARIES;
  modelFolder?: string;
  /** Loads the package that loads libraries; it has no binary for some platforms. */
  loader?: () => Promise<Pick<typeof koffiModule, 'load'>>;
}

/** Checks that PocketSphinx's libraries can be loaded and that its model is installed. */
export async function checkLibraries(
  { stt }: Pick<EarshotConfig, 'stt'>,
  { libraries = LIBRARIES, modelFolder = MODEL_FOLDER, loader = loadKoffi }: Files = {},
): Promise<Finding> {
  const what = 'Native libraries';
  const missing = [
    ...(await unloadable(libraries, loader)),
    ...(existsSync(modelFolder) ? [] : [modelFolder]),
  ];
  if (missing.length === 0) return { verdict: 'ok', what, found: Object.values(libraries).join(', ') };
  const isUsed = [stt, ...stt.fallbacks].some(({ provider }) => provider === 'embedded');
  return {
    verdict: isUsed ? 'poor' : 'ok',
    what,
    found: `missing: ${missing.join(', ')}${isUsed ? '' : ' (not needed by the configured providers)'}`,
    todo:
      process.platform === 'linux'
        ? 'on Debian or Ubuntu, as root: apt-get install libpocketsphinx3 pocketsphinx-en-us'
        : 'they are built for Debian and Ubuntu only: type, or configure another recogniser',
  };
}

const loadKoffi = async () => (await import('koffi')).default;

async function unloadable(
  libraries: typeof LIBRARIES,
  loader: NonNullable<Files['loader']>,
): Promise<string[]> {
  const koffi = await loader().catch(() => undefined);
  if (!koffi) return Object.values(libraries);
  return Object.values(libraries).filter((library) => {
    try {
      // Global, because libpocketsphinx uses symbols of libsphinxbase.
      koffi.load(library, { global: true });
      return false;
    } catch {
      return true;
    }
  });
}
