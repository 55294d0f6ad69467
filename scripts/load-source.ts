import { join } from 'node:path';
import { createServer, isRunnableDevEnvironment } from 'vite';

const ROOT = join(import.meta.dirname, '..');

/**
 * Runs something with modules of the backend, from their source. Node alone cannot load them: it has no decorators. So the
 * scripts need no build, and never speak of an old one.
 * @param path of the module from the project's root
 */
export async function withSource<Module, Result>(
  path: string,
  run: (module: Module) => Promise<Result>,
): Promise<Result> {
  const conditions = { resolve: { conditions: ['source'] } };
  const server = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    ...conditions,
    ssr: conditions,
  });
  try {
    const { ssr } = server.environments;
    if (!isRunnableDevEnvironment(ssr)) throw new Error('Vite has no place to run modules in.');
    return await run((await ssr.runner.import(join(ROOT, path))) as Module);
  } finally {
    await server.close();
  }
}
