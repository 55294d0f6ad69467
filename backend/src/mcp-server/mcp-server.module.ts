import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { McpController } from './mcp.controller.js';
import { UserBrowser } from './user-browser.js';

@Module({
  imports: [SessionModule],
  controllers: [McpController],
  providers: [UserBrowser],
})
export class McpServerModule {}
