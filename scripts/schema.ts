/** `npm run schema`: writes earshot.config.schema.json, by which editors know the config file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { withSource } from './load-source.ts';
import type * as schemaModule from './schema/config-schema.ts';

const FILE = join(import.meta.dirname, '../earshot.config.schema.json');

const schema = await withSource('scripts/schema/config-schema.ts', (module: typeof schemaModule) =>
  module.configSchema(),
);
const options = await prettier.resolveConfig(FILE);
writeFileSync(FILE, await prettier.format(JSON.stringify(schema), { ...options, filepath: FILE }));
