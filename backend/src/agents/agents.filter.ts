import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AgentError } from './agent-error.js';

/** Gives every refusal, the guard's too, the shape of the other answers: `code` and `msg`. */
@Catch(HttpException)
export class AgentsFilter implements ExceptionFilter<HttpException> {
  catch(exception: HttpException, host: ArgumentsHost): void {
    const answer = exception.getResponse();
    const body: Record<string, unknown> = typeof answer === 'string' ? {} : { ...answer };
    const { code = String(exception.getStatus()), msg = exception.message, ...rest } = body;
    const http = host.switchToHttp();
    const response = http.getResponse<ServerResponse>();
    // Node would go on reading the body for minutes.
    if (exception instanceof AgentError && exception.isUnread && !http.getRequest<IncomingMessage>().complete)
      response.setHeader('Connection', 'close');
    response.writeHead(exception.getStatus(), { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ code, msg, data: null, ...rest }));
  }
}
