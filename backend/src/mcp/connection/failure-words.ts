import { ProtocolError, SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import { describeForLog } from '../../common/log/redact.js';
import { truncate } from '../../common/text/truncate.js';
import { visible } from '../tool-list.js';

const MAX_REASON_CHARS = 200;

/** @returns a clause that says why there is no connection to a server */
export function connectionProblem(error: unknown): string {
  if (error instanceof SdkHttpError && error.status !== undefined) {
    const isRefused = error.status === 401 || error.status === 403;
    return isRefused
      ? `it answers with HTTP ${error.status}: check its "headers" in the config`
      : `it answers with HTTP ${error.status}`;
  }
  if (error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout) return 'it does not answer';
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return 'its program was not found: check "command" and "cwd" in the config, or use the full path';
  if (code === 'EACCES') return 'its program may not be run by this user';
  return reason(error);
}

/** @returns what a model and a user can do with it, of bounded length and without the server's control over lines */
export const reason = (error: unknown): string =>
  truncate(visible(describeForLog(error)).replace(/\s+/g, ' ').trim(), MAX_REASON_CHARS);

/** Whether the server has answered, but not with a result. */
export const isServersAnswer = (error: unknown): boolean => error instanceof ProtocolError;

export const isTimeout = (error: unknown): boolean =>
  error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout;
