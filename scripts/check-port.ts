import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { commandWith } from '../backend/src/common/command-line.ts';
import { ROOT } from './project.ts';

/** Ends this process if another program listens on the backend's port: a build would change the files that it runs from. */
export async function checkPort(env = process.env): Promise<void> {
  const { port, host } = { port: 8765, host: '127.0.0.1', ...configured(env) };
  const server = createServer();
  try {
    server.listen(Number(env.PORT?.trim() || port), env.HOST?.trim() || String(host));
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
  } catch (error) {
    // The backend says all else that may be wrong.
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return;
    console.error(
      `Port ${env.PORT?.trim() || String(port)} is taken, perhaps by an Earshot that runs already: stop that with Ctrl+C in its terminal. ` +
        `Or choose another port, ${commandWith('PORT=8766', 'npm start')}, and put ws://127.0.0.1:8766 into the panel's settings. ` +
        'Nothing was built.',
    );
    process.exit(1);
  }
}

/** What the config file says, if it can be read. */
function configured(env: NodeJS.ProcessEnv): { port?: unknown; host?: unknown } {
  try {
    const file = env.EARSHOT_CONFIG || join(ROOT, 'earshot.config.json');
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch {
    return {};
  }
}
