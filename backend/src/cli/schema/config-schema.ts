import { plainToInstance } from 'class-transformer';
import { ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import {
  EarshotConfig,
  GraphConfig,
  LlmConfig,
  ProfileConfig,
  ProviderChoice,
  StageConfig,
  VadConfig,
} from '../../config/config.dto.js';
import { MCP_POLICIES, McpServerConfig } from '../../config/dto/mcp.dto.js';
import { DEFAULT_GRAPH, GRAPH_NAME } from '../../config/graphs.js';
import { MCP_SERVER_NAME } from '../../config/mcp-servers.js';
import { AUTO, BUILT_IN_PROFILES, STAGES } from '../../config/profiles.js';
import type { ProviderRegistry } from '../../provider-kit/provider-definition.js';
import { REGISTRIES } from '../../config/registries.js';
import { DocComments } from './doc-comments.js';

export type JsonSchema = { [keyword: string]: unknown };

type Type = new () => object;
type StageName = (typeof STAGES)[number];

const STAGE_CONFIGS = { vad: VadConfig, stt: StageConfig, llm: LlmConfig, tts: StageConfig };

const PLACEHOLDER = { $ref: '#/$defs/placeholder' };

/** Creates the JSON Schema of the config file from the classes that validate it. */
export async function configSchema(): Promise<JsonSchema> {
  const docs = new DocComments();
  const $defs: Record<string, JsonSchema> = {
    placeholder: {
      description: 'A value from the environment: ${env:NAME}, or ${env:NAME|default}.',
      type: 'string',
      pattern: '\\$\\{env:[A-Za-z_]\\w*(\\|[^}]*)?\\}',
    },
  };
  for (const stage of STAGES) await defineStage(stage, $defs, docs);
  const profile = ofClass(ProfileConfig, docs, 'config/');
  const graph = ofClass(GraphConfig, docs, 'config/');
  const config = ofClass(EarshotConfig, docs, 'config/');
  const properties = config.properties as Record<string, JsonSchema>;
  for (const stage of STAGES) {
    const ref = { $ref: `#/$defs/${stage}` };
    properties[stage] = { description: properties[stage]?.description, ...ref };
    for (const { properties: own } of [profile, graph]) (own as Record<string, JsonSchema>)[stage] = ref;
  }
  const profileNames = Object.keys(BUILT_IN_PROFILES);
  properties.profiles = {
    description: properties.profiles?.description,
    type: 'object',
    propertyNames: { not: { enum: profileNames } },
    additionalProperties: { $ref: '#/$defs/profile' },
  };
  properties.profile = { ...properties.profile, examples: profileNames };
  properties.graphs = {
    description: properties.graphs?.description,
    type: 'object',
    propertyNames: { pattern: GRAPH_NAME.source, not: { const: DEFAULT_GRAPH } },
    additionalProperties: { $ref: '#/$defs/graph' },
  };
  const { servers } = (properties.mcp as { properties: Record<string, JsonSchema> }).properties;
  Object.assign(servers!, {
    propertyNames: { pattern: MCP_SERVER_NAME.source },
    additionalProperties: { $ref: '#/$defs/mcp-server' },
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: "Earshot's config file",
    ...config,
    $defs: { ...$defs, profile, graph, 'mcp-server': ofMcpServer(docs) },
  };
}

/** A server is either a program or an address. */
function ofMcpServer(docs: DocComments): JsonSchema {
  const schema = ofClass(McpServerConfig, docs, 'config/');
  const properties = schema.properties as Record<string, JsonSchema>;
  for (const name of ['env', 'headers'])
    properties[name] = { ...properties[name], additionalProperties: { type: 'string' } };
  properties.tools = { ...properties.tools, additionalProperties: { enum: MCP_POLICIES } };
  return { ...schema, oneOf: [{ required: ['command'] }, { required: ['url'] }] };
}

/** Defines a stage's settings, its fallbacks and the options of each of its providers. */
async function defineStage(
  stage: StageName,
  $defs: Record<string, JsonSchema>,
  docs: DocComments,
): Promise<void> {
  const registry = REGISTRIES[stage] as ProviderRegistry<unknown>;
  const names = Object.keys(registry);
  for (const name of names) {
    const { Options, label, apiKeyEnv } = await registry[name]!();
    const description = apiKeyEnv ? `${label}. Its key may also be set in ${apiKeyEnv}.` : `${label}.`;
    $defs[`${stage}-${name}`] = { description, ...ofClass(Options, docs, `${stage}/`) };
  }
  const optionsOf = (name: string): JsonSchema => ({
    if: { properties: { provider: { const: name } }, required: ['provider'] },
    then: { properties: { options: { $ref: `#/$defs/${stage}-${name}` } } },
  });
  const choice = ofClass(ProviderChoice, docs, 'config/');
  ((choice.properties as Record<string, JsonSchema>).provider as JsonSchema).enum = names;
  $defs[`${stage}-fallback`] = { ...choice, allOf: names.map(optionsOf) };

  const whole = ofClass(STAGE_CONFIGS[stage], docs, 'config/');
  const properties = whole.properties as Record<string, JsonSchema>;
  // If it is left out, the profile decides, not the default of the class.
  delete properties.provider!.default;
  properties.provider!.enum = [AUTO, ...names];
  if (properties.fallbacks)
    properties.fallbacks = { ...properties.fallbacks, items: { $ref: `#/$defs/${stage}-fallback` } };
  $defs[stage] = { ...whole, allOf: names.map(optionsOf) };
}

/** @returns an instance of the class that a nested setting is read as */
const madeFor = (Class: Type, name: string): unknown =>
  (plainToInstance(Class, { [name]: {} }) as Record<string, unknown>)[name];

/** The schema of a class: its validation rules, comments and defaults. */
function ofClass(Class: Type, docs: DocComments, folder: string): JsonSchema {
  const defaults = new Class() as Record<string, unknown>;
  const { properties = {}, required = [] } = targetConstructorToSchema(Class, {
    additionalConverters: {
      [ValidationTypes.NESTED_VALIDATION]: ({ propertyName }) => {
        // Settings that may be left out have no default.
        const nested = defaults[propertyName] ?? madeFor(Class, propertyName);
        if (typeof nested !== 'object' || nested === null || Array.isArray(nested)) return {};
        return ofClass(nested.constructor as Type, docs, folder);
      },
      // Custom rules have no schema.
      [ValidationTypes.CUSTOM_VALIDATION]: {},
    },
  }) as { properties?: Record<string, JsonSchema>; required?: string[] };
  const described = Object.entries(properties).map(([name, schema]) => {
    const description = docs.of(Class, name, folder);
    const value = isNested(schema) ? undefined : defaults[name];
    return [
      name,
      {
        ...(description && { description }),
        ...withPlaceholder(tidy(schema)),
        ...(value !== undefined && { default: value }),
      },
    ] as const;
  });
  const needed = required.filter((name) => defaults[name] === undefined);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(described),
    ...(needed.length > 0 && { required: needed }),
  };
}

const isNested = ({ properties }: JsonSchema): boolean => properties !== undefined;

/** A plain string may contain a placeholder; any other value may be one. */
function withPlaceholder(schema: JsonSchema): JsonSchema {
  if (isNested(schema) || schema.type === 'object') return schema;
  if (schema.type === 'array')
    return { ...schema, items: withPlaceholder((schema.items ?? {}) as JsonSchema) };
  const plain = Object.keys(schema).every((key) => ['type', 'minLength', 'maxLength', 'not'].includes(key));
  return plain && (schema.type === 'string' || schema.type === undefined)
    ? schema
    : { anyOf: [schema, PLACEHOLDER] };
}

/** Converts the keywords to draft 7. */
function tidy(schema: JsonSchema): JsonSchema {
  const { format, ...rest } = schema;
  if (format === undefined) return rest;
  return { ...rest, ...(format === 'url' ? { format: 'uri' } : { format }) };
}
