/** Load time and memory of each SDK beyond the framework. */
import { runAlone } from '../lib/child.ts';
import { median } from '../lib/stats.ts';

export const SDKS = [
  '@anthropic-ai/sdk',
  '@cartesia/cartesia-js',
  '@deepgram/sdk',
  '@google/genai',
  'elevenlabs',
  'openai',
];

/** The baseline comes first. */
const PACKAGES = ['@nestjs/core', ...SDKS];

export interface LoadCost {
  name: string;
  ms: number;
  mib: number;
}

/** @returns medians over `runs` processes for each package, alternating so that noise affects all alike */
export async function measureLoadCosts(runs: number): Promise<LoadCost[]> {
  const costs = new Map<string, { ms: number; mib: number }[]>(PACKAGES.map((name) => [name, []]));
  const script = new URL('load-one.ts', import.meta.url);
  for (let run = 0; run < runs; run++) {
    for (const [name, list] of costs) list.push(await runAlone(script, [name]));
  }
  return [...costs].map(([name, list]) => ({
    name,
    ms: median(list.map(({ ms }) => ms)),
    mib: median(list.map(({ mib }) => mib)),
  }));
}
