import type { OnModuleDestroy } from '@nestjs/common';
import type { Stage } from '#protocol';
import { ConfiguredStage, type StageChoice } from './configured-stage.js';
import { ProviderPool, type PoolSetup } from './provider-pool.js';

export interface StageSetup<Provider> extends PoolSetup<Provider> {
  stage: Stage;
  /** The settings of the stage in the config. */
  configured: StageChoice;
}

/** The providers of one stage: those of the config, those of its other graphs, and those that sessions choose. */
export class StageProviders<Provider extends object>
  extends ConfiguredStage<Provider>
  implements OnModuleDestroy
{
  readonly #pool: ProviderPool<Provider>;

  constructor(private readonly setup: StageSetup<Provider>) {
    const pool = new ProviderPool(setup);
    super(setup.registry, setup.stage, pool, setup.configured);
    this.#pool = pool;
  }

  /** The provider of the config, for every session that chooses no other. @throws RangeError */
  async standard(): Promise<Provider> {
    return (await this.lease()).provider;
  }

  /** The same stage with other settings of the config. Equal settings share their providers. */
  with(choice: StageChoice): ConfiguredStage<Provider> {
    const { registry, stage } = this.setup;
    return new ConfiguredStage(registry, stage, this.#pool, choice);
  }

  onModuleDestroy(): Promise<void> {
    return this.#pool.close();
  }
}
