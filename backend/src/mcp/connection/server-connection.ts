import { Client, type Transport } from '@modelcontextprotocol/client';
import { PACKAGE_VERSION } from '../../common/package-version.js';
import { resultText } from '../result-text.js';
import { connectionProblem, isServersAnswer, isTimeout, reason } from './failure-words.js';
import { ProcessTransport } from './process-transport.js';

export interface ConnectOptions {
  transport: Transport;
  /** To speak the protocol of 2025 from the start. */
  isOld: boolean;
  onToolsChanged(): void;
  signal: AbortSignal;
}

/** `gone`: the server gave no answer and is not there any more, or does not know this connection. */
export type Called =
  { kind: 'result' | 'error' | 'refused' | 'gone'; text: string } | { kind: 'timeout' | 'stopped' };

/** A program that is downloaded first takes long. */
const CONNECT_MS = 60_000;
/** Old servers may not answer the first question. */
const PROBE_MS = 10_000;
const MAX_PAGES = 20;
const LIST_MS = 30_000;

/** It could not be connected to. */
export class ConnectError extends Error {
  /** @param hasEnded whether the program ended, perhaps because it did not know the first question */
  constructor(
    message: string,
    readonly hasEnded: boolean,
  ) {
    super(message);
  }
}

/** A connection to an MCP server that is up. */
export class ServerConnection {
  private constructor(
    private readonly client: Client,
    private readonly transport: Transport,
    /** Resolves to why it ended, as a clause. */
    readonly ended: Promise<string>,
  ) {}

  /** @throws ConnectError whose message is a clause */
  static async open({ transport, isOld, onToolsChanged, signal }: ConnectOptions): Promise<ServerConnection> {
    const client = new Client(
      { name: 'earshot', version: PACKAGE_VERSION },
      {
        // No roots, no sampling, no elicitation: a server gets nothing that it asks for.
        capabilities: {},
        versionNegotiation: { mode: isOld ? 'legacy' : 'auto', probe: { timeoutMs: PROBE_MS } },
        listChanged: { tools: { autoRefresh: false, onChanged: onToolsChanged } },
      },
    );
    const ended = new Promise<string>((resolve) => {
      client.onclose = () => resolve(endOf(transport) ?? 'the connection ended');
    });
    // A message that makes no sense is dropped.
    client.onerror = () => undefined;
    // The package waits for the answer to its first question, whatever is aborted.
    const giveUp = () => void transport.close().catch(() => undefined);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await client.connect(transport, { timeout: CONNECT_MS, signal });
      return new ServerConnection(client, transport, ended);
    } catch (error) {
      const end = endOf(transport);
      await transport.close().catch(() => undefined);
      throw new ConnectError(end ?? connectionProblem(error), end !== undefined);
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** @returns what the server says of its tools @throws Error */
  async listTools(signal: AbortSignal): Promise<unknown[]> {
    const listed: unknown[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const params = cursor === undefined ? {} : { cursor };
      const { tools, nextCursor } = await this.client.request(
        { method: 'tools/list', params },
        { timeout: LIST_MS, signal },
      );
      listed.push(...tools);
      if (nextCursor === undefined || nextCursor === cursor) break;
      cursor = nextCursor;
    }
    return listed;
  }

  /** @param signal cancels the call, on the server too */
  async callTool(
    name: string,
    args: Record<string, unknown>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Called> {
    try {
      const result = await this.client.callTool(
        { name, arguments: args },
        {
          signal,
          timeout: timeoutMs,
          maxTotalTimeout: timeoutMs,
          // Its own schema of results is not compiled: a server could send one that takes for ever.
          toolDefinition: { name, inputSchema: { type: 'object' } },
        },
      );
      const text = resultText(result);
      return result.isError ? { kind: 'error', text: text || 'the tool failed' } : { kind: 'result', text };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      if (isTimeout(error)) return { kind: 'timeout' };
      return { kind: isServersAnswer(error) ? 'refused' : 'gone', text: reason(error) };
    }
  }

  async close(): Promise<void> {
    await this.client.close().catch(() => undefined);
    await this.transport.close().catch(() => undefined);
  }
}

const endOf = (transport: Transport): string | undefined =>
  transport instanceof ProcessTransport ? transport.end : undefined;
