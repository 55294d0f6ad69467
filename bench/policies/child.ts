/** Runs scenes of a half in some variants, in its own process. Prints JSON. */
import { judge, type Verdict } from './judge.ts';
import { scenesOf, type Half } from './recordings.ts';
import { runScene } from './scene-run.ts';
import { differences, traced } from './trace.ts';
import { VARIANTS } from './variants.ts';
import { createWorld, SHIPPED_OPTIONS } from './simulation/world.ts';

export interface Job {
  half: Half;
  /** The ids of the scenes. */
  scenes: string[];
  takes: number;
  variants: string[];
  /** Changes the level of the echo, in dB. */
  echoDb?: number;
}

export interface Result {
  scene: string;
  take: number;
  variant: string;
  verdict: Verdict;
}

const { half, scenes: ids, takes, variants, echoDb = 0 } = JSON.parse(process.argv[2]!) as Job;
const world = await createWorld();
const results: Result[] = [];
world.time.start();
const scenes = scenesOf(half)
  .filter(({ id }) => ids.includes(id))
  .map((scene) => (scene.echo ? { ...scene, echo: { ...scene.echo, db: scene.echo.db + echoDb } } : scene));
for (const scene of scenes)
  for (let take = 0; take < takes; take++) {
    const read = new Set<string>();
    const verdict = judge(scene, await runScene(world, scene, take, traced(SHIPPED_OPTIONS, read)));
    for (const variant of variants) {
      const options = VARIANTS[variant]!;
      const matters = differences(SHIPPED_OPTIONS, options).some((path) => read.has(path));
      const own = matters ? judge(scene, await runScene(world, scene, take, options)) : verdict;
      results.push({ scene: scene.id, take, variant, verdict: own });
    }
    world.forget();
  }
world.time.stop();
process.stdout.write(JSON.stringify(results), () => process.exit(0));
