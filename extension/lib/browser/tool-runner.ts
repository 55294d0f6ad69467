import type { BrowserTool, ControlRef, ToolRun, ToolRunAnswer } from './browser-calls';
import { BrowserProblem } from './browser-problem';
import type { BrowserTools } from './browser-tools';

/** Runs one tool. @throws BrowserProblem if it cannot be run */
export type ToolRunner<Name extends BrowserTool> = (
  run: ToolRun<Name>,
  tools: BrowserTools,
) => Promise<ToolRunAnswer>;

export type ToolRunners<Names extends BrowserTool> = { [Name in Names]: ToolRunner<Name> };

/** @returns the control that a tool is to use. @throws BrowserProblem without one */
export function controlOf({ on }: ToolRun): ControlRef {
  if (!on) throw new BrowserProblem('It is not clear which control is meant. Look at the page again.');
  return on;
}
