import { HttpException } from '@nestjs/common';

/** The code and status of each fault, as TEN-framework's agent server has them. */
const FAULTS = {
  invalid: { code: '10000', status: 400 },
  tooLarge: { code: '10000', status: 413 },
  tooSlow: { code: '10000', status: 408 },
  method: { code: '10000', status: 405 },
  tooMany: { code: '10001', status: 429 },
  unknownChannel: { code: '10002', status: 400 },
  channelExists: { code: '10003', status: 400 },
  noChannel: { code: '10004', status: 400 },
  unknownGraph: { code: '10100', status: 500 },
  notStarted: { code: '10101', status: 500 },
  restarting: { code: '10101', status: 503 },
} as const;

/** The answer to a request that cannot be fulfilled. */
export class AgentError extends HttpException {
  /** @param msg a sentence for the client's user */
  constructor(
    readonly fault: keyof typeof FAULTS,
    msg: string,
  ) {
    const { code, status } = FAULTS[fault];
    super({ code, msg, data: null }, status);
    this.message = msg;
  }

  /** Whether the rest of the body is not worth reading. */
  get isUnread(): boolean {
    return this.fault === 'tooLarge' || this.fault === 'tooSlow';
  }
}
