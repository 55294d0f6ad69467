import type { MetricsData, TextData } from '#protocol';
import type { Answer, SessionState, Turn } from './session-state';
import { unheardOf } from './spoken-words';

/** Older turns fall out of the panel: a long day's talk must not make every attach slow. */
export const MAX_TURNS = 200;

/** The turn log: every function gives a new list and leaves unchanged turns the same objects. */
export type TurnLog = readonly Turn[];

export const turnKey = (epoch: number, turnId: number) => `${epoch}.${turnId}`;

/** @param epoch counts sessions, since their turn ids begin anew. */
export function withText(log: TurnLog, epoch: number, data: TextData): Turn[] {
  if (data.data_type !== 'transcribe') return [...log];
  const known = log.find((turn) => turn.key === turnKey(epoch, data.turn_id));
  // A sound that turned out to be no words was no turn.
  if (data.role === 'user' && data.text === '' && data.is_final && !known?.assistant) {
    return log.filter((turn) => turn !== known);
  }
  return change(log, epoch, data.turn_id, (turn) => {
    if (data.role === 'user') return { ...turn, user: { text: data.text, final: data.is_final } };
    return { ...turn, assistant: answerOf(data, turn.assistant) };
  });
}

/**
 * Once a newer turn begins, what was still being said in an older one will never be final: it is closed where it was
 * answered, and otherwise was no turn.
 */
export function dropAbandonedTurns(log: TurnLog, epoch: number, turnId: number): Turn[] {
  const before = `${epoch}.`;
  return log.flatMap((turn) => {
    const ghost = turn.user?.final === false && turn.turnId < turnId && turn.key.startsWith(before);
    if (!ghost || !turn.user) return turn;
    return turn.assistant ? { ...turn, user: { ...turn.user, final: true } } : [];
  });
}

export function withMetrics(log: TurnLog, epoch: number, metrics: MetricsData): Turn[] {
  return updateTurn(log, epoch, metrics.turn_id, (turn) => ({ ...turn, metrics }));
}

/** The voice moves on; it never moves back. @returns the same log where nothing changed. */
export function withSpoken(log: Turn[], key: string, end: (text: string) => number): Turn[] {
  const answer = log.find((turn) => turn.key === key)?.assistant;
  if (!answer || answer.final) return log;
  const spoken = end(answer.text);
  if (spoken <= answer.spoken) return log;
  return log.map((turn) => (turn.key === key ? { ...turn, assistant: { ...answer, spoken } } : turn));
}

/** A typed turn shows what was typed, where the backend does not echo it. */
export function withTyped(log: TurnLog, epoch: number, turnId: number, text: string): Turn[] {
  return change(log, epoch, turnId, (turn) => (turn.user ? turn : { ...turn, user: { text, final: true } }));
}

/** Typed turns that never reached a backend stay in view as what they are: said, and not answered. */
export function withUnsent(log: TurnLog, epoch: number, unsent: SessionState['pending']): Turn[] {
  const turns = unsent.map(({ id, text }) => ({
    ...emptyTurn(`${epoch}.unsent-${id}`, -1),
    user: { text, final: true },
    unsent: true as const,
  }));
  return [...log, ...turns].slice(-MAX_TURNS);
}

/** The end of a session: nothing of it will grow any more. */
export function closed(log: TurnLog): Turn[] {
  return log.map((turn) => {
    const { user, assistant } = turn;
    if ((user?.final ?? true) && (assistant?.final ?? true)) return turn;
    return {
      ...turn,
      user: user && { ...user, final: true },
      assistant: assistant && (assistant.final ? assistant : cutOff(assistant)),
    };
  });
}

/** An answer that ends here: what was spoken of it is what was heard. */
function cutOff({ text, spoken }: Answer): Answer {
  return { text: text.slice(0, spoken), final: true, interrupted: true, spoken, unheard: text.slice(spoken) };
}

function answerOf({ text, is_final: final, interrupted = false }: TextData, known: Answer | null): Answer {
  // The text of an answer that was cut off is what was heard; the longer one before it says what was not.
  const unheard = final && interrupted && known ? unheardOf(known.text + known.unheard, text) : '';
  return { text, final, interrupted, spoken: known?.spoken ?? 0, unheard };
}

const emptyTurn = (key: string, turnId: number): Turn => ({
  key,
  turnId,
  user: null,
  assistant: null,
  metrics: null,
});

function change(log: TurnLog, epoch: number, turnId: number, update: (turn: Turn) => Turn): Turn[] {
  const key = turnKey(epoch, turnId);
  if (log.some((turn) => turn.key === key)) return updateTurn(log, epoch, turnId, update);
  return [...log, update(emptyTurn(key, turnId))].slice(-MAX_TURNS);
}

function updateTurn(log: TurnLog, epoch: number, turnId: number, update: (turn: Turn) => Turn): Turn[] {
  const key = turnKey(epoch, turnId);
  return log.map((turn) => (turn.key === key ? update(turn) : turn));
}
