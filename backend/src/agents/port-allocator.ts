import type { PortRange } from '../config/dto/agents.dto.js';
import { AgentError } from './agent-error.js';

/** Takes a port. @throws NodeJS.ErrnoException */
export type TakePort<T> = (port: number) => Promise<T>;

/** Finds the ports of agents: the one that a client names, or the next free one of the range. */
export class PortAllocator {
  #next: number;

  /** @param userOf who else in this process has the port, as a clause */
  constructor(
    private readonly range: PortRange,
    private readonly userOf: (port: number) => string | undefined,
  ) {
    this.#next = range.from;
  }

  /** @throws AgentError if the port is not in the range or cannot be had */
  async named<T>(port: number, take: TakePort<T>): Promise<T> {
    const { from, to } = this.range;
    if (port < from || port > to) {
      throw new AgentError('notStarted', `Port ${port} is out of range: an agent may have ${from} to ${to}.`);
    }
    const user = this.userOf(port);
    if (user !== undefined) throw new AgentError('notStarted', `Port ${port} is taken by ${user}.`);
    try {
      return await take(port);
    } catch (error) {
      throw new AgentError('notStarted', reasonFor(port, error as NodeJS.ErrnoException));
    }
  }

  /** @throws AgentError if no port is free */
  async any<T>(take: TakePort<T>): Promise<T> {
    const { from, to } = this.range;
    for (let tried = from; tried <= to; tried++) {
      const port = this.#next;
      this.#next = port < to ? port + 1 : from;
      if (this.userOf(port) !== undefined) continue;
      try {
        return await take(port);
      } catch (error) {
        if (!isUnavailable(error as NodeJS.ErrnoException))
          throw new AgentError('notStarted', reasonFor(port, error as NodeJS.ErrnoException));
      }
    }
    throw new AgentError('notStarted', `No port from ${from} to ${to} is free.`);
  }
}

const isUnavailable = ({ code }: NodeJS.ErrnoException): boolean =>
  code === 'EADDRINUSE' || code === 'EACCES';

function reasonFor(port: number, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}.`;
  if (code === 'EMFILE' || code === 'ENFILE')
    return 'Earshot may not open more ports and connections: stop an agent, or raise the limit of open files.';
  return `An agent cannot listen on port ${port}: ${code ?? message}.`;
}
