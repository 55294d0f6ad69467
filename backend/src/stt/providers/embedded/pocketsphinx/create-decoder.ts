import { join } from 'node:path';
import type { Pointer, PocketSphinx } from './library.ts';

/**
 * @param options of PocketSphinx, without the dash
 * @throws Error if an option is unknown, or the acoustic model is missing or broken
 */
export function createDecoder(
  sphinx: PocketSphinx,
  modelFolder: string,
  options: Readonly<Record<string, string>>,
): Pointer {
  const all = { hmm: join(modelFolder, 'en-us'), ...options };
  const args = ['earshot', ...Object.entries(all).flatMap(([name, value]) => [`-${name}`, value])];
  const config = sphinx.parseArgs(null, sphinx.defaultArgs(), args.length, args, 1);
  if (!config) throw new Error(`PocketSphinx does not understand ${args.join(' ')}.`);
  const decoder = sphinx.createDecoder(config);
  // PocketSphinx keeps its own reference, so ours is released.
  sphinx.freeConfig(config);
  if (!decoder) throw new Error(`PocketSphinx cannot load the acoustic model in ${modelFolder}.`);
  return decoder;
}
