import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { concatPcm } from '#audio';
import { spokenPhrases, silence } from '../../testing/sounds.ts';
import { mostAheadMs } from '../harness/audio-lead.ts';
import { startBackend, type Backend } from '../harness/backend.ts';
import { speak, type Microphone } from '../harness/microphone.ts';
import { ProtocolClient } from '../harness/protocol-client.ts';

/** A block of 4,096 samples, as browser pages of the plain protocol record it. */
const BLOCK_MS = 256;
const MAX_AHEAD_MS = 500;

/** A client that only sends audio and only plays audio: it knows no commands. */
describe('a client of the plain protocol', () => {
  let backend: Backend;
  let client: ProtocolClient;
  let microphone: Microphone | undefined;
  let speech: Map<string, Int16Array>;

  beforeAll(async () => {
    speech = await spokenPhrases(['spell incomprehensibility', 'stop', 'what is the capital of france']);
    backend = await startBackend({ config: { conversation: { greeting: '' } } });
    await backend.ready();
  });
  afterEach(() => {
    microphone?.stop();
    client.socket.terminate();
  });
  afterAll(() => backend.stop());

  const say = (text: string): Int16Array => speech.get(text)!;

  async function connect(...sounds: Int16Array[]): Promise<void> {
    client = await ProtocolClient.connect(`${backend.url}/ws/8080`);
    microphone = speak(client, concatPcm(sounds), BLOCK_MS);
  }

  const mostAhead = (turnId: number) => mostAheadMs(client.received, client.receivedAt, turnId);

  it('has both sides of the conversation in text, and never more than half a second of audio ahead', async () => {
    await connect(silence(500), say('spell incomprehensibility'), silence(1_000));
    const question = await client.finalText('user');
    expect(question.text).toMatch(/spell/i);
    const answer = await client.finalText('assistant');
    expect(answer).toMatchObject({ turn_id: question.turn_id, interrupted: false });
    expect(client.pcmOf(1).length / 16).toBeGreaterThan(2_000);
    expect(mostAhead(1)).toBeLessThanOrEqual(MAX_AHEAD_MS);
  });

  it('is left with little stale audio by an interruption, and gets the next answer', async () => {
    const question = say('spell incomprehensibility');
    await connect(silence(500), question, silence(3_500), say('stop'), silence(2_000));
    await client.commandNamed('flush');
    const flushAt = client.received.findIndex(
      (message) => message.type === 'cmd' && message.name === 'flush',
    );
    expect(client.received.slice(flushAt).filter(({ type }) => type === 'audio')).toHaveLength(0);
    expect(mostAhead(1)).toBeLessThanOrEqual(MAX_AHEAD_MS);
    await client.finalText('user', flushAt);
    microphone!.stop();
    const from = client.received.length;
    const next = say('what is the capital of france');
    microphone = speak(client, concatPcm([silence(500), next, silence(1_500)]), BLOCK_MS);
    expect((await client.finalText('assistant', from)).text).toMatch(/Paris/);
  });
});
