import { join } from 'node:path';
import { build, type Rolldown } from 'vite';

/** @returns the code of probe.ts and what it imports, as one script */
export async function buildProbe(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'probe.ts'), formats: ['iife'], name: '__probeScript' },
    },
  });
  const [{ output }] = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[] as [
    Rolldown.RolldownOutput,
  ];
  return output[0].code;
}
