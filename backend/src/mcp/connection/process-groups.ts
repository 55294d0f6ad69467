/** The programs that Earshot has started, each with all that it starts itself. */
const running = new Set<number>();

const isWindows = process.platform === 'win32';

/** A program that leads a group of its own can be ended with its children, such as the server that `npx` starts. */
export const leadsGroup = !isWindows;

/** From now on the program ends with this process, whatever ends that except SIGKILL. */
export function keepGroup(pid: number): void {
  if (running.size === 0) process.once('exit', endAll);
  running.add(pid);
}

/** The program is gone; what is left of its group ends, too. */
export function dropGroup(pid: number): void {
  if (!running.delete(pid)) return;
  signalGroup(pid, 'SIGKILL');
  if (running.size === 0) process.off('exit', endAll);
}

export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(isWindows ? pid : -pid, signal);
  } catch {
    // It is gone already.
  }
}

function endAll(): void {
  for (const pid of running) signalGroup(pid, 'SIGKILL');
}
