import { randomUUID } from 'node:crypto';
import { toolFailure, type ToolAnswer, type ToolCaller, type Tools } from '../../tools/tools.port.js';

/** A tool call of the answerer's action. */
export interface ActionCall {
  id: string;
  name: string;
}

export interface ActionTools {
  tools: Tools;
  turnId: number;
  signal: AbortSignal;
  /** Resolves when the turn is certain or the answer is dropped. No tool runs before that. */
  confirmed: Promise<void>;
  onActionCall?(call: ActionCall): void;
  /** Not called after an abort. */
  onActionCallDone?(callId: string, failed: boolean): void;
}

/** @returns the tools for the action of one turn, which run one after the other in the order of the calls */
export function actionTools(deps: ActionTools): ToolCaller {
  const { tools, turnId, signal, confirmed, onActionCall, onActionCallDone } = deps;
  let before: Promise<unknown> = confirmed;
  const run = async (name: string, args: Record<string, unknown>): Promise<ToolAnswer> => {
    if (signal.aborted) return toolFailure('The answer was stopped before this.');
    const id = randomUUID();
    onActionCall?.({ id, name });
    const result = await tools.call(name, args, turnId, signal);
    if (!signal.aborted) onActionCallDone?.(id, result.ok === false);
    return result;
  };
  return {
    has: (name) => tools.list().some((tool) => tool.name === name),
    call(name, args) {
      const result = before.then(() => run(name, args));
      before = result;
      return result;
    },
  };
}
