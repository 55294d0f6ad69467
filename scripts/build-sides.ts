/** Builds the backend and the extension side by side, for `npm start` and `npm run build`. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { NEST, ROOT, WXT } from './project.ts';

/** What a child's standard output becomes. */
type Output = 'pipe' | 'ignore' | 'inherit';

/** The programs that run now: they end with this process. */
export class Children {
  readonly #running = new Set<ChildProcess>();
  #isStopping = false;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.stop(signal));
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  run(args: string[], stdout: Output): ChildProcess {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['inherit', stdout, 'inherit'] });
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    return child;
  }

  /** On Windows a signal would end a process without its clean-up; there, Ctrl+C has reached it already. */
  stop(signal: NodeJS.Signals): void {
    this.#isStopping = true;
    if (process.platform === 'win32' && signal === 'SIGINT') return;
    for (const child of this.#running) child.kill(signal);
  }
}

export interface BuildOptions {
  /** Of the build tools. */
  stdout: Output;
  /** Also builds the extension with its test inspector. */
  withTestBuild?: boolean;
}

/** Ends this process if a build fails, after saying which one and why. */
export async function buildSides(children: Children, options: BuildOptions): Promise<void> {
  const build = async (side: string, args: string[]) => {
    const child = children.run(args, options.stdout);
    const [status, signal] = (await once(child, 'exit')) as [number | null, string];
    if (status === 0) return console.log(`  ${side} built`);
    const reason = status === null ? `${signal} ended it` : 'see the errors above';
    const hint = options.stdout === 'ignore' ? ' For the full output: npm run build' : '';
    if (!children.isStopping) console.error(`The ${side} could not be built, ${reason}.${hint}`);
    children.stop('SIGTERM');
    process.exit(status ?? 1);
  };
  // One after the other: both write the same types.
  const buildExtension = async () => {
    await build('extension', [WXT, 'build']);
    if (options.withTestBuild) await build('extension for tests', [WXT, 'build', '--mode', 'test']);
  };
  console.log('Building the backend and the extension ...');
  await Promise.all([build('backend', [NEST, 'build']), buildExtension()]);
}
