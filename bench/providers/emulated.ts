import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmulatedChoice } from '../../testing/emulators/vendors.ts';

export type EmulatedStage = 'stt' | 'llm' | 'tts';

/** Config for each emulated provider, by its name in the table. */
export type EmulatedChoices = Record<EmulatedStage, Record<string, EmulatedChoice>>;

export interface Emulators {
  choices: EmulatedChoices;
  /** Certificate of the emulators that use TLS, in PEM. */
  certificate: string;
  /** Resolves when the stage's vendors have nothing to do for a client, or after five seconds. One call at a time. */
  untilFree(stage: EmulatedStage): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the emulators in a separate process. */
export async function startEmulators(args: string[] = []): Promise<Emulators> {
  const at = (path: string) => new URL(path, import.meta.url);
  const flags = ['--experimental-transform-types', '--no-warnings', '--conditions=source'];
  const hooks = `--import=${at('../lib/sources.ts').href}`;
  const script = fileURLToPath(at('emulator-server.ts'));
  const server = spawn(process.execPath, [...flags, hooks, script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(server, 'exit');
  // Typed as null, because a child process may have been started without pipes.
  const [line] = (await once(createInterface(server.stdout!), 'line')) as [string];
  return {
    ...(JSON.parse(line) as Pick<Emulators, 'choices' | 'certificate'>),
    async untilFree(stage) {
      const free = once(server, 'message');
      server.send(stage);
      await Promise.race([free, exited]);
      if (server.exitCode !== null) throw new Error('The process of the emulators has ended.');
    },
    async stop() {
      server.stdin!.end();
      await exited;
    },
  };
}
