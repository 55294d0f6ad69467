import type { MetricsData, TextData } from '#protocol';
import type { Dictated } from '../../tools/dictation/dictation';
import type { Answer, AnswerSource, SessionState, Turn } from './session-state';
import { unheardOf } from './spoken-words';

/** Older turns are dropped: a long conversation must not slow down the snapshot for a new panel. */
export const MAX_TURNS = 200;

/** Typed turns that wait for the backend; further ones are not sent. */
export const MAX_PENDING = 32;

/** Oldest first. Every function returns a new list in which unchanged turns are the same objects. */
export type TurnLog = readonly Turn[];

export const turnKey = (epoch: number, turnId: number) => `${epoch}.${turnId}`;

/** @param epoch counts sessions: turn ids start over with each. */
export function applyText(log: TurnLog, epoch: number, data: TextData): Turn[] {
  if (data.data_type !== 'transcribe') return [...log];
  const known = log.find((turn) => turn.key === turnKey(epoch, data.turn_id));
  // An empty final: the sound had no words, so there is no turn.
  if (data.role === 'user' && data.text === '' && data.is_final && !known?.assistant) {
    return log.filter((turn) => turn !== known);
  }
  return upsertTurn(log, epoch, data.turn_id, (turn) => {
    if (data.role === 'user') return { ...turn, user: { text: data.text, final: data.is_final } };
    return { ...turn, assistant: answerOf(data, turn.assistant) };
  });
}

/** Shows what was dictated, as a turn of its own. */
export function applyDictated(
  log: TurnLog,
  key: string,
  { turnId, dictated }: { turnId: number; dictated: Dictated },
): Turn[] {
  const turn = { ...(log.find((other) => other.key === key) ?? emptyTurn(key, turnId)), dictated };
  if (log.some((other) => other.key === key)) return log.map((other) => (other.key === key ? turn : other));
  return [...log, turn].slice(-MAX_TURNS);
}

/**
 * A partial transcript of an older turn never becomes final once a newer turn begins: it is made final if the turn has
 * an answer, and dropped otherwise.
 */
export function dropAbandonedTurns(log: TurnLog, epoch: number, turnId: number): Turn[] {
  const before = `${epoch}.`;
  return log.flatMap((turn) => {
    const abandoned = turn.user?.final === false && turn.turnId < turnId && turn.key.startsWith(before);
    if (!abandoned || !turn.user) return turn;
    return turn.assistant ? { ...turn, user: { ...turn.user, final: true } } : [];
  });
}

/** The rest of the answer comes as another turn. */
export const answerGoesOn = (log: TurnLog, epoch: number, turnId: number): Turn[] =>
  updateTurn(log, epoch, turnId, ({ assistant, ...turn }) => ({
    ...turn,
    assistant: assistant && { ...assistant, goesOn: true },
  }));

export function applyMetrics(log: TurnLog, epoch: number, metrics: MetricsData): Turn[] {
  return updateTurn(log, epoch, metrics.turn_id, (turn) => ({ ...turn, metrics }));
}

/** An answer comes from this passage. Without the turn, it is dropped. */
export const applySource = (log: TurnLog, epoch: number, turnId: number, source: AnswerSource): Turn[] =>
  updateTurn(log, epoch, turnId, (turn) => ({ ...turn, source }));

/** The user wanted to see the passage in its page, which may not have it any more. */
export const sourceLookedFor = (
  log: TurnLog,
  { turnKey: key, isMissing }: { turnKey: string; isMissing: boolean },
): Turn[] =>
  log.map((turn) =>
    turn.key === key && turn.source ? { ...turn, source: { ...turn.source, isMissing } } : turn,
  );

/** A new session has begun: the acts of a click belong to its turns. */
export const withoutShowable = (log: TurnLog): Turn[] =>
  log.map((turn) =>
    turn.source?.isShowable ? { ...turn, source: { ...turn.source, isShowable: false } } : turn,
  );

/** Moves the end of the spoken words on, never back. @returns the same log if nothing changed. */
export function advanceSpoken(log: Turn[], key: string, end: (text: string) => number): Turn[] {
  const answer = log.find((turn) => turn.key === key)?.assistant;
  if (!answer || answer.final) return log;
  const spoken = end(answer.text);
  if (spoken <= answer.spoken) return log;
  return log.map((turn) => (turn.key === key ? { ...turn, assistant: { ...answer, spoken } } : turn));
}

/** Shows the typed text with an answer that came without an echo of it. */
export function assumeTyped(log: TurnLog, epoch: number, turnId: number, text: string): Turn[] {
  return upsertTurn(log, epoch, turnId, (turn) =>
    turn.user ? turn : { ...turn, user: { text, final: true, assumed: true } },
  );
}

/** The echo has come after all, with another turn: the answer was an announcement, such as the greeting. */
export function withdrawAssumption(log: Turn[], key: string, text: string): Turn[] {
  return log.map((turn) =>
    turn.key !== key && turn.user?.assumed && turn.user.text === text ? { ...turn, user: null } : turn,
  );
}

/** Keeps typed turns that no backend has taken, marked as not sent. */
export function appendUnsent(log: Turn[], epoch: number, unsent: SessionState['pending']): Turn[] {
  if (unsent.length === 0) return log;
  const turns = unsent.map(({ id, text }) => ({
    ...emptyTurn(`${epoch}.unsent-${id}`, -1),
    user: { text, final: true },
    unsent: true as const,
  }));
  return [...log, ...turns].slice(-MAX_TURNS);
}

/** A session has ended: makes every turn final. */
export function closeTurns(log: TurnLog): Turn[] {
  return log.map((turn) => {
    const { user, assistant } = turn;
    if ((user?.final ?? true) && (assistant?.final ?? true)) return turn;
    return {
      ...turn,
      user: user && { ...user, final: true },
      assistant: assistant && (assistant.final ? assistant : truncateAtSpoken(assistant)),
    };
  });
}

/** The answer ends here: its text becomes what was spoken. */
function truncateAtSpoken({ text, spoken }: Answer): Answer {
  return { text: text.slice(0, spoken), final: true, interrupted: true, spoken, unheard: text.slice(spoken) };
}

function answerOf({ text, is_final: final, interrupted = false }: TextData, known: Answer | null): Answer {
  // The text of an interrupted answer is what was heard; the longer text before it contains the rest.
  const unheard = final && interrupted && known ? unheardOf(known.text + known.unheard, text) : '';
  const goesOn = known?.goesOn && ({ goesOn: true } as const);
  return { text, final, interrupted, spoken: known?.spoken ?? 0, unheard, ...goesOn };
}

const emptyTurn = (key: string, turnId: number): Turn => ({
  key,
  turnId,
  user: null,
  assistant: null,
  metrics: null,
});

function upsertTurn(log: TurnLog, epoch: number, turnId: number, update: (turn: Turn) => Turn): Turn[] {
  const key = turnKey(epoch, turnId);
  if (log.some((turn) => turn.key === key)) return updateTurn(log, epoch, turnId, update);
  return [...log, update(emptyTurn(key, turnId))].slice(-MAX_TURNS);
}

function updateTurn(log: TurnLog, epoch: number, turnId: number, update: (turn: Turn) => Turn): Turn[] {
  const key = turnKey(epoch, turnId);
  return log.map((turn) => (turn.key === key ? update(turn) : turn));
}
