// TEMP until #client lands
import { parseServerMessage, type ServerMessage } from '#protocol';
import type { SessionClient } from './session-client';

export function createSessionClient(_version?: string): SessionClient {
  let ws: WebSocket | null = null;
  let url = '';
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const on: Record<string, ((...args: never[]) => void)[]> = {};
  const sub = (name: string) => (fn: (...args: never[]) => void) => {
    (on[name] ??= []).push(fn);
    return () => {};
  };
  const emit = (name: string, ...args: unknown[]) => on[name]?.forEach((fn) => fn(...(args as never[])));
  let token: string | undefined;
  const open = () => {
    const socket = new WebSocket(url);
    ws = socket;
    socket.onopen = () => {
      attempt = 0;
      emit('open');
      socket.send(
        JSON.stringify({ type: 'cmd', name: 'session_start', data: { client: 'ext', resume_token: token } }),
      );
    };
    socket.onmessage = (e) => {
      const m: ServerMessage | null = parseServerMessage(e.data);
      if (!m) return;
      if (m.type === 'audio') {
        const bytes = Uint8Array.from(atob(m.audio), (c) => c.charCodeAt(0));
        emit('audio', new Int16Array(bytes.buffer), m.metadata);
      } else if (m.type === 'data') {
        if (m.name === 'session') token = m.data.resume_token;
        emit('data', m);
      } else if (m.type === 'cmd') emit('cmd', m);
      else emit('error', m);
    };
    socket.onclose = (e) => {
      if (ws !== socket) return;
      if (e.code === 1008) return emit('ended', e.reason, true);
      attempt++;
      const delay = Math.min(8000, 500 * 2 ** attempt);
      emit('reconnecting', attempt, delay);
      timer = setTimeout(open, delay);
    };
  };
  const send = (m: unknown) => ws?.readyState === 1 && ws.send(JSON.stringify(m));
  return {
    connect: (u) => {
      url = u;
      attempt = 0;
      token = undefined;
      open();
    },
    disconnect: () => {
      clearTimeout(timer);
      const s = ws;
      ws = null;
      s?.close();
    },
    retryNow: () => {
      clearTimeout(timer);
      open();
    },
    sendAudio: (pcm) => {
      let s = '';
      for (const b of new Uint8Array(pcm.buffer)) s += String.fromCharCode(b);
      send({ audio: btoa(s), metadata: { session_id: 's', timestamp: Date.now() } });
    },
    sendCommand: (name, data) => void send({ type: 'cmd', name, data }),
    onOpen: sub('open'),
    onEnded: sub('ended'),
    onReconnecting: sub('reconnecting'),
    onAudio: sub('audio'),
    onData: sub('data'),
    onCmd: sub('cmd'),
    onErrorMessage: sub('error'),
  };
}
