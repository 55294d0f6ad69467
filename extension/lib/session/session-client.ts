import type {
  AudioMetadata,
  ClientCommandName,
  ClientCommands,
  DataMessage,
  ErrorMessage,
  ServerCommand,
} from '#protocol';

type Unsubscribe = () => void;

/** What a session needs of the WebSocket client manager. */
export interface SessionClient {
  connect(url: string): void;
  disconnect(): void;
  /** Ends the wait between two attempts. */
  retryNow(): void;
  sendAudio(pcm: Int16Array): void;
  sendCommand<Name extends ClientCommandName>(name: Name, data: ClientCommands[Name]): void;
  onOpen(listener: () => void): Unsubscribe;
  /** Closed for good: it will not reconnect. */
  onEnded(listener: (reason: string, refused: boolean) => void): Unsubscribe;
  onReconnecting(listener: (attempt: number, delayMs: number) => void): Unsubscribe;
  onAudio(listener: (pcm: Int16Array<ArrayBuffer>, metadata: AudioMetadata) => void): Unsubscribe;
  onData(listener: (message: DataMessage) => void): Unsubscribe;
  onCmd(listener: (message: ServerCommand) => void): Unsubscribe;
  onErrorMessage(listener: (message: ErrorMessage) => void): Unsubscribe;
}
