import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', '.wxt/', 'node_modules/', 'fixtures/', 'demo-output/'] },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser, ...globals.webextensions } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-undef': 'off',
      eqeqeq: 'error',
    },
  },
  {
    // Nest reads the classes of constructor parameters at run time: their imports are no type imports.
    files: ['backend/**/*.ts'],
    languageOptions: { parserOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } },
  },
  {
    files: ['backend/src/**/*.ts'],
    // wasi-host.ts is loaded as it is and must not import anything.
    ignores: ['backend/src/common/clock/**', '**/flite/wasi-host.ts', '**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'performance', property: 'now', message: 'Use systemClock.now() of common/clock.' },
        { object: 'Date', property: 'now', message: 'Use wallTimeMs() of common/clock.' },
      ],
    },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['mock', 'doMock'].map((property) => ({
          object: 'vi',
          property,
          message: 'Files of one worker share their modules: give the test subject a double instead.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'Program:has(MemberExpression[property.name="concurrent"]) MemberExpression[object.name="expect"][property.name="poll"]',
          message: 'expect.poll() needs the current test, which concurrent tests hide: use vi.waitFor().',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } },
  },
);
