/** Earshot behind its gateway in its own process, reached over a loopback WebSocket. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import type { Contestant, StartContestant } from './contestant.ts';

export interface Gateway {
  enter: StartContestant;
  stop(): Promise<void>;
}

export async function startGateway(): Promise<Gateway> {
  const script = fileURLToPath(new URL('gateway-server.ts', import.meta.url));
  const server = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const { port } = JSON.parse(line) as { port: number };
  return {
    enter: (_, player) => connect(port, (frame) => player.message(frame)),
    async stop() {
      const ended = once(server, 'exit');
      server.stdin.end();
      await ended;
    },
  };
}

async function connect(port: number, onFrame: (frame: string) => void): Promise<Contestant> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await once(socket, 'open');
  socket.on('message', (data) => onFrame(String(data)));
  const command = (name: string, data: object) => socket.send(JSON.stringify({ type: 'cmd', name, data }));
  command('session_start', { client: 'bench', greeting: false });
  return {
    pushAudio: (pcm) => {
      const audio = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
      socket.send(JSON.stringify({ audio }));
    },
    playback: (report) => command('playback', report),
    async close() {
      socket.close();
      await once(socket, 'close');
    },
  };
}
