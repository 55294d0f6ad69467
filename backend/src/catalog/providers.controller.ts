import { Controller, Get, Query } from '@nestjs/common';
import { ProviderList } from './provider-list.js';

/** The choices of a client, for its settings and for `update_config`. */
@Controller('providers')
export class ProvidersController {
  constructor(private readonly list: ProviderList) {}

  /** @param live `1` asks the vendors for the models and voices of the user's account */
  @Get()
  providers(@Query('live') live?: unknown) {
    return this.list.all(live === '1');
  }
}
