import type { DeepgramTransport } from '@deepgram/sdk';
import { WebSocket } from 'ws';
import { CONNECT_TIMEOUT_MS } from '../../../provider-kit/http-agent.js';
import { throughProxy } from '../../../provider-kit/http/proxy-tunnel.js';
import { VendorSocket } from '../../adapter/socket/vendor-socket.js';

/**
 * A plain WebSocket under the SDK. The SDK's own reconnects by itself, reports a refused handshake as a clean close and
 * hides Deepgram's reason.
 */
export class DeepgramSocket implements DeepgramTransport {
  readonly connection: VendorSocket;
  readonly #socket: WebSocket;

  constructor(url: string, headers: Record<string, string>) {
    this.#socket = new WebSocket(url, {
      ...throughProxy(url, CONNECT_TIMEOUT_MS),
      headers,
      handshakeTimeout: CONNECT_TIMEOUT_MS,
      perMessageDeflate: false,
    });
    this.connection = new VendorSocket(this.#socket);
  }

  send(data: Parameters<DeepgramTransport['send']>[0]): void {
    this.#socket.send(data as string | ArrayBufferView);
  }

  onOpen(listener: () => void): void {
    this.#socket.on('open', listener);
  }

  onMessage(listener: Parameters<DeepgramTransport['onMessage']>[0]): void {
    this.#socket.on('message', (data: Buffer, isBinary) => listener(isBinary ? data : data.toString('utf8')));
  }

  onError(listener: (error: Error) => void): void {
    this.#socket.on('error', listener);
  }

  onClose(listener: Parameters<DeepgramTransport['onClose']>[0]): void {
    this.#socket.on('close', (code, reason) => listener({ code, reason: reason.toString() }));
  }

  isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  close(): void {
    this.connection.terminate();
  }
}
