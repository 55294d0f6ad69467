import type { ToolAnswer, ToolDefinition, Tools } from './tools.port.js';

/** The tools of several sources as one. Where two have the same name, the first source has it. */
export class JoinedTools implements Tools {
  /** @param sources the one that is trusted most comes first */
  constructor(private readonly sources: readonly [Tools, ...Tools[]]) {}

  list(): readonly ToolDefinition[] {
    const byName = new Map<string, ToolDefinition>();
    for (const tool of this.sources.flatMap((source) => source.list()))
      if (!byName.has(tool.name)) byName.set(tool.name, tool);
    return [...byName.values()];
  }

  run(...[call, ...rest]: Parameters<Tools['run']>): Promise<string> {
    return this.#withTool(call.name).run(call, ...rest);
  }

  call(...[name, ...rest]: Parameters<Tools['call']>): Promise<ToolAnswer> {
    return this.#withTool(name).call(name, ...rest);
  }

  #withTool(name: string): Tools {
    // The first one says that there is no such tool.
    const source = this.sources.find((each) => each.list().some((tool) => tool.name === name));
    return source ?? this.sources[0];
  }
}
