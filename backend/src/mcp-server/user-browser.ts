import { Injectable } from '@nestjs/common';
import type { Session } from '../session/session.js';
import { SessionService } from '../session/session.service.js';
import { toolFailure, type ToolAnswer, type ToolDefinition } from '../tools/tools.port.js';
import type { ProgramBrowser } from './browser-server.js';

const NONE =
  "No browser is connected. Start a conversation in Earshot's side panel on this computer, and try again.";

/** The browser on this computer whose user spoke or typed last. */
@Injectable()
export class UserBrowser implements ProgramBrowser {
  /** Programs ask once for the tools, often before there is a conversation. */
  #lastTools: readonly ToolDefinition[] = [];

  constructor(private readonly sessions: SessionService) {}

  list(): readonly ToolDefinition[] {
    const tools = this.#session()?.offers.programs.list();
    if (tools) this.#lastTools = tools;
    return this.#lastTools;
  }

  async call(name: string, args: Record<string, unknown>, signal: AbortSignal): Promise<ToolAnswer> {
    const session = this.#session();
    return session ? session.offers.programs.call(name, args, signal) : toolFailure(NONE);
  }

  #session(): Session | undefined {
    const usable = this.sessions.connected.flatMap(({ session, identity }) =>
      isOnThisComputer(identity) && session.offers.programs.list().length > 0 ? [session] : [],
    );
    return usable.sort((a, b) => b.userActiveAt - a.userActiveAt)[0];
  }
}

/** The identity of a browser on this computer is its Origin alone; others have a key or token in it. */
const isOnThisComputer = (identity: string | undefined): boolean =>
  identity !== undefined && /^[a-z-]+:\/\/\S+$/.test(identity);
