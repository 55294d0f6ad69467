import type { ClientCommands } from '#protocol';
import type { Clock } from '../../common/clock/clock.js';
import type { ApprovalChange, Conversation } from '../../main-control/conversation.js';
import type { AnswerContext } from '../../main-control/output/generate-answer.js';
import type { Expected } from '../../skills/answerer.port.js';
import type { PagePhrases } from '../../stt/stt.port.js';
import type { McpUser } from '../../mcp/mcp.service.js';
import type { SessionMcp } from '../../mcp/session-mcp.js';
import { ClientTools } from '../../tools/client-tools.js';
import { JoinedTools } from '../../tools/joined-tools.js';
import { ToldTexts } from '../../tools/told-elsewhere.js';
import type { Tools } from '../../tools/tools.port.js';
import { approvalQuestion } from './approval-question.js';
import { DictationOffer } from './dictation-offer.js';
import { ProgramCalls } from './program-calls.js';
import type { SessionOutput } from '../session-output.js';

const UNUSABLE =
  "The browser's answer was too long, or not in a form that I can read, so I don't know whether that worked.";

export interface ClientOffersDeps {
  output: Pick<SessionOutput, 'send' | 'forget'>;
  context: Pick<AnswerContext, 'page' | 'pagePhrases' | 'dictate'>;
  conversation(): Pick<Conversation, 'dispatch' | 'state'>;
  /** @returns the tools of MCP servers; undefined if there are none */
  openMcp?(user: McpUser): SessionMcp | undefined;
  clock: Clock;
  /** The session has ended. */
  ended: AbortSignal;
  /** The page shows something else, or the browser asks the user. */
  phrasesChanged(): void;
}

/** What a client offers to the assistant: its tools, the page that the user shares, and the user's approval. */
export class ClientOffers {
  readonly tools: ClientTools;
  /** Whether the client shows the questions of the backend's own tools. */
  #showsQuestions = false;
  /** The client's tools and those of MCP servers. */
  readonly allTools: Tools;
  readonly #mcp: SessionMcp | undefined;
  /** What other programs may use. */
  readonly programs: ProgramCalls;
  readonly dictation: DictationOffer;

  constructor(private readonly deps: ClientOffersDeps) {
    const { output, conversation, context } = deps;
    const dispatch: Conversation['dispatch'] = (event) => conversation().dispatch(event);
    this.dictation = new DictationOffer(conversation, context, () => deps.phrasesChanged());
    const told = new ToldTexts();
    this.tools = new ClientTools({
      send: (message) => output.send(message),
      forget: (message) => output.forget(message),
      user: {
        ask: ({ question, ...rest }) =>
          dispatch({ type: 'approval_asked', ...rest, question: approvalQuestion(question) }),
        answer: (id, answer) => dispatch({ type: 'approval_answered', id, answer }),
        over: (id, isStopped) => dispatch({ type: 'approval_over', id, isStopped }),
      },
      showsQuestions: () => this.#showsQuestions,
      told,
    });
    this.programs = new ProgramCalls({
      tools: this.tools,
      clock: deps.clock,
      ended: deps.ended,
      onOpen: (open) => dispatch({ type: 'program_calls', open }),
    });
    this.#mcp = deps.openMcp?.({
      approvals: this.tools.approvals,
      onChange: () => this.tellMcp(),
      onResult: (turnId, text) => told.add(turnId, text),
      ended: deps.ended,
    });
    this.allTools = this.#mcp ? new JoinedTools([this.tools, this.#mcp]) : this.tools;
    this.tellMcp();
  }

  /** What the client can do; what it does not say stays as it is. */
  offer({ approvals, dictation }: { approvals?: boolean; dictation?: boolean }): void {
    if (approvals !== undefined) this.#showsQuestions = approvals;
    if (dictation !== undefined) this.dictation.offer(dictation);
  }

  /** Sets the page that the user shares; an empty address removes it. */
  pageContext({ url, title, selection, text }: ClientCommands['page_context']): void {
    this.deps.context.page = url === '' ? undefined : { url, title, selection, text };
  }

  pagePhrases({ phrases }: ClientCommands['page_phrases']): void {
    this.deps.context.pagePhrases = phrases;
    this.deps.phrasesChanged();
  }

  /**
   * What the user may say about the page now.
   * @param expected what was shown or asked
   * @returns undefined if the client has told of no page yet
   */
  phrases({ numbers, awaits }: Expected): PagePhrases | undefined {
    const names = this.deps.context.pagePhrases;
    if (!names) return undefined;
    if (names.length === 0 || this.dictation.isOn) return { names: [], numbers: [] };
    return { names, numbers, awaits: this.tools.approvals.isAsking ? 'yes_no' : awaits };
  }

  toolRegister({ tools }: ClientCommands['tool_register']): void {
    this.tools.register(tools);
  }

  toolResult({ call_id, result, error }: ClientCommands['tool_result']): void {
    if (this.tools.result(call_id, result, error)) return;
    this.#reject(`No tool call "${call_id.slice(0, 100)}" is waiting for a result.`);
  }

  /** The call ends at once: another result will not come. */
  unusableToolResult(callId: unknown): void {
    if (typeof callId === 'string') this.tools.result(callId, undefined, UNUSABLE);
  }

  approvalRequest(request: ClientCommands['approval_request']): void {
    if (this.tools.approvals.request(request)) return;
    this.#reject(`No tool call "${request.call_id.slice(0, 100)}" is waiting for approval.`);
  }

  approvalAnswer({ approval_id, answer }: ClientCommands['approval_answer']): void {
    this.tools.approvals.answer(approval_id, answer);
  }

  /** A question about a call is asked, or over. */
  approvalChanged(change: ApprovalChange): void {
    this.tools.approvals.changed(change);
    this.deps.phrasesChanged();
  }

  mcpPolicy({ server, tool, policy }: ClientCommands['mcp_policy']): void {
    if (this.#mcp?.choose(server, tool, policy)) return;
    this.#reject(
      `There is no tool "${tool}" of "${server}" that this choice could be for, or the config decides.`,
    );
  }

  /** The MCP servers, their tools or the user's choices have changed. */
  tellMcp(): void {
    if (!this.#mcp || this.deps.ended.aborted) return;
    this.deps.output.send({ type: 'data', name: 'mcp', data: { servers: this.#mcp.servers() } });
  }

  #reject(error: string): void {
    this.deps.output.send({ type: 'error', error, code: 'invalid_message', fatal: false });
  }
}
