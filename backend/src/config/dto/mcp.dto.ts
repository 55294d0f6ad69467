import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { McpPolicy } from '#protocol';
import { IsApiUrl, Secret } from '../../provider-kit/provider-options.js';

export const MCP_POLICIES = ['allow', 'confirm', 'off'] as const satisfies McpPolicy[];

export class McpServerConfig {
  /** The program to start, which speaks MCP on its standard input and output. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  command?: string;

  /** The program's arguments. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(10_000, { each: true })
  args: string[] = [];

  /** Variables of the program's environment, besides PATH, HOME and the like. */
  @IsObject()
  @Secret()
  env: Record<string, string> = {};

  /** The folder that the program starts in. Default: the one that Earshot was started in. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  cwd?: string;

  /** The address of a server that runs already and speaks streamable HTTP, in place of a program. */
  @IsOptional()
  @IsApiUrl('http', 'https')
  @Secret()
  url?: string;

  /** Headers of each request to that address, such as Authorization. */
  @IsObject()
  @Secret()
  headers: Record<string, string> = {};

  /** What may be done with a tool, by its name: "allow", "confirm" or "off". Users cannot change it. */
  @IsObject()
  tools: Record<string, McpPolicy> = {};

  /** Whether it is used. */
  @IsBoolean()
  enabled = true;

  /** The longest that a call may take, in ms. */
  @IsInt()
  @Min(1_000)
  @Max(600_000)
  timeoutMs = 30_000;
}

export class McpEndpointConfig {
  /** Whether programs on this computer that have a token may use the browser's tools, at `/mcp`. */
  @IsBoolean()
  enabled = false;
}

export class McpConfig {
  /** MCP servers whose tools the language model may use, by name. */
  @IsObject()
  servers: Record<string, McpServerConfig> = {};

  /** Earshot's own MCP server, which offers the browser's tools to other programs. */
  @ValidateNested()
  @Type(() => McpEndpointConfig)
  server = new McpEndpointConfig();
}
