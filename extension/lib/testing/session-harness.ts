import { DEFAULT_CONVERSATION } from '../settings/conversation-settings';
import type { Levels } from '../session/level-publisher';
import type { BackendClient } from '../session/backend-client';
import { SessionController } from '../session/session-controller';
import { FakeBackendClient } from './fake-backend-client';
import { FakeMicrophone } from './fake-microphone';
import { fakePlaybackOutputs } from './fake-playback-output';
import { settled } from './settled';

export const URL = 'ws://127.0.0.1:8765';

/** A session whose backend, microphone, audio output and clock the test controls. */
export const newSession = () => newSessionWith(new FakeBackendClient());

export function newSessionWith<Client extends BackendClient>(client: Client) {
  const microphone = new FakeMicrophone();
  const { outputs, openOutput } = fakePlaybackOutputs();
  const levels: Levels[] = [];
  let nowMs = 0;
  const sut = new SessionController(
    { client, clientName: 'test', microphone, openOutput, nowMs: () => nowMs },
    { onChange: () => {}, onLevels: (level) => levels.push(level) },
  );
  return { sut, client, microphone, outputs, levels, at: (ms: number) => (nowMs = ms) };
}

export async function inCall() {
  const harness = newSession();
  harness.sut.start(URL);
  await settled();
  harness.client.open();
  harness.client.phase('listening', 1);
  return harness;
}

/** In a push-to-talk call. */
export async function inPushToTalk() {
  const harness = await inCall();
  harness.sut.configure({ ...DEFAULT_CONVERSATION, mode: 'push_to_talk' });
  await settled();
  harness.client.commands.length = 0;
  return harness;
}

/** In a call, in the middle of a long answer of turn 1. */
export async function speaking() {
  const harness = await inCall();
  harness.client.phase('speaking', 1);
  harness.client.speak(1, 32_000);
  await settled();
  const output = harness.outputs[0]!;
  output.play(512);
  return { ...harness, output };
}
