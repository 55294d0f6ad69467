import type { ToolChoice, ToolChoices } from './user-records.js';

/** Beyond this number the oldest are dropped. */
const MAX_CHOICES = 300;

export class ToolChoiceList implements ToolChoices {
  #choices: readonly ToolChoice[];

  constructor(
    private readonly onChange: () => void,
    saved: readonly ToolChoice[] = [],
  ) {
    this.#choices = saved;
  }

  of(server: string, tool: string): ToolChoice | undefined {
    return this.#choices.find((choice) => isAbout(choice, server, tool));
  }

  set(choice: ToolChoice): void {
    this.#choices = [...this.#without(choice.server, choice.tool), choice].slice(-MAX_CHOICES);
    this.onChange();
  }

  remove(server: string, tool: string): void {
    this.#choices = this.#without(server, tool);
    this.onChange();
  }

  all(): readonly ToolChoice[] {
    return this.#choices;
  }

  removeAll(): void {
    this.#choices = [];
  }

  #without(server: string, tool: string): readonly ToolChoice[] {
    return this.#choices.filter((choice) => !isAbout(choice, server, tool));
  }
}

const isAbout = (choice: ToolChoice, server: string, tool: string): boolean =>
  choice.server === server && choice.tool === tool;
