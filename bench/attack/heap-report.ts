/** Preloaded into a backend with `--import`: a server that answers with what is live in its heap, in MiB. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const server = createServer((_, response) => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  response.end(String((heapUsed + external) / 1024 / 1024));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`live heap: http://127.0.0.1:${port}`);
});
server.unref();
