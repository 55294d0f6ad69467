/** An MCP server, run by Node: its one tool says what stands in the file that is its argument, and so does its description. */
import { readFileSync, watchFile } from 'node:fs';
import { createInterface } from 'node:readline';

/** What the file has, as JSON. */
export interface Note {
  description: string;
  text: string;
  isError?: boolean;
}

interface Request {
  id?: number | string;
  method: string;
  params?: { protocolVersion?: string };
}

const file = process.argv[2];

function answer({ method, params }: Request): object | undefined {
  const { description, text, isError = false } = JSON.parse(readFileSync(file!, 'utf8')) as Note;
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: params?.protocolVersion,
        capabilities: { tools: { listChanged: true } },
        serverInfo: { name: 'notes', version: '1' },
      };
    case 'tools/list':
      return { tools: [{ name: 'read', description, inputSchema: { type: 'object' } }] };
    case 'tools/call':
      return { content: [{ type: 'text', text }], isError };
    default:
      return undefined;
  }
}

const send = (message: object) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

if (file !== undefined) {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const request = JSON.parse(line) as Request;
    if (request.id === undefined) return;
    const result = answer(request);
    const error = { code: -32_601, message: 'There is no such method.' };
    send({ id: request.id, ...(result ? { result } : { error }) });
  });
  watchFile(file, { interval: 50 }, () => send({ method: 'notifications/tools/list_changed' })).unref();
}
