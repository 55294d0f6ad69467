/** What Earshot uses beyond npm's packages. */
import { existsSync } from 'node:fs';
import type koffiModule from 'koffi';
import type { EarshotConfig } from '../../backend/src/config/config.dto.ts';
import {
  LIBRARIES,
  MODEL_FOLDER,
} from '../../backend/src/stt/providers/embedded/pocketsphinx/debian-files.ts';
import type { Finding } from './finding.ts';

interface Files {
  libraries?: typeof LIBRARIES;
  modelFolder?: string;
  /** The package that loads libraries; it has no binary for every computer. */
  loader?: () => Promise<Pick<typeof koffiModule, 'load'>>;
}

/** A row for PocketSphinx: whether its libraries can be loaded, and its model is there. */
export async function checkLibraries(
  { stt }: Pick<EarshotConfig, 'stt'>,
  { libraries = LIBRARIES, modelFolder = MODEL_FOLDER, loader = loadKoffi }: Files = {},
): Promise<Finding> {
  const what = 'Native libraries';
  const missing = [
    ...(await notLoading(libraries, loader)),
    ...(existsSync(modelFolder) ? [] : [modelFolder]),
  ];
  if (missing.length === 0) return { verdict: 'ok', what, found: Object.values(libraries).join(', ') };
  const isUsed = [stt, ...stt.fallbacks].some(({ provider }) => provider === 'embedded');
  return {
    verdict: isUsed ? 'poor' : 'ok',
    what,
    found: `missing: ${missing.join(', ')}${isUsed ? '' : ' (nothing that is configured needs them)'}`,
    todo: 'on Debian or Ubuntu, as root: apt-get install libpocketsphinx3 pocketsphinx-en-us',
  };
}

const loadKoffi = async () => (await import('koffi')).default;

async function notLoading(
  libraries: typeof LIBRARIES,
  loader: NonNullable<Files['loader']>,
): Promise<string[]> {
  const koffi = await loader().catch(() => undefined);
  if (!koffi) return Object.values(libraries);
  return Object.values(libraries).filter((library) => {
    try {
      // Global: libpocketsphinx takes its symbols from the other.
      koffi.load(library, { global: true });
      return false;
    } catch {
      return true;
    }
  });
}
