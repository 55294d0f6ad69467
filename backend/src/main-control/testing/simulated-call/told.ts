/** What an effect tells the client. */
import type { TextData } from '#protocol';
import type { Effect } from '../../reducer/effects.js';

type Command = Extract<Effect, { type: 'send' }> & { message: { type: 'cmd'; data: { turn_id: number } } };

export const isCommand = (
  effect: Effect,
  name: 'flush' | 'pause_playback' | 'resume_playback' | 'earcon' | 'sleep' | 'dictation',
): effect is Command =>
  effect.type === 'send' && effect.message.type === 'cmd' && effect.message.name === name;

export const turnOf = ({ message }: Command): number => message.data.turn_id;

/** @returns what was heard of an answer that it cuts off; null if it cuts off none */
export function cutOffAnswer(effect: Effect): { turnId: number; text: string } | null {
  if (effect.type !== 'send' || effect.message.type !== 'data' || effect.message.name !== 'text_data')
    return null;
  const { role, turn_id: turnId, text, interrupted } = effect.message.data;
  return role === 'assistant' && interrupted ? { turnId, text } : null;
}

/** @returns the turn of the user's words that it shows; null if it shows none */
export function userTurnOf({ message }: Extract<Effect, { type: 'send' }>): number | null {
  const isText = message.type === 'data' && message.name === 'text_data';
  return isText && message.data.role === 'user' ? (message.data.turn_id ?? null) : null;
}

/** @returns what it tells of a dictation; null if it tells nothing of one */
export function dictatedIn(effect: Effect): TextData | null {
  if (effect.type !== 'send' || effect.message.type !== 'data' || effect.message.name !== 'text_data')
    return null;
  return effect.message.data.data_type === 'dictation' ? effect.message.data : null;
}
