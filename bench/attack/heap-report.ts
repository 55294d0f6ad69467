/** Preloaded into a backend with `--import`: prints what is live in its heap, in MiB, at SIGUSR2. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('SIGUSR2', () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  console.log(`live heap: ${(heapUsed + external) / 1024 / 1024}`);
});
