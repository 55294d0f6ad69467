/** The image's backend in a container, as compose.yaml runs it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerTool } from './container-tool.ts';
import { run, tryToRun, waitFor } from './programs.ts';

const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

/** `stop_grace_period` of compose.yaml. */
const STOP_DEADLINE_S = 20;

/** The port of the image. */
const PORT = '8765';

/** Its maker removes it, and the volume of the same name. */
export class Container {
  readonly url: string;
  readonly #tool: ContainerTool;
  readonly #name: string;
  readonly #startedAt = performance.now();

  /** Starts a container with a new volume. @param name of both @throws Error if it does not start */
  constructor(tool: ContainerTool, image: string, name: string) {
    this.#tool = tool;
    this.#name = name;
    this.#run(
      'run',
      '--detach',
      '--name',
      name,
      '--publish',
      `127.0.0.1::${PORT}`,
      '--volume',
      `${name}:/data`,
      ...HARDENED,
      image,
    );
    const [address = ''] = this.#run('port', name, `${PORT}/tcp`).split('\n');
    this.url = `ws://${address}`;
  }

  /** @returns milliseconds from its start until its models were loaded @throws Error with its log if it took too long */
  async ready(): Promise<number> {
    const address = `${this.url.replace('ws', 'http')}/health/ready`;
    const isReady = () =>
      fetch(address, { headers: { connection: 'close' } }).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isReady())) {
      if (this.#sinceStart() > READY_TIMEOUT_MS)
        throw new Error(`The container is not ready:\n${this.log()}`);
      await sleep(POLL_MS);
    }
    return this.#sinceStart();
  }

  /** @returns everything that it has printed */
  log(): string {
    const { stdout, stderr } = tryToRun(this.#tool.program, ['logs', this.#name]);
    return stdout + stderr;
  }

  /** Runs its health check. */
  isHealthy(): boolean {
    return tryToRun(this.#tool.program, ['exec', this.#name, 'node', 'cli/ready']).status === 0;
  }

  /** @returns the most memory that the backend has used so far, in MB */
  peakMemoryMb(): number {
    const script = "console.log(require('node:fs').readFileSync('/proc/1/status', 'utf8'))";
    const status = this.#run('exec', this.#name, 'node', '--eval', script);
    return (Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) * 1024) / 1e6;
  }

  /** Sends SIGTERM, and waits until it has ended. @returns its exit code */
  async stop(): Promise<number> {
    await waitFor(this.#tool.program, ['stop', '--time', `${STOP_DEADLINE_S}`, this.#name]);
    return Number(this.#run('inspect', '--format', '{{.State.ExitCode}}', this.#name));
  }

  #run(...args: string[]): string {
    return run(this.#tool.program, args);
  }

  #sinceStart(): number {
    return performance.now() - this.#startedAt;
  }
}

/** As in compose.yaml. */
const HARDENED = [
  '--read-only',
  '--tmpfs=/tmp',
  '--cap-drop=ALL',
  '--security-opt=no-new-privileges:true',
  '--memory=1g',
  '--memory-swap=1g',
];
