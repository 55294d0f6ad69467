import type { ActionResult } from '../answerer.port.js';

/** @returns an action's result as a client hears it that plays no sounds */
export async function inWords(result: ActionResult): Promise<string> {
  if (typeof result === 'string') return result;
  if ('note' in result) return result.note;
  let text = '';
  for await (const piece of result) text += typeof piece === 'string' ? piece : piece.text;
  return text;
}
