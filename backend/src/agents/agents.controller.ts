import { All, Controller, Get, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEFAULT_GRAPH } from '../config/graphs.js';
import { AgentError } from './agent-error.js';
import { readChannel, readStart } from './agent-requests.js';
import { AgentsFilter } from './agents.filter.js';
import { AgentsService } from './agents.service.js';
import { readBody } from './read-body.js';

const success = (data: unknown = null) => ({ code: '0', msg: 'success', data });

/** Starts and stops agents. The paths are also served without the prefix, which the proxies of some clients remove. */
@UseFilters(AgentsFilter)
@Controller(['api/agents', '/'])
export class AgentsController {
  constructor(private readonly agents: AgentsService) {}

  @Post('start')
  @HttpCode(200)
  async start(@Req() request: IncomingMessage) {
    const port = await this.agents.start(readStart(await readBody(request)));
    return success({ port });
  }

  @Post('stop')
  @HttpCode(200)
  async stop(@Req() request: IncomingMessage) {
    await this.agents.stop(readChannel(await readBody(request)));
    return success();
  }

  @Post('ping')
  @HttpCode(200)
  async ping(@Req() request: IncomingMessage) {
    this.agents.ping(readChannel(await readBody(request)));
    return success();
  }

  @Get('list')
  list() {
    return success(this.agents.list());
  }

  /** The graph of the config is served from the start, on the main port. */
  @Get('graphs')
  graphs() {
    return success(
      this.agents.graphNames().map((name) => ({ name, graph_id: name, auto_start: name === DEFAULT_GRAPH })),
    );
  }

  @All(['start', 'stop', 'ping'])
  notPost(@Res({ passthrough: true }) response: ServerResponse): never {
    response.setHeader('Allow', 'POST');
    throw new AgentError('method', 'Send this request with POST.');
  }

  @All(['list', 'graphs'])
  notGet(@Res({ passthrough: true }) response: ServerResponse): never {
    response.setHeader('Allow', 'GET');
    throw new AgentError('method', 'Send this request with GET.');
  }
}
