/** The state of a session that the panels show. It is sent as JSON and contains codes, no user texts. */
import type { ConversationPhase, MetricsData, Mode, SessionData, Stage } from '#protocol';
import type { Dictated } from '../../tools/dictation/dictation';
import type { MicrophoneState } from '../../microphone/microphone';
import type { MicrophoneSignal } from '../../microphone/signal-watch';
import { NO_COPILOT, type CopilotState, type ExcludedNotice } from './copilot-state';

/** The connection to the backend. `off`: no call was started, or it has ended. */
export type Connection = 'off' | 'connecting' | 'open' | 'reconnecting';

export interface Retry {
  /** Counts up from 1 since the connection was lost or Retry now was pressed. */
  attempt: number;
  /** When the attempt is made, in epoch milliseconds. */
  atMs: number;
}

export interface Utterance {
  text: string;
  final: boolean;
  /** A typed turn that is shown with this answer although the backend has not echoed it. */
  assumed?: true;
}

export interface Answer {
  text: string;
  final: boolean;
  /** Interrupted: `text` is then what was heard. */
  interrupted: boolean;
  /** End of the spoken words while the answer is not final, in UTF-16 code units. */
  spoken: number;
  /** The rest of an interrupted answer, which was never spoken. */
  unheard: string;
  /** It goes on as another turn: the user has answered the question that was being spoken. */
  goesOn?: true;
}

/** The passage of a page that an answer comes from. */
export interface AnswerSource {
  text: string;
  title: string;
  /** As in `list_tabs`; null: the page was open. */
  tab: number | null;
  /** It can be shown in its page: its session is the current one. */
  isShowable: boolean;
  /** The page did not have it any more when the user wanted to see it. */
  isMissing?: boolean;
}

/** An utterance of the user and its answer. */
export interface Turn {
  /** Unique for the lifetime of the page; turn ids start over with every session. */
  key: string;
  turnId: number;
  user: Utterance | null;
  assistant: Answer | null;
  metrics: MetricsData | null;
  /** A typed turn that no backend has taken. */
  unsent?: true;
  source?: AnswerSource;
  /** Text for a field of the page, which gets no answer. */
  dictated?: Dictated;
}

/**
 * Why a server got nothing of the user's. `unpaired`: this browser has no key for its address; `impostor`: its proof is wrong;
 * `unproven`: it has given none; `unauthorized`: it says that it does not know this browser, which is only a claim.
 */
export type TrustProblem = 'unpaired' | 'impostor' | 'unproven' | 'unauthorized';

/** A problem or an event that the panel shows until it is resolved or dismissed. */
export type Notice =
  /** An error of the backend, in its own words. */
  | { code: 'backend'; text: string; stage: Stage | null; turnId: number | null }
  /** The backend was restarted or out of reach for too long, and no longer has the conversation. */
  | { code: 'session_lost' }
  /** Another client has the backend's only place. */
  | { code: 'occupied' }
  /** What answers refused this client, for a reason that is not shown: any program could have written it. */
  | { code: 'refused' }
  | { code: TrustProblem }
  /** Another client took the conversation over. */
  | { code: 'taken_over' }
  /** The backend's address is not a WebSocket address. */
  | { code: 'bad_address' }
  /** The audio output could not be opened. */
  | { code: 'playback_failed' }
  | ExcludedNotice;

/** Whether the backend keeps the audio of the call. */
export interface CallRecording {
  /** False: it did until now. */
  on: boolean;
  /** When the backend deletes that audio, in epoch milliseconds, if it says so. */
  expiresAtMs: number | null;
}

export interface SessionState extends CopilotState {
  connection: Connection;
  /** The session was open at least once since the call was started. */
  wasOpen: boolean;
  backendUrl: string | null;
  retry: Retry | null;
  /** The newest attempt that was planned because the backend said that it restarts; null if it has not since the last session. */
  restartSaidAt: number | null;
  providers: SessionData['providers'] | null;
  /** Who may take over from them; null if there are none, or the backend does not say. */
  fallbacks: SessionData['fallbacks'] | null;
  /** Those of both whose words stay on the backend's computer; null if the backend does not say. */
  local: SessionData['local'] | null;
  /** The version of the backend of the last session; null if it does not say it. */
  backendVersion: string | null;
  /** The backend's configuration, if it sends it: it applies to settings that the user has not changed. */
  defaults: SessionData['settings'] | null;
  /** Null if the call has not been recorded. */
  recording: CallRecording | null;
  phase: ConversationPhase;
  turnId: number;
  /** The user is speaking: a partial transcript has come, and its final has not. */
  userSpeaking: boolean;
  /** Speech recognition failed, and has recognised nothing since; independent of the notice. */
  sttFailed: boolean;
  /** Answer audio is audible now. */
  audible: boolean;
  microphone: MicrophoneState;
  /** What an open microphone delivers. */
  signal: MicrophoneSignal;
  muted: boolean;
  mode: Mode;
  /** Push-to-talk: the key is held. */
  talking: boolean;
  notice: Notice | null;
  /** Typed turns that the backend has not echoed. */
  pending: { id: number; text: string }[];
  turns: Turn[];
}

export const INITIAL_STATE: SessionState = {
  connection: 'off',
  wasOpen: false,
  backendUrl: null,
  retry: null,
  restartSaidAt: null,
  providers: null,
  fallbacks: null,
  local: null,
  backendVersion: null,
  defaults: null,
  recording: null,
  phase: 'idle',
  turnId: 0,
  userSpeaking: false,
  sttFailed: false,
  audible: false,
  microphone: 'off',
  signal: 'sound',
  muted: false,
  mode: 'hands_free',
  talking: false,
  notice: null,
  pending: [],
  turns: [],
  ...NO_COPILOT,
};

const ABOUT_ADDRESS: readonly Notice['code'][] = [
  'bad_address',
  'unpaired',
  'impostor',
  'unproven',
  'unauthorized',
];

/** @returns whether it says something of the backend's address, and so nothing of another one. */
export const isAboutAddress = (notice: Notice | null): boolean =>
  notice !== null && ABOUT_ADDRESS.includes(notice.code);

/** @returns whether only Earshot has said something, for example its greeting: the panel shows what to try then. */
export const isUntried = ({ turns, pending }: Pick<SessionState, 'turns' | 'pending'>): boolean =>
  pending.length === 0 && turns.every(({ user, dictated }) => !user && !dictated);
