import type { BrowserTool, ToolRun, ToolRunAnswer } from './browser-calls';
import type { BrowserTools } from './browser-tools';
import { openTools } from './tabs/open-tools';
import { tabTools } from './tabs/tab-tools';
import { controlTools } from './tools/control-tools';
import { media } from './tools/media';
import { hideNumbers, showNumbers } from './tools/numbers';
import { readingTools } from './tools/reading-tools';
import type { ToolRunners } from './tool-runner';
import { scroll } from './tools/scroll';
import { waitFor } from './tools/wait-for';
import { zoom } from './tools/zoom';

const RUNNERS: ToolRunners<BrowserTool> = {
  ...readingTools,
  ...controlTools,
  ...openTools,
  ...tabTools,
  scroll,
  wait_for: waitFor,
  media,
  zoom,
  show_numbers: showNumbers,
  hide_numbers: hideNumbers,
};

/** @throws BrowserProblem if the tool cannot be run */
export function runTool(run: ToolRun, tools: BrowserTools): Promise<ToolRunAnswer> {
  const runner = RUNNERS[run.name] as (run: ToolRun, tools: BrowserTools) => Promise<ToolRunAnswer>;
  return runner(run, tools);
}
