/** Everything that a view may know of a session. It crosses to the panel as JSON, and holds codes, no texts. */
import type { ConversationPhase, MetricsData, Mode, SessionData, Stage } from '#protocol';
import type { MicrophoneState } from '../../microphone/microphone';

/** The way to the backend. `off`: nobody asked for it, or the backend refused it for good. */
export type Connection = 'off' | 'connecting' | 'open' | 'reconnecting';

export interface Retry {
  /** Counts up from 1 since the connection was lost, or since the person asked for it. */
  attempt: number;
  /** Epoch milliseconds. */
  atMs: number;
}

export interface Said {
  text: string;
  final: boolean;
}

export interface Answer extends Said {
  /** Cut off: `text` is then what was heard. */
  interrupted: boolean;
  /** How far it was spoken while it is not final, in UTF-16 code units. */
  spoken: number;
  /** What would have followed, had it not been cut off. */
  unheard: string;
}

/** One utterance and its answer, as the panel shows them. */
export interface Turn {
  /** Unique for the life of the page; turn ids begin anew with every session. */
  key: string;
  turnId: number;
  user: Said | null;
  assistant: Answer | null;
  metrics: MetricsData | null;
  /** A typed turn that no backend ever got. */
  unsent?: true;
}

/** Something that went wrong and does not end the call. */
export type Notice =
  /** The backend's own words. */
  | { code: 'backend'; text: string; stage: Stage | null; turnId: number | null }
  /** The backend was restarted, or away for too long: it knows nothing of what was said before. */
  | { code: 'session_lost' }
  /** The backend turned this client away, for the reason that it gave. */
  | { code: 'refused'; text: string }
  /** The conversation goes on on another connection. */
  | { code: 'taken_over' }
  /** The backend's address is none. */
  | { code: 'bad_address' }
  /** The loudspeaker could not be opened. */
  | { code: 'playback_failed' };

export interface SessionState {
  connection: Connection;
  /** The session was open at least once since it was started. */
  wasOpen: boolean;
  backendUrl: string | null;
  retry: Retry | null;
  providers: SessionData['providers'] | null;
  /** How the backend is configured, where it says so: what counts as long as a person has chosen nothing else. */
  defaults: SessionData['settings'] | null;
  phase: ConversationPhase;
  turnId: number;
  /** A turn is being spoken by the user: a partial has come and its final has not. */
  userSpeaking: boolean;
  /** The recogniser failed, and nothing that was said has been understood since: whatever became of the notice. */
  sttFailed: boolean;
  /** Answer audio is really audible. */
  audible: boolean;
  microphone: MicrophoneState;
  muted: boolean;
  mode: Mode;
  /** Push-to-talk: the key is held. */
  talking: boolean;
  notice: Notice | null;
  /** Typed turns that the backend has not acknowledged. */
  pending: { id: number; text: string }[];
  turns: Turn[];
}

export const INITIAL_STATE: SessionState = {
  connection: 'off',
  wasOpen: false,
  backendUrl: null,
  retry: null,
  providers: null,
  defaults: null,
  phase: 'idle',
  turnId: 0,
  userSpeaking: false,
  sttFailed: false,
  audible: false,
  microphone: 'off',
  muted: false,
  mode: 'hands_free',
  talking: false,
  notice: null,
  pending: [],
  turns: [],
};
