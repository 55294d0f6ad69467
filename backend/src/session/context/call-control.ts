import type { ServerMessage } from '#protocol';
import type { AnswerContext } from '../../main-control/output/generate-answer.js';

/** @returns what sends the client `mute` and `hang_up`, or undefined for a client that does not carry them out */
export function callControl(
  output: { send(message: ServerMessage): void },
  isSupported: boolean,
): AnswerContext['controlCall'] {
  if (!isSupported) return undefined;
  return (name, turnId) => output.send({ type: 'cmd', name, data: { turn_id: turnId } });
}
