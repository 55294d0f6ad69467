import { vi } from 'vitest';
import type { ServerCommands } from '#protocol';
import { CopilotLink } from '../../host/copilot/copilot-link';
import { SessionController } from '../../session/session-controller';
import { FakeBackendClient } from '../fake-backend-client';
import { FakeBrowserCalls, PAGE } from '../fake-browser-calls';
import { FakeMicrophone } from '../fake-microphone';
import { fakePlaybackOutputs } from '../fake-playback-output';

const URL = 'ws://127.0.0.1:8765';

export type CopilotHarness = Awaited<ReturnType<typeof startCopilot>>;

/** A session with its link to the browser. Timers have to be fake. */
export async function startCopilot() {
  const client = new FakeBackendClient();
  const browser = new FakeBrowserCalls();
  const tab = { page: PAGE };
  browser.answers.page_access = () => tab.page;
  const played: string[] = [];
  const { openOutput, outputs } = fakePlaybackOutputs();
  const nowMs = () => 0;
  const sut = new CopilotLink(
    {
      client,
      callBrowser: browser.call,
      systemClipboard: { read: () => null, write: () => true },
      playEarcon: (sound) => played.push(sound),
      nowMs,
    },
    { state: () => session.state, apply: (event) => session.report(event) },
  );
  const session = new SessionController(
    { client, clientName: 'test', microphone: new FakeMicrophone(), openOutput, nowMs },
    { onChange: (state, previous) => sut.onChange(state, previous), onLevels: () => undefined },
  );
  const settled = () => vi.advanceTimersByTimeAsync(0);
  await settled();

  const open = async () => {
    session.sendText('click continue', URL);
    client.open();
    await settled();
  };
  const call = async (
    name: string,
    args: Record<string, unknown>,
    more: Partial<ServerCommands['tool_call']> = {},
  ) => {
    const data = { call_id: 'c', turn_id: 1, name, arguments: args, policy: 'allow' as const, ...more };
    client.commandEvent.emit({ type: 'cmd', name: 'tool_call', data });
    await settled();
  };
  const command = (message: Parameters<typeof client.commandEvent.emit>[0]) =>
    client.commandEvent.emit(message);
  const results = () => client.sent('tool_result') as { call_id: string; result: Record<string, unknown> }[];
  const names = () => client.commands.map(({ name }) => name);
  return {
    client,
    browser,
    tab,
    played,
    outputs,
    session,
    sut,
    settled,
    open,
    call,
    command,
    results,
    names,
  };
}
