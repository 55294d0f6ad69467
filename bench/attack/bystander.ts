/**
 * Run as a separate process: prints a line when it is connected, pings the backend until its input ends, then prints how
 * long each answer took, in ms.
 */
import { ProtocolClient } from '../../e2e/harness/protocol-client.ts';

const EVERY_MS = 25;

const client = await ProtocolClient.connect(process.argv[2]!);
// Of connections without a session, only the newest are kept.
client.command('session_start', { greeting: false });
await client.data('session');
process.stdout.write('connected\n');
const sentAt: number[] = [];
const timer = setInterval(() => {
  sentAt.push(performance.now());
  client.command('ping', { t: sentAt.length - 1 });
}, EVERY_MS);
process.stdin.resume().once('end', () => {
  clearInterval(timer);
  const answered = client.received.flatMap((message, i) =>
    message.type === 'cmd' && message.name === 'pong'
      ? [client.receivedAt[i]! - sentAt[Number(message.data.t)]!]
      : [],
  );
  // A ping without an answer has waited until now.
  const waiting = sentAt.slice(answered.length).map((at) => performance.now() - at);
  process.stdout.write(JSON.stringify([...answered, ...waiting]), () => process.exit());
});
