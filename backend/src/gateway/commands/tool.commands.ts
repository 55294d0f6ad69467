/** Commands about what the client offers to the language model: its tools and the page that the user shares. */
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import {
  MAX_PAGE_PHRASE_CHARS,
  MAX_PAGE_PHRASES,
  type ApprovalAnswer,
  type CommandData,
  type McpPolicy,
  type ToolDescription,
  type ToolPolicy,
} from '#protocol';
import { command, type CommandTable } from './command.js';
import { MaxJsonLength, NestedDto } from './decorators.js';

/** Limits per tool and for all tools, because the model reads them with every question. */
const MAX_PARAMETERS_CHARS = 16_000;
const MAX_ALL_PARAMETERS_CHARS = 64_000;

/** A page of the longest text, with its JSON; the model reads far less. */
const MAX_RESULT_CHARS = 500_000;

const NAME_RULE = 'name must be 1 to 64 letters, digits, "_" or "-", with a letter or "_" first';

class ToolDto implements ToolDescription {
  @Matches(/^[A-Za-z_][\w-]*$/, { message: NAME_RULE })
  @MaxLength(64, { message: NAME_RULE })
  name!: string;

  @IsString()
  @MaxLength(2_000)
  description!: string;

  @IsObject()
  @MaxJsonLength(MAX_PARAMETERS_CHARS)
  parameters!: Record<string, unknown>;

  @IsIn(['allow', 'confirm'] satisfies ToolPolicy[])
  policy!: ToolPolicy;
}

class ToolRegisterDto implements CommandData<'tool_register'> {
  @IsArray()
  @IsObject({ each: true, message: 'each of tools must be an object' })
  @ArrayMaxSize(64)
  @ArrayUnique((tool: ToolDto | null) => tool?.name, { message: 'tools must have different names' })
  @MaxJsonLength(MAX_ALL_PARAMETERS_CHARS, {
    of: (tools) => Array.isArray(tools) && tools.map((tool: ToolDto | null) => tool?.parameters),
    message: `the parameters of all tools must be at most ${MAX_ALL_PARAMETERS_CHARS} characters of JSON together`,
  })
  @NestedDto(ToolDto, { each: true, message: 'tools must be an array of objects' })
  tools!: ToolDto[];
}

class ToolResultDto implements CommandData<'tool_result'> {
  @IsString()
  @MaxLength(200)
  call_id!: string;

  /** Any JSON. */
  @MaxJsonLength(MAX_RESULT_CHARS)
  result?: unknown;

  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  error?: string;
}

class ApprovalRequestDto implements CommandData<'approval_request'> {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  approval_id!: string;

  @IsString()
  @MaxLength(200)
  call_id!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  question!: string;

  @IsBoolean()
  remember!: boolean;

  @IsInt()
  @Min(1)
  @Max(600_000)
  expires_ms!: number;
}

class ApprovalAnswerDto implements CommandData<'approval_answer'> {
  @IsString()
  @MaxLength(200)
  approval_id!: string;

  @IsIn(['yes', 'no', 'always'] satisfies ApprovalAnswer['answer'][])
  answer!: ApprovalAnswer['answer'];

  @IsIn(['voice', 'button', 'typed'] satisfies ApprovalAnswer['by'][])
  by!: ApprovalAnswer['by'];
}

class McpPolicyDto implements CommandData<'mcp_policy'> {
  @IsString()
  @MaxLength(64)
  server!: string;

  @IsString()
  @MaxLength(200)
  tool!: string;

  @IsIn(['allow', 'confirm', 'off'] satisfies McpPolicy[])
  policy!: McpPolicy;
}

class PagePhrasesDto implements CommandData<'page_phrases'> {
  @IsArray()
  @ArrayMaxSize(MAX_PAGE_PHRASES)
  @IsString({ each: true })
  @MaxLength(MAX_PAGE_PHRASE_CHARS, { each: true })
  phrases!: string[];
}

/** Clients shorten longer pages: a message holds at most 1 MiB. */
class PageContextDto implements CommandData<'page_context'> {
  @IsString()
  @Matches(/^$|^[a-z][a-z\d+.-]*:\S*$/i, { message: 'url must be an address such as "https://example.com/"' })
  @MaxLength(4_096)
  url!: string;

  @IsString()
  @MaxLength(1_000)
  title!: string;

  @IsOptional()
  @IsString()
  @MaxLength(50_000)
  selection?: string;

  @IsOptional()
  @IsString()
  @MaxLength(300_000)
  text?: string;
}

export const toolCommands = {
  tool_register: command({
    dto: ToolRegisterDto,
    session: 'awaited',
    latestOnly: true,
    handle: (session, data) => session.offers.toolRegister(data),
  }),
  tool_result: command({
    dto: ToolResultDto,
    session: 'required',
    refusal: 'No tool call is waiting for a result: there is no session yet.',
    handle: (session, data) => session.offers.toolResult(data),
    onInvalid: (session, { call_id }) => session.offers.unusableToolResult(call_id),
  }),
  approval_request: command({
    dto: ApprovalRequestDto,
    session: 'required',
    refusal: 'No tool call is waiting for approval: there is no session yet.',
    handle: (session, data) => session.offers.approvalRequest(data),
  }),
  approval_answer: command({
    dto: ApprovalAnswerDto,
    session: 'required',
    handle: (session, data) => session.offers.approvalAnswer(data),
  }),
  mcp_policy: command({
    dto: McpPolicyDto,
    session: 'required',
    refusal: 'There is no session yet that the choice could be for.',
    handle: (session, data) => session.offers.mcpPolicy(data),
  }),
  page_phrases: command({
    dto: PagePhrasesDto,
    session: 'awaited',
    latestOnly: true,
    handle: (session, data) => session.offers.pagePhrases(data),
  }),
  page_context: command({
    dto: PageContextDto,
    session: 'awaited',
    latestOnly: true,
    handle: (session, data) => session.offers.pageContext(data),
  }),
} satisfies Partial<CommandTable>;
