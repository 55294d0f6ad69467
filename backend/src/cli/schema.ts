/**
 * `npm run schema`: writes earshot.config.schema.json, which editors use for the config file. For development only: it
 * needs the sources, `typescript` and `prettier`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { projectRoot } from '../common/files/project-root.js';
import { configSchema } from './schema/config-schema.js';

const file = join(projectRoot(), 'earshot.config.schema.json');
const options = await prettier.resolveConfig(file);
const schema = JSON.stringify(await configSchema());
writeFileSync(file, await prettier.format(schema, { ...options, filepath: file }));
