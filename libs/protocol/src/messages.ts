/**
 * The messages of the wire protocol: one JSON object per WebSocket text frame, field names in snake_case. A test compares
 * the tables of docs/protocol.md with these types.
 */
import type {
  MetricsData,
  ProgressData,
  ReadingData,
  SourceData,
  SpeechMarksData,
} from './answer-messages.js';
import type { ERROR_CODES } from './constants.js';
import type {
  ApprovalAnswer,
  ApprovalRequest,
  ApprovalState,
  McpPolicy,
  McpServerItem,
  ToolDescription,
  ToolPolicy,
} from './tool-messages.js';

export type Stage = 'stt' | 'llm' | 'tts' | 'vad';
export type ErrorCode = (typeof ERROR_CODES)[number];
export type Mode = 'hands_free' | 'push_to_talk';
/** `waiting`: asleep, until the user says "wake up". */
export type ConversationPhase = 'idle' | 'listening' | 'thinking' | 'speaking' | 'waiting';
export type FlushReason = 'barge_in' | 'interrupt' | 'replaced';
export type PlaybackState = 'playing' | 'drained' | 'flushed';
/** What a client plays in place of words: something that can be seen was done, or was not. */
export type EarconSound = 'done' | 'not_done';
/** Returned in the pong, so that a client can match it to its ping. */
export type PingMark = string | number | boolean;

// ---- client to server ----

export interface ClientAudio {
  /** Base64 of PCM s16le mono 16 kHz, even byte count, at most 2 s. */
  audio: string;
  metadata?: { session_id?: string; timestamp?: number; [key: string]: unknown };
}

export interface SessionStartData {
  client?: string;
  resume_token?: string;
  language?: string;
  /** IANA name of the user's zone, such as `Europe/Berlin`: the user's days and clock times are in it. */
  time_zone?: string;
  mode?: Mode;
  greeting?: boolean;
  /**
   * Known: `sample_rate:<Hz>` asks for answer audio at that rate; `call_control` (`CALL_CONTROL`) is for clients that carry
   * out `mute` and `hang_up`, `approvals` (`APPROVALS`) for those that show and answer an `approval_request`, `reading`
   * (`READING`), `earcons` (`EARCONS`) and `dictation` (`DICTATION`) for those that use these messages. Unknown ones are ignored.
   */
  capabilities?: string[];
  /** With `resume_token`: the last answer audio that arrived, after which a resumed answer continues. */
  received?: { turn_id: number; seq: number };
}

/** Data of every command, by name. Nonces and proofs are base64url of 32 bytes. */
export interface ClientCommands {
  /** Before `session_start`: the client asks the server to prove that it holds that key. */
  auth: { key_id: string; nonce: string };
  auth_proof: { proof: string };
  /** The same with a pairing code in place of a key. */
  pair: { nonce: string };
  pair_proof: { proof: string };
  session_start: SessionStartData;
  interrupt: { turn_id?: number; played_ms?: number };
  playback: { turn_id: number; played_ms: number; state: PlaybackState };
  text_input: { text: string };
  push_to_talk: { state: 'down' | 'up' };
  page_context: { url: string; title: string; selection?: string; text?: string };
  tool_register: { tools: ToolDescription[] };
  tool_result: { call_id: string; result?: unknown; error?: string };
  approval_request: ApprovalRequest;
  approval_answer: ApprovalAnswer;
  /** What the user decides about a tool of an MCP server. `confirm`: the user is asked each time, as at first. */
  mcp_policy: { server: string; tool: string; policy: McpPolicy };
  /** The names of what is visible on the page, replaced whole. Never kept beyond the session, never logged. */
  page_phrases: { phrases: string[] };
  sleep: { state: 'on' | 'off' };
  /**
   * `reason`: why the client cannot write what is dictated, or has stopped; it is spoken. `ready`: the client writes what the
   * backend began to take down.
   */
  dictation: { state: 'on' | 'off'; reason?: string; ready?: boolean };
  update_config: {
    stt?: Record<string, unknown>;
    llm?: Record<string, unknown>;
    tts?: Record<string, unknown>;
    voice?: string;
    language?: string;
    mode?: Mode;
    /** Silence before the assistant answers, 100 to 3000. Null: the backend's configured value. */
    pause_before_reply_ms?: number | null;
    /** How easily speech interrupts the assistant, 0 to 1. Null: the backend's configured value. */
    interruption_sensitivity?: number | null;
  };
  /** The client has rung that reminder and shown it: the user is not told again. */
  reminder_done: { id: string };
  ping: { t?: PingMark };
}

export type ClientCommandName = keyof ClientCommands;

export type CommandData<Name extends ClientCommandName> = ClientCommands[Name];

export type ClientCommand = {
  [Name in ClientCommandName]: { type: 'cmd'; name: Name; data: ClientCommands[Name] };
}[ClientCommandName];

export type ClientMessage = ClientAudio | ClientCommand;

// ---- server to client ----

export interface AudioMetadata {
  sample_rate: number;
  channels: 1;
  bytes_per_sample: 2;
  samples_per_channel: number;
  turn_id: number;
  /** Counts up from 0 within a turn. */
  seq: number;
}

export interface AudioMessage {
  type: 'audio';
  audio: string;
  metadata: AudioMetadata;
}

export interface TextData {
  /**
   * `raw` carries reasoning as a JSON string in `text`, which is never spoken. `dictation` carries what the user dictates: each
   * final has a turn of its own, is written once, and gets no answer.
   */
  data_type: 'transcribe' | 'raw' | 'dictation';
  role: 'user' | 'assistant';
  /** Cumulative within the turn. */
  text: string;
  /** The backend's wall time in epoch milliseconds. It may go back when that computer's clock is set. */
  text_ts: number;
  is_final: boolean;
  stream_id: number;
  turn_id: number;
  /** On the final assistant text of an interrupted turn: `text` is what was heard. */
  interrupted?: boolean;
  /** On the final user text: a command about the page that may have been another one. The user is asked before it is done. */
  uncertain?: boolean;
  /** Of dictated text: without a space before it. */
  joins?: boolean;
  /** Of dictated text: it begins as it is also where a sentence begins. */
  keeps_case?: boolean;
  /** On a final dictation without text: remove what was dictated last, or take the last step back, whatever it was. */
  edit?: 'scratch' | 'undo';
}

/** The configured values, for sessions that choose no others. */
export interface SessionSettings {
  pause_before_reply_ms: number;
  interruption_sensitivity: number;
}

export interface SessionData {
  session_id: string;
  resume_token: string;
  resumed: boolean;
  protocol: number;
  input: { sample_rate: number; channels: 1; bytes_per_sample: 2 };
  providers: { stt: string; llm: string; tts: string };
  /** Who may take over from them in this session, in order. Missing if no stage has a fallback, and in older backends. */
  fallbacks?: { stt: string[]; llm: string[]; tts: string[] };
  /** Those of both whose words stay on the backend's computer. Missing in older backends. */
  local?: { stt: string[]; llm: string[]; tts: string[] };
  /** Missing in older backends. */
  settings?: SessionSettings;
  /** The backend's own version, such as `0.1.0`. Missing in older backends. */
  version?: string;
  /** Whether the backend keeps the audio of this call. Missing in older backends, which do not. */
  recording?: boolean;
  /** While it does: when it deletes that audio, in epoch milliseconds. */
  recording_expires_at?: number;
}

/** Whether the audio of this call is kept has changed during the call. */
export interface RecordingData {
  on: boolean;
  /** As in `session`. */
  expires_at?: number;
}

export interface StateData {
  state: ConversationPhase;
  turn_id: number;
}

export interface ReminderItem {
  id: string;
  kind: 'timer' | 'alarm';
  /** Epoch milliseconds. In the past: it was due while the user could not be told. */
  due_at: number;
  /** The user's name for it, or what to remind of, in the user's words; empty if it has none. */
  label: string;
}

/** What will ring, and what was due while the user could not be told; the next one first. Replaces the earlier list. */
export interface RemindersData {
  items: ReminderItem[];
}

/** Data of every data message, by name. */
export interface ServerData {
  /** The server's proof, which the client checks before it says anything else. */
  auth: { nonce: string; proof: string };
  /** Both sides have proven themselves. The token is for the HTTP requests of this client while it is connected. */
  authorized: { http_token: string };
  pair: { nonce: string; salt: string; proof: string };
  /** The name of the key that both sides have derived. */
  paired: { key_id: string };
  text_data: TextData;
  session: SessionData;
  state: StateData;
  metrics: MetricsData;
  speech_marks: SpeechMarksData;
  reading: ReadingData;
  source: SourceData;
  progress: ProgressData;
  /** How the question of an `approval_request` stands. */
  approval: { approval_id: string; state: ApprovalState };
  reminders: RemindersData;
  /** The MCP servers of the backend's config and their tools. Replaces the earlier list. */
  mcp: { servers: McpServerItem[] };
  recording: RecordingData;
}

export type DataMessage = {
  [Name in keyof ServerData]: { type: 'data'; name: Name; data: ServerData[Name] };
}[keyof ServerData];

/** The result of a tool that the client did not run, such as one of an MCP server. */
export interface ToldElsewhere {
  turn_id: number;
  text: string;
}

/** Data of every command that the server sends, by name. */
export interface ServerCommands {
  /**
   * `goes_on_as`: the turn as which the answer goes on, and its calls with it: the user has answered the question that was being
   * spoken. `parked`: the turns whose calls go on, because they wait for the user's answer.
   */
  flush: { turn_id: number; reason: FlushReason; goes_on_as?: number; parked?: number[] };
  pause_playback: { turn_id: number };
  resume_playback: { turn_id: number };
  audio_end: { turn_id: number; total_ms: number; text: string };
  tool_register: { tools: ToolDescription[] };
  tool_call: {
    call_id: string;
    /** Negative: another program calls, and it is no turn of the user. */
    turn_id: number;
    name: string;
    arguments: Record<string, unknown>;
    policy: ToolPolicy;
    /** What other tools have told the model since the last call: what this call passes on may come from there. */
    told_elsewhere?: ToldElsewhere[];
  };
  /** The program that called does not wait for the result any more. */
  tool_cancel: { call_id: string };
  approval_request: ApprovalRequest;
  approval_answer: ApprovalAnswer;
  earcon: { turn_id: number; sound: EarconSound };
  sleep: { state: 'on' | 'off' };
  dictation: { state: 'on' | 'off' };
  mute: { turn_id: number };
  hang_up: { turn_id: number };
  pong: { t?: PingMark };
}

export type ServerCommandName = keyof ServerCommands;

export type ServerCommand = {
  [Name in ServerCommandName]: { type: 'cmd'; name: Name; data: ServerCommands[Name] };
}[ServerCommandName];

export interface ErrorMessage {
  type: 'error';
  /** In plain English: what is wrong, and how to fix it. */
  error: string;
  code: ErrorCode;
  stage?: Stage;
  turn_id?: number;
  /** The backend recovers by itself: it retries, keeps what is said, or uses another provider. */
  recovering?: boolean;
  fatal: boolean;
}

export type ServerMessage = AudioMessage | DataMessage | ServerCommand | ErrorMessage;
