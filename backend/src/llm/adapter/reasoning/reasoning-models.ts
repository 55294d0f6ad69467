/** Families whose models or chat templates think before they answer. */
const REASONING =
  /deepseek-?r\d|r1-distill|r1-1776|qwq|qwen-?3|thinking|\bthink\b|reason|magistral|glm-?(?:4\.[5-9]|[5-9]|z1)|minimax-m|nemotron|exaone-deep|smollm3|hunyuan|gpt-oss|cogito|marco-o1|openthinker|deepscaler|sky-t1|seed-oss|step-?3/i;

/** Variants of these families that do not think. */
const NOT_REASONING = /non-?thinking|no-?think|instruct|coder/i;

/** Whether the model, by its name, thinks before it answers. */
export const isReasoningModel = (name: string): boolean => REASONING.test(name) && !NOT_REASONING.test(name);
