import type { ProviderDefinition } from '../../../provider-kit/provider-definition.js';
import { NoOptions } from '../../../provider-kit/provider-options.js';
import { Llm, NO_MODEL_NAME, type NoModel } from '../../llm.port.js';

/** No language model: the skills answer alone. */
export class NoModelLlm extends Llm {
  readonly name = NO_MODEL_NAME;

  override get isLocal(): boolean {
    return true;
  }

  override get mayHaveNoModel(): boolean {
    return true;
  }

  override get neverHasModel(): boolean {
    return true;
  }

  async warmUp(): Promise<void> {}

  async *stream(): AsyncGenerator<NoModel, void, undefined> {
    yield { type: 'no_model' };
  }
}

export const skillsLlm: ProviderDefinition<Llm, NoOptions> = {
  name: 'skills',
  label: 'The built-in skills',
  Options: NoOptions,
  create: () => new NoModelLlm(),
};
