import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { RESUME_WINDOW_MS } from '#protocol';
import { systemClock } from '../common/clock/clock.js';
import { backendTimeZone } from '../common/clock/time-zone.js';
import { describeForLog } from '../common/log/redact.js';
import { sessionEnded, sessionStarted } from '../common/telemetry/channels.js';
import { EarshotConfig } from '../config/config.dto.js';
import { conversationOptions } from '../main-control/options/conversation-options.js';
import { McpService } from '../mcp/mcp.service.js';
import { RecordingService } from '../recording/recording.service.js';
import { Answerer } from '../skills/answerer.port.js';
import { skillGrammar } from '../skills/command-grammar.js';
import { UserDataStore } from '../user-data/user-data.store.js';
import { Draining } from './draining.js';
import type { Graph } from './graphs.js';
import type { LastReceived } from './output/unplayed-audio.js';
import type { ClientSocket } from './session-output.js';
import { SessionStore } from './session-store.js';
import type { SessionOptions, ResumeOptions } from './session-options.js';
import { Session } from './session.js';

/** Starts, resumes and ends sessions. A session ends when its client is away for longer than the resume window. */
@Injectable()
export class SessionService implements BeforeApplicationShutdown {
  readonly #logger = new Logger(SessionService.name);
  /** Sessions without a client, longest-disconnected first. */
  readonly #expiry = new Map<Session, NodeJS.Timeout>();
  /** The gateways of the sessions, and the identities of those who started them. */
  readonly #owners = new WeakMap<Session, { graph: Graph; identity: string | undefined }>();

  constructor(
    private readonly config: EarshotConfig,
    private readonly store: SessionStore,
    private readonly answerer: Answerer,
    private readonly users: UserDataStore,
    private readonly draining: Draining,
    private readonly recordings: RecordingService,
    private readonly mcp: McpService,
  ) {}

  get count(): number {
    return this.store.size;
  }

  /** The sessions with a connected client, and who that is. */
  get connected(): { session: Session; identity: string | undefined }[] {
    const attached = this.store.all().filter((session) => session.attached);
    return attached.map((session) => ({ session, identity: this.#owners.get(session)?.identity }));
  }

  /** Whether no session starts any more, because the backend is about to end. */
  get isEnding(): boolean {
    return this.draining.isOn;
  }

  /** Whether sessions with a connected client use the whole limit. */
  get full(): boolean {
    return this.store.size - this.#expiry.size >= this.config.maxSessions;
  }

  /**
   * @param graph of the gateway that the client is connected to
   * @param prepare runs the commands that came before the session
   */
  start(
    graph: Graph,
    socket: ClientSocket,
    options: Partial<SessionOptions>,
    prepare?: (session: Session) => void,
  ): Session {
    this.#makeRoom();
    const user = this.users.open(socket.identity);
    const { providers, choosers, conversation, skills, toolSet } = graph;
    const session = new Session(
      {
        mode: 'hands_free',
        language: conversation.language,
        timeZone: backendTimeZone(),
        greet: true,
        outputHz: 16_000,
        callControl: false,
        earcons: false,
        reading: false,
        approvals: false,
        dictation: false,
        ...options,
      },
      {
        providers,
        choosers,
        user,
        recording: this.recordings.of(socket.identity),
        openMcp: (mcpUser) => this.mcp.open(user.toolChoices, mcpUser),
        answerer: this.answerer,
        answererFirst: skills,
        options: {
          ...conversationOptions(conversation, skillGrammar),
          recordWords: this.config.log.words,
          toolSet,
        },
        clock: systemClock,
        log: (error) => this.#logger.warn(describeForLog(error)),
      },
    );
    this.store.add(session);
    this.#owners.set(session, { graph, identity: socket.identity });
    sessionStarted.publish(() => ({ sessionId: session.id, start: 'new' }));
    session.start(socket, prepare);
    return session;
  }

  /** @returns the session of that token, now on this socket, or undefined if this client of this gateway has none */
  resume(
    graph: Graph,
    socket: ClientSocket,
    token: string,
    received?: LastReceived,
    options?: ResumeOptions,
  ): Session | undefined {
    const session = this.store.find(token);
    // The session has its user's data, which a token that was overheard must not give to another client.
    const owner = session && this.#owners.get(session);
    if (!session || owner?.graph !== graph || owner.identity !== socket.identity) return undefined;
    // The next process would not have it either.
    if (this.isEnding && session.isQuiet) return undefined;
    clearTimeout(this.#expiry.get(session));
    this.#expiry.delete(session);
    const start = session.attached ? 'taken_over' : 'resumed';
    sessionStarted.publish(() => ({ sessionId: session.id, start }));
    session.resume(socket, received, options);
    return session;
  }

  /** The socket has closed. Its session is kept for a while so that the client can resume it. */
  detach(session: Session, socket: ClientSocket): void {
    const hasEnded = this.store.find(session.resumeToken) !== session;
    if (!session.detach(socket) || hasEnded) return;
    const timer = setTimeout(() => this.#end(session), RESUME_WINDOW_MS);
    timer.unref();
    this.#expiry.set(session, timer);
  }

  /** Ends all sessions of a gateway: none can be resumed. */
  endAll(graph: Graph): void {
    for (const session of this.store.all())
      if (this.#owners.get(session)?.graph === graph) this.#end(session);
  }

  beforeApplicationShutdown(): void {
    for (const session of this.store.all()) this.#end(session);
  }

  /** Ends the session whose client is away longest, never one with a connected client. */
  #makeRoom(): void {
    if (this.store.size < this.config.maxSessions) return;
    const [longestAway] = this.#expiry.keys();
    if (longestAway) this.#end(longestAway);
  }

  #end(session: Session): void {
    clearTimeout(this.#expiry.get(session));
    this.#expiry.delete(session);
    this.store.remove(session);
    session.close();
    sessionEnded.publish(() => ({ sessionId: session.id }));
  }
}
