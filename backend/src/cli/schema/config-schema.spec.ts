import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../common/files/project-root.js';
import { configSchema, type JsonSchema } from './config-schema.js';

const FILE = join(projectRoot(), 'earshot.config.schema.json');

describe(configSchema.name, () => {
  it('equals earshot.config.schema.json; to update the file: npm run schema', async () => {
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(JSON.stringify(await configSchema())));
  });

  it('has the options of each provider, with their comments, limits and defaults', async () => {
    const { $defs, properties } = (await configSchema()) as {
      $defs: Record<string, JsonSchema>;
      properties: JsonSchema;
    };
    expect($defs['tts-embedded']).toEqual({
      description: 'Built-in speech synthesis.',
      type: 'object',
      additionalProperties: false,
      properties: {
        voice: {
          description: expect.stringContaining('slt: US female'),
          anyOf: [{ type: 'string', enum: ['slt', 'rms', 'awb', 'kal16'] }, { $ref: '#/$defs/placeholder' }],
        },
      },
    });
    expect($defs.tts).toMatchObject({
      properties: { provider: { enum: expect.arrayContaining(['auto', 'embedded']) } },
      allOf: expect.arrayContaining([
        {
          if: { properties: { provider: { const: 'embedded' } }, required: ['provider'] },
          then: { properties: { options: { $ref: '#/$defs/tts-embedded' } } },
        },
      ]),
    });
    expect(properties.port).toMatchObject({
      description: 'The port to listen on; 0 means any free port.',
      anyOf: [{ type: 'integer', minimum: 0, maximum: 65_535 }, { $ref: '#/$defs/placeholder' }],
      default: 8765,
    });
    expect(properties.conversation).toMatchObject({
      properties: { endpointing: { properties: { delayMs: { default: 600 } }, additionalProperties: false } },
    });
  });
});
