/** A server may send anything: what the state keeps has a usable type and a limited size. */
import type { StateData, TextData } from '#protocol';

/** Twice the longest answer that the backend gives by default. */
export const MAX_TEXT_LENGTH = 40_000;

/** Longer errors do not fit on the panel. */
export const MAX_ERROR_LENGTH = 1_000;

const PHASES: readonly unknown[] = [
  'idle',
  'listening',
  'thinking',
  'speaking',
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
