import type { MetricsData, TextData } from '#protocol';
import type { PlaybackPosition } from '../audio/player';
import type { SessionState, Turn } from './session-state';

/** Older turns fall out of the panel: a long day's talk must not make every attach slow. */
export const MAX_TURNS = 200;

/** The turn log: every function gives a new list and leaves unchanged turns the same objects. */
export type TurnLog = readonly Turn[];

const keyOf = (epoch: number, turnId: number) => `${epoch}.${turnId}`;

/** @param epoch counts sessions, since their turn ids begin anew. */
export function withText(log: TurnLog, epoch: number, data: TextData): Turn[] {
  if (data.data_type !== 'transcribe') return [...log];
  return change(log, epoch, data.turn_id, (turn) => {
    if (data.role === 'user') return { ...turn, user: { text: data.text, final: data.is_final } };
    const assistant = { text: data.text, final: data.is_final, interrupted: data.interrupted ?? false };
    return { ...turn, assistant };
  });
}

export function withMetrics(log: TurnLog, epoch: number, metrics: MetricsData): Turn[] {
  return changeKnown(log, epoch, metrics.turn_id, (turn) => ({ ...turn, metrics }));
}

export function withPlayed(log: TurnLog, epoch: number, { turnId, heardMs }: PlaybackPosition): Turn[] {
  return changeKnown(log, epoch, turnId, (turn) =>
    heardMs > turn.playedMs ? { ...turn, playedMs: heardMs } : turn,
  );
}

export function withTotal(log: TurnLog, epoch: number, turnId: number, totalMs: number): Turn[] {
  return changeKnown(log, epoch, turnId, (turn) => ({ ...turn, totalMs }));
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
      assistant: assistant && {
        ...assistant,
        final: true,
        interrupted: assistant.interrupted || !assistant.final,
      },
    };
  });
}

const emptyTurn = (key: string, turnId: number): Turn => ({
  key,
  turnId,
  user: null,
  assistant: null,
  playedMs: 0,
  totalMs: null,
  metrics: null,
});

function change(log: TurnLog, epoch: number, turnId: number, update: (turn: Turn) => Turn): Turn[] {
  const key = keyOf(epoch, turnId);
  if (log.some((turn) => turn.key === key)) return changeKnown(log, epoch, turnId, update);
  return [...log, update(emptyTurn(key, turnId))].slice(-MAX_TURNS);
}

function changeKnown(log: TurnLog, epoch: number, turnId: number, update: (turn: Turn) => Turn): Turn[] {
  const key = keyOf(epoch, turnId);
  return log.map((turn) => (turn.key === key ? update(turn) : turn));
}
