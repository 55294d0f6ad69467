import { failure } from '../tool-contract/tool-results';
import type { BrowserCallName, BrowserCalls } from './browser-calls';

const FAILED: { [Name in BrowserCallName]: (error: string) => BrowserCalls[Name]['answer'] } = {
  run_tool: (error) => ({ result: failure(error) }),
  inspect: failure,
  numbered: failure,
  undo: (error) => ({ result: failure(error) }),
  highlight: () => ({ ok: false }),
  dictation: failure,
  page_access: () => null,
  allowed_acts: () => [],
  permissions: () => [],
  watch_phrases: () => ({ ok: false }),
};

/** @returns the answer to a call that could not be carried out. @param error for people, see `ToolFailure` */
export const failedCall = <Name extends BrowserCallName>(
  name: Name,
  error: string,
): BrowserCalls[Name]['answer'] => FAILED[name](error);

/** @returns whether the worker knows a call of that name. */
export const isBrowserCallName = (name: unknown): name is BrowserCallName =>
  typeof name === 'string' && Object.hasOwn(FAILED, name);
