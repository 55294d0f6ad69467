import { describe, expect, it } from 'vitest';
import { problemOfStatus } from './http-status.js';

const ADDRESS = '127.0.0.1:8000';

describe(problemOfStatus.name, () => {
  it.each<[string, Parameters<typeof problemOfStatus>, string]>([
    [
      "OpenAI's rate limit",
      [429, 'rate_limit_exceeded You can increase it by adding a payment method at /account/billing.'],
      'rate_limited',
    ],
    [
      "Groq's rate limit",
      [429, 'Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing'],
      'rate_limited',
    ],
    ['an overloaded vendor', [529], 'rate_limited'],
    ['an overloaded model', [503, 'The model is overloaded. Please try again later.'], 'rate_limited'],
    ['a model that is not loaded yet', [503, 'Loading model'], 'vendor_failure'],
    ["OpenAI's end of credit", [429, '{"code":"insufficient_quota","message":"..."}'], 'no_credit'],
    ['a limit that the user set', [429, 'spend_limit_reached'], 'no_credit'],
    ['a lack of money in words', [400, 'Your credit balance is too low'], 'no_credit'],
    ['payment that is required', [402], 'no_credit'],
    ["a vendor's own 404", [404, 'page not found'], 'unknown_model'],
    [
      'a 404 of a server that has no such model',
      [404, 'The model `x` does not exist', ADDRESS],
      'unknown_model',
    ],
    ['a 404 of a server that has no such voice', [404, 'Voice not found', ADDRESS], 'unknown_voice'],
    [
      "Azure's 404 of a deployment",
      [404, 'DeploymentNotFound The API deployment for this resource does not exist.', ADDRESS],
      'unknown_model',
    ],
    ['a 404 of a server that calls its models engines', [404, 'No such engine', ADDRESS], 'unknown_model'],
    ['a 404 of a socket, without a word', [404, '', ADDRESS], 'wrong_address'],
    ['a 404 of another path', [404, '{"detail":"Not Found"}', ADDRESS], 'wrong_address'],
  ])('takes %s for what it is', (_, [status, reason, address], problem) => {
    expect(problemOfStatus(status, reason, address)).toBe(problem);
  });
});
