import type { Mode } from '#protocol';
import type { Clock } from '../common/clock/clock.js';
import type { McpUser } from '../mcp/mcp.service.js';
import type { SessionMcp } from '../mcp/session-mcp.js';
import type { Recording } from '../recording/recording.js';
import type { UserData } from '../user-data/user-data.js';
import type { ConversationOptions } from '../main-control/options/conversation-options.js';
import type { Answerer } from '../skills/answerer.port.js';
import type { ProviderChoosers, ProviderSet } from './session-providers.js';

/** What a client chooses when its session starts. */
export interface SessionOptions {
  mode: Mode;
  language: string;
  /** IANA name of the user's time zone. */
  timeZone: string;
  /** Whether to speak the greeting. */
  greet: boolean;
  /** Sample rate of the answer audio. */
  outputHz: number;
  /** Whether the client carries out `mute` and `hang_up`. */
  callControl: boolean;
  /** Whether the client plays earcons. */
  earcons: boolean;
  /** Whether the client lights what is read. */
  reading: boolean;
  /** Whether the client shows the questions of the backend's own tools. */
  approvals: boolean;
  /** Whether the client writes what the user dictates. */
  dictation: boolean;
}

/** What a client may change when it resumes. */
export type ResumeOptions = Partial<Omit<SessionOptions, 'greet'>>;

export interface SessionDeps {
  providers: ProviderSet;
  /** Without them, a session keeps its initial providers. */
  choosers?: ProviderChoosers;
  /** The timers, alarms, notes and preferences of the session's user. */
  user: UserData;
  /** Without one, the session is not recorded. */
  recording?: Recording;
  /** Opens the tools of MCP servers for the session. */
  openMcp?: (user: McpUser) => SessionMcp | undefined;
  answerer: Answerer;
  /** Whether the answerer is asked before the language model. */
  answererFirst: boolean;
  options: ConversationOptions;
  /** A voice activity detector without a result for this long has failed. */
  vadStallMs?: number;
  clock: Clock;
  log(error: Error): void;
}
