import { afterEach, describe, expect, it } from 'vitest';
import type { McpServerItem, ServerMessage } from '#protocol';
import type { LlmEvent } from '../llm/llm.port.js';
import type { McpUser } from '../mcp/mcp.service.js';
import { SessionMcp, type UsedLink } from '../mcp/session-mcp.js';
import { readTools } from '../mcp/tool-list.js';
import { humTts, ScriptedLlm } from '../../../testing/scripted-providers.js';
import { ToolChoiceList } from '../user-data/tool-choice-list.js';
import { TestSessions, type FakeSocket } from './testing/test-session.js';

const READ = { name: 'read', description: 'Reads a file.', inputSchema: { type: 'object' } };

/** Calls the tool with that name, then answers with its result. */
const calling = (name: string) =>
  new ScriptedLlm(async function* ({ messages }): AsyncGenerator<LlmEvent> {
    const last = messages.at(-1)!;
    if (last.role === 'tool') yield { type: 'text', text: `It says ${last.content}. ` };
    else yield { type: 'tool_call', call: { id: 'a', name, arguments: '{"path":"x"}' } };
  });

const listsIn = (messages: ServerMessage[]): McpServerItem[][] =>
  messages.flatMap((message) =>
    message.type === 'data' && message.name === 'mcp' ? [message.data.servers] : [],
  );

describe('tools of MCP servers in a session', () => {
  const sessions = new TestSessions();
  let mcpUser: McpUser;
  let links: Map<string, UsedLink>;
  afterEach(() => sessions.end());

  function start(tool: string) {
    const call = async (name: string) => ({ text: `the text of ${name}` });
    const list = readTools('files', [READ], '');
    links = new Map([['files', { state: 'running', problem: undefined, list, call }]]);
    const llm = calling(tool);
    const started = sessions.start({ llm, tts: humTts(1_000) }, '', undefined, false, {}, undefined, {
      openMcp: (given) => {
        mcpUser = given;
        const { approvals, onChange, onResult } = given;
        return new SessionMcp({
          links,
          configured: () => 'allow',
          choices: new ToolChoiceList(() => undefined),
          approvals,
          onChoice: onChange,
          onResult,
        });
      },
    });
    return { ...started, llm };
  }
  const lists = (socket: FakeSocket, count: number) =>
    socket.waitFor((messages) => (listsIn(messages).length >= count ? listsIn(messages) : undefined));

  it('are listed for the client after the session, and again after each change', async () => {
    const { socket } = start('files__read');
    const [first] = await lists(socket, 1);
    expect(socket.received[0]).toMatchObject({ name: 'session' });
    expect(first).toMatchObject([{ name: 'files', tools: [{ name: 'read', policy: 'allow', fixed: true }] }]);
    links.set('files', { ...links.get('files')!, state: 'failed', problem: 'it ended with code 1' });
    mcpUser.onChange();
    expect((await lists(socket, 2))[1]).toMatchObject([{ state: 'failed', problem: 'it ended with code 1' }]);
  });

  it('are called by the model beside those of the browser', async () => {
    const { session, socket, llm } = start('files__read');
    const browser = { name: 'click', description: '', parameters: {}, policy: 'allow' } as const;
    session.offers.toolRegister({ tools: [browser] });
    session.textInput({ text: 'read it' });
    expect(await socket.text('assistant')).toMatchObject({
      text: expect.stringContaining('the text of read'),
    });
    expect(llm.requests[0]!.tools.map(({ name }) => name)).toEqual(['click', 'files__read']);
  });

  it('never take the place of a tool of the browser', async () => {
    const { session, socket } = start('files__read');
    const browser = { name: 'files__read', description: '', parameters: {}, policy: 'allow' } as const;
    session.offers.toolRegister({ tools: [browser] });
    session.textInput({ text: 'read it' });
    const isCall = (message: ServerMessage) => message.type === 'cmd' && message.name === 'tool_call';
    expect(await socket.waitFor((messages) => messages.find(isCall))).toBeTruthy();
  });

  it('refuse a choice about a tool that is not there, or that the config decides', async () => {
    const { session, socket } = start('files__read');
    session.offers.mcpPolicy({ server: 'files', tool: 'read', policy: 'off' });
    expect(await socket.error()).toMatchObject({ error: expect.stringContaining('the config decides') });
  });

  it('are listed again when the user has everything forgotten, the choices too', async () => {
    const { socket, user } = start('files__read');
    await lists(socket, 1);
    user.forget();
    expect(await lists(socket, 2)).toHaveLength(2);
  });

  it('are told no more once the session has ended', async () => {
    const { session, socket } = start('files__read');
    await lists(socket, 1);
    session.close();
    expect(mcpUser.ended.aborted).toBe(true);
    mcpUser.onChange();
    expect(listsIn(socket.received)).toHaveLength(1);
  });
});
