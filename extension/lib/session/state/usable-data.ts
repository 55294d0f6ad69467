/** A server may send anything: what the state keeps has a usable type and a limited size. */
import type { SessionData, SourceData, StateData, TextData } from '#protocol';
import type { AnswerSource, CallRecording, SessionState } from './session-state';

/** Twice the longest answer that the backend gives by default. */
export const MAX_TEXT_LENGTH = 40_000;

/** Longer errors do not fit on the panel. */
export const MAX_ERROR_LENGTH = 1_000;

/** Of one stage. A config has one or two. */
const MAX_PROVIDERS = 10;

const MAX_NAME_LENGTH = 40;

/** A model on the computer gives its own name, such as that of its file. */
const MAX_LOCAL_NAME_LENGTH = 300;

const PHASES: readonly unknown[] = [
  'idle',
  'listening',
  'thinking',
  'speaking',
  'waiting',
] satisfies StateData['state'][];

/** Servers of the plain protocol send no turn ids: they have one turn. */
const usableTurnId = (turnId: unknown): number => (Number.isSafeInteger(turnId) ? (turnId as number) : 0);

export const usableText = (data: TextData): TextData => ({
  ...data,
  text: data.text.slice(0, MAX_TEXT_LENGTH),
  turn_id: usableTurnId(data.turn_id),
});

/** @returns null for a phase of the future. */
export const usablePhase = (data: StateData): StateData | null =>
  PHASES.includes(data.state) ? { ...data, turn_id: usableTurnId(data.turn_id) } : null;

export const usableProviders = ({
  providers,
  fallbacks,
  local,
}: SessionData): Pick<SessionState, 'providers' | 'fallbacks' | 'local'> => ({
  providers,
  fallbacks: usableStages(fallbacks, MAX_NAME_LENGTH),
  local: usableStages(local, MAX_LOCAL_NAME_LENGTH),
});

function usableStages(stages: SessionData['local'] | null, maxLength: number): SessionData['local'] | null {
  if (typeof stages !== 'object' || stages === null) return null;
  const usable = (names: unknown): string[] =>
    (Array.isArray(names) ? names : [])
      .filter((name): name is string => typeof name === 'string' && name.length <= maxLength)
      .slice(0, MAX_PROVIDERS);
  return { stt: usable(stages.stt), llm: usable(stages.llm), tts: usable(stages.tts) };
}

/** Twice the longest passage that the backend sends. */
const MAX_PASSAGE_LENGTH = 800;

const MAX_TITLE_LENGTH = 300;

/** @returns null if there is no passage */
export function usableSource({ text, title, tab }: SourceData): AnswerSource | null {
  if (text.trim() === '') return null;
  return {
    text: text.slice(0, MAX_PASSAGE_LENGTH).toWellFormed(),
    title: typeof title === 'string' ? title.slice(0, MAX_TITLE_LENGTH).toWellFormed() : '',
    tab: Number.isSafeInteger(tab) ? tab! : null,
    isShowable: true,
  };
}

/** The largest time that a Date holds. */
const MAX_TIME_MS = 8.64e15;

/**
 * @param earlier what was known of the same call
 * @returns null for a call that is not recorded and was not
 */
export function usableRecording(
  on: unknown,
  expiresAt: unknown,
  earlier: CallRecording | null,
): CallRecording | null {
  if (on !== true) return earlier && { ...earlier, on: false };
  const isTime = typeof expiresAt === 'number' && Math.abs(expiresAt) <= MAX_TIME_MS;
  return { on: true, expiresAtMs: isTime ? expiresAt : null };
}
