/** The part of JSON Schema that the tools use. */

interface Field {
  description: string;
}

export type FieldSchema =
  | (Field & { type: 'string'; enum?: readonly string[]; maxLength?: number })
  | (Field & { type: 'number' | 'integer'; minimum?: number; maximum?: number })
  | (Field & { type: 'boolean' })
  | (Field & { type: readonly ['string', 'number']; maxLength?: number })
  | (Field & { type: 'array'; items: { type: 'string' | 'integer' }; maxItems: number });

export interface ArgumentsSchema {
  type: 'object';
  properties: Record<string, FieldSchema>;
  required: readonly string[];
  additionalProperties: false;
}
