import { NO_TOOL_CALLER, type ToolAnswer, type ToolCaller } from '../../tools/tools.port.js';

type Args = Record<string, unknown>;

/** The result of a tool, always the same or made of the arguments. */
type FakeTool = ToolAnswer | ((args: Args) => ToolAnswer | Promise<ToolAnswer>);

/** Tools with scripted results, which remember their calls. */
export class FakeTools implements ToolCaller {
  readonly calls: { name: string; args: Args }[] = [];

  constructor(private readonly tools: Readonly<Record<string, FakeTool>>) {}

  has(name: string): boolean {
    return Object.hasOwn(this.tools, name);
  }

  async call(name: string, args: Args): Promise<ToolAnswer> {
    this.calls.push({ name, args });
    const tool = this.has(name) ? this.tools[name]! : await NO_TOOL_CALLER.call(name, args);
    return typeof tool === 'function' ? tool(args) : tool;
  }
}
